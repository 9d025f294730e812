"""Parsed files -> one ``Knowledge``, with every problem between files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from bot.catalog import schema
from bot.catalog.problems import CatalogError, Problem
from bot.catalog.yaml_file import Document, Path, parse
from bot.model import (
    Act,
    Change,
    Evidence,
    ExampleQuestion,
    FormerName,
    Knowledge,
    Language,
    LayerWords,
    Meaning,
    Owner,
    Profile,
    Responsibility,
    Ruling,
    Service,
    Software,
    Source,
    Variant,
)
from bot.words import phrase, words_of

FOLDERS = ("examples", "language", "profiles", "responsibilities", "services")
CHANGES = "changes.yaml"
_FAR = date.max
T = TypeVar("T")

_SERVICE = TypeAdapter(schema.ServiceFile)
_PROFILE = TypeAdapter(schema.ProfileFile)
_RESPONSIBILITY = TypeAdapter(schema.ResponsibilityFile)
_LISTS: TypeAdapter[dict[str, list[str]]] = TypeAdapter(dict[schema.Text, schema.Phrases])
_ACTS: TypeAdapter[dict[Act, list[str]]] = TypeAdapter(dict[Act, schema.Phrases])
_LAYERS = TypeAdapter(list[schema.LayerFile])
_EXAMPLES: TypeAdapter[dict[Meaning, list[str]]] = TypeAdapter(schema.Examples)
_CHANGES = TypeAdapter(list[schema.ChangeFile])
_SOFTWARE: TypeAdapter[dict[str, schema.SoftwareFile]] = TypeAdapter(
    dict[schema.Slug, schema.SoftwareFile]
)


def read(root: Traversable) -> list[tuple[str, bytes]]:
    """Every YAML file of the base as (``folder/name.yaml``, content), sorted by name."""
    changes = root.joinpath(CHANGES)
    files = [(CHANGES, changes.read_bytes())] if changes.is_file() else []
    for folder in FOLDERS:
        place = root.joinpath(folder)
        if place.is_dir():
            files.extend(
                (f"{folder}/{entry.name}", entry.read_bytes())
                for entry in place.iterdir()
                if entry.name.endswith(".yaml")
            )
    return sorted(files)


def digest(files: Iterable[tuple[str, bytes]]) -> str:
    """Twelve hex digits that change with any byte of any file."""
    sha = hashlib.sha256()
    for name, content in files:
        sha.update(name.encode() + b"\0" + content + b"\0")
    return sha.hexdigest()[:12]


def build(files: Iterable[tuple[str, bytes]]) -> Knowledge:
    """The knowledge in ``files``; raises ``CatalogError`` with every problem of every file."""
    files = list(files)
    builder = _Builder()
    for name, content in files:
        builder.add(name, content)
    return builder.finish(digest(files))


def _slug(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".yaml")


K = TypeVar("K")


def _tuples(lists: Mapping[K, list[str]]) -> dict[K, tuple[str, ...]]:
    return {key: tuple(entries) for key, entries in lists.items()}


@dataclass
class _Rulings:
    """What a file's rulings need from around them."""

    document: Document
    sources: Mapping[str, Source]
    review_by: date | None


@dataclass
class _Builder:
    problems: list[Problem] = field(default_factory=list[Problem])
    services: dict[str, Service] = field(default_factory=dict[str, Service])
    profiles: dict[str, Profile] = field(default_factory=dict[str, Profile])
    responsibilities: dict[str, Responsibility] = field(default_factory=dict[str, Responsibility])
    software: dict[str, Software] = field(default_factory=dict[str, Software])
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    acts: dict[Act, tuple[str, ...]] = field(default_factory=dict[Act, "tuple[str, ...]"])
    layers: list[LayerWords] = field(default_factory=list[LayerWords])
    changes: tuple[Change, ...] = ()
    examples: dict[str, ExampleQuestion] = field(default_factory=dict[str, ExampleQuestion])
    """By their words alone."""
    documents: dict[str, Document] = field(default_factory=dict[str, Document])
    checked: list[date] = field(default_factory=list[date])
    faulty: set[str] = field(default_factory=set[str])
    """Slugs of files that could not be read."""

    # --- one file ---------------------------------------------------------------------------

    def add(self, name: str, content: bytes) -> None:
        file = f"knowledge/{name}"
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            self.problems.append(Problem(file, 1, "(file)", f"is not UTF-8: {error.reason}"))
            self.faulty.add(_slug(name))
            return
        document, problems = parse(file, text)
        self.problems.extend(problems)
        slug = _slug(name)
        if document is None:
            self.faulty.add(slug)
            return
        self.documents[file] = document
        folder = name.partition("/")[0]
        readers: dict[str, Callable[[Document, str], None]] = {
            "services": self._service,
            "profiles": self._profile,
            "responsibilities": self._responsibility,
            "language": self._language,
            "examples": self._examples,
            CHANGES: self._changes,
        }
        readers[folder](document, slug)
        tables = (self.services, self.profiles, self.responsibilities)
        if folder not in ("examples", "language", CHANGES) and not any(
            slug in table for table in tables
        ):
            self.faulty.add(slug)

    def _valid(self, document: Document, shape: TypeAdapter[T]) -> T | None:
        try:
            return shape.validate_python(document.data)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                path: Path = tuple(step for step in fault["loc"] if step != "[key]")
                message = fault["msg"].removeprefix("Value error, ")
                if fault["type"] == "extra_forbidden":
                    message = "is not a field of this file: see knowledge/README.md"
                elif fault["type"] == "missing":
                    message = "is missing: add it"
                self.problem(document, path, message)
            return None

    def problem(self, document: Document, path: Path, message: str) -> None:
        name = ".".join(str(step) for step in path) or "(file)"
        self.problems.append(Problem(document.file, document.line(path), name, message))

    def _sources(self, given: Mapping[str, schema.SourceFile]) -> dict[str, Source]:
        self.checked.extend(source.checked for source in given.values())
        return {
            key: Source(source.url, source.title, source.checked) for key, source in given.items()
        }

    def _service(self, document: Document, slug: str) -> None:
        given = self._valid(document, _SERVICE)
        if given is None:
            return
        around = _Rulings(document, self._sources(given.sources), given.review_by)
        variants = {
            f"{slug}/{name}": Variant(
                slug=f"{slug}/{name}",
                name=v.name,
                aliases=tuple(v.aliases),
                words=tuple(v.words),
                profile=v.profile,
                means=v.means,
                rulings=self._rulings(
                    around, f"{slug}/{name}", ("variants", name, "rulings"), v.rulings
                ),
            )
            for name, v in given.variants.items()
        }
        self.services[slug] = Service(
            slug=slug,
            name=given.name,
            aliases=tuple(given.aliases),
            common_aliases=tuple(given.common_aliases),
            former_names=tuple(FormerName(f.name, f.note) for f in given.former_names),
            profile=given.profile,
            category=given.category,
            docs=given.docs,
            means=given.means,
            variants=variants,
            rulings=self._rulings(around, slug, ("rulings",), given.rulings),
            file=document.file,
        )
        self._unused_sources(document, given.sources, slug)

    def _profile(self, document: Document, slug: str) -> None:
        given = self._valid(document, _PROFILE)
        if given is None:
            return
        around = _Rulings(document, self._sources(given.sources), given.review_by)
        self.profiles[slug] = Profile(
            slug=slug,
            name=given.name,
            parent=given.parent,
            aliases=tuple(given.aliases),
            summary=given.summary,
            means=given.means,
            rulings=self._rulings(around, f"profile.{slug}", ("rulings",), given.rulings),
            file=document.file,
        )
        self._unused_sources(document, given.sources, f"profile.{slug}")

    def _responsibility(self, document: Document, slug: str) -> None:
        given = self._valid(document, _RESPONSIBILITY)
        if given is None:
            return
        around = _Rulings(document, self._sources(given.sources), given.review_by)
        self.responsibilities[slug] = Responsibility(
            slug=slug,
            title=given.title,
            layer=given.layer,
            definition=given.definition,
            members=tuple(given.members),
            words=tuple(given.words),
            neighbours=tuple(given.neighbours),
            variants_from=given.variants_from,
            ruling=self._ruling(around, "general", slug, ("ruling",), given.ruling),
            file=document.file,
        )

    def _language(self, document: Document, slug: str) -> None:
        if slug == "phrases":
            self.lists = _tuples(self._valid(document, _LISTS) or {})
        elif slug == "synonyms":
            self.synonyms = _tuples(self._valid(document, _LISTS) or {})
        elif slug == "acts":
            self.acts = _tuples(self._valid(document, _ACTS) or {})
        elif slug == "layers":
            self.layers = [
                LayerWords(entry.layer, tuple(entry.words), entry.keeper, entry.profile)
                for entry in (self._valid(document, _LAYERS) or [])
            ]
        elif slug == "software":
            self.software = {
                key: Software(key, entry.name, tuple(entry.aliases), tuple(entry.twins))
                for key, entry in (self._valid(document, _SOFTWARE) or {}).items()
            }
        else:
            self.problem(
                document,
                (),
                "is not a language file: the names are acts, layers, phrases, software, synonyms",
            )

    def _examples(self, document: Document, _: str) -> None:
        for meaning, questions in (self._valid(document, _EXAMPLES) or {}).items():
            for i, text in enumerate(questions):
                words = " ".join(words_of(text)) or text
                if words in self.examples:
                    self.problem(document, (meaning, i), f"{text!r} is there already: delete one")
                self.examples[words] = ExampleQuestion(text, meaning)

    def _changes(self, document: Document, _: str) -> None:
        given = self._valid(document, _CHANGES) or []
        for number, (newer, older) in enumerate(pairwise(given), start=1):
            if older.date > newer.date:
                self.problem(document, (number, "date"), "must be newest first: move it up")
        self.changes = tuple(Change(each.date, each.text) for each in given)

    def _rulings(
        self, around: _Rulings, subject: str, path: Path, given: Mapping[str, schema.RulingFile]
    ) -> dict[str, Ruling]:
        return {
            responsibility: self._ruling(
                around, subject, responsibility, (*path, responsibility), entry
            )
            for responsibility, entry in given.items()
        }

    def _ruling(
        self,
        around: _Rulings,
        subject: str,
        responsibility: str,
        path: Path,
        given: schema.RulingFile,
    ) -> Ruling:
        document = around.document
        for key in given.sources:
            if key not in around.sources:
                known = ", ".join(around.sources) or "none"
                self.problem(
                    document,
                    (*path, "sources"),
                    f"{key!r} is not among this file's sources ({known}): add it there or correct it",
                )
        if not given.sources and given.evidence is Evidence.STATED:
            self.problem(
                document, path, "has neither a source nor 'evidence: inferred': give one of them"
            )
        if given.owner is Owner.SHARED and not (given.aws and given.customer):
            self.problem(
                document, path, "is shared, so both 'aws' and 'customer' must say their part"
            )
        if given.owner is Owner.AWS and not given.aws:
            self.problem(document, path, "is AWS's, so 'aws' must say what AWS does")
        if given.owner is Owner.CUSTOMER and not given.customer:
            self.problem(document, path, "is the customer's, so 'customer' must say what you do")
        review_by = given.review_by or around.review_by
        if review_by is None:
            self.problem(
                document, path, "has no 'review_by': give it here or at the top of the file"
            )
        sets: list[tuple[Path, str]] = [
            ((*path, "sides", side, i), words)
            for side in ("aws", "customer")
            for i, words in enumerate(getattr(given.sides, side))
        ]
        for side, clause in (("aws", given.aws), ("customer", given.customer)):
            if getattr(given.sides, side) and not clause:
                self.problem(
                    document,
                    (*path, "sides", side),
                    f"means a part that {side!r} does not say: write that clause or delete it",
                )
        sets += [((*path, "words", i), words) for i, words in enumerate(given.words)]
        self._check_sets(document, f"{subject}:{responsibility}", sets, {})
        return Ruling(
            id=f"{subject}:{responsibility}",
            responsibility=responsibility,
            owner=given.owner,
            aws=given.aws,
            customer=given.customer,
            aws_acts=frozenset(given.acts.aws),
            customer_acts=frozenset(given.acts.customer),
            default=given.default,
            why=given.why,
            sources=tuple(around.sources[key] for key in given.sources if key in around.sources),
            evidence=given.evidence,
            review_by=review_by or _FAR,
            words=tuple(given.words),
            sides={
                owner: tuple(words)
                for owner, words in (
                    (Owner.AWS, given.sides.aws),
                    (Owner.CUSTOMER, given.sides.customer),
                )
                if words
            },
            asks=tuple(given.asks),
            file=document.file,
            line=document.line(path),
        )

    def _unused_sources(
        self, document: Document, given: Mapping[str, schema.SourceFile], subject: str
    ) -> None:
        used: set[str] = set()

        def collect(node: Any) -> None:
            if isinstance(node, dict):
                for key, value in cast("dict[str, Any]", node).items():
                    if key == "sources" and isinstance(value, list):
                        used.update(cast("list[str]", value))
                    else:
                        collect(value)

        collect(document.data)
        for key in given.keys() - used:
            self.problem(document, ("sources", key), f"no ruling of {subject} uses it: delete it")

    # --- the whole base ---------------------------------------------------------------------

    def finish(self, version: str) -> Knowledge:
        self._check_references()
        self._check_aliases()
        self._check_words()
        knowledge = Knowledge(
            services=dict(sorted(self.services.items())),
            profiles=dict(sorted(self.profiles.items())),
            responsibilities=dict(sorted(self.responsibilities.items())),
            software=dict(sorted(self.software.items())),
            language=Language(self.lists, self.synonyms, self.acts, tuple(self.layers)),
            version=version,
            updated=max(self.checked, default=date.min),
            changes=self.changes,
            examples=tuple(self.examples.values()),
        )
        if not self.problems:
            self._check_variants()
        if self.problems:
            raise CatalogError(self.problems)
        return knowledge

    def _known(
        self, file: str, path: Path, slug: str | None, known: Mapping[str, object], kind: str
    ) -> None:
        # A file that is there but faulty is reported for its fault alone.
        if slug is not None and slug not in known and slug.partition("/")[0] not in self.faulty:
            self.problem(
                self.documents[file], path, f"{slug!r} is not a {kind}: correct it or add its file"
            )

    def _check_references(self) -> None:
        variants = {v for s in self.services.values() for v in s.variants}
        subjects = dict.fromkeys((*self.services, *variants))
        for service in self.services.values():
            self._known(service.file, ("profile",), service.profile, self.profiles, "profile")
            self._check_level(service.file, (), service.means, service.rulings)
            for variant in service.variants.values():
                path = ("variants", variant.slug.partition("/")[2])
                self._known(
                    service.file, (*path, "profile"), variant.profile, self.profiles, "profile"
                )
                self._check_level(service.file, path, variant.means, variant.rulings)
        for profile in self.profiles.values():
            self._known(profile.file, ("parent",), profile.parent, self.profiles, "profile")
            self._check_level(profile.file, (), profile.means, profile.rulings)
            self._check_chain(profile)
        for duty in self.responsibilities.values():
            for name, slugs in (("members", duty.members), ("neighbours", duty.neighbours)):
                for i, slug in enumerate(slugs):
                    self._known(duty.file, (name, i), slug, self.responsibilities, "responsibility")
            self._known(duty.file, ("variants_from",), duty.variants_from, self.services, "service")
        language = "knowledge/language"
        for i, entry in enumerate(self.layers):
            file = f"{language}/layers.yaml"
            self._known(file, (i, "keeper"), entry.keeper, self.responsibilities, "responsibility")
            self._known(file, (i, "profile"), entry.profile, self.profiles, "profile")
        for product in self.software.values():
            for i, twin in enumerate(product.twins):
                self._known(
                    f"{language}/software.yaml",
                    (product.slug, "twins", i),
                    twin,
                    subjects,
                    "service or variant",
                )

    def _check_level(
        self, file: str, path: Path, means: Mapping[str, str], rulings: Mapping[str, Ruling]
    ) -> None:
        for slug in rulings:
            self._known(
                file, (*path, "rulings", slug), slug, self.responsibilities, "responsibility"
            )
        for family, member in means.items():
            at = (*path, "means", family)
            self._known(file, at, family, self.responsibilities, "responsibility")
            self._known(file, at, member, self.responsibilities, "responsibility")
            duty = self.responsibilities.get(family)
            if duty and not duty.is_family:
                self.problem(self.documents[file], at, f"{family!r} is not a family: delete it")
            if family in rulings:
                self.problem(
                    self.documents[file], at, "has a ruling of its own too: keep one of them"
                )

    def _check_chain(self, profile: Profile) -> None:
        seen = {profile.slug}
        parent = profile.parent
        while parent is not None and parent in self.profiles:
            if parent in seen:
                self.problem(
                    self.documents[profile.file],
                    ("parent",),
                    "leads back to itself: break the ring",
                )
                return
            seen.add(parent)
            parent = self.profiles[parent].parent

    def _check_aliases(self) -> None:
        owners: dict[str, tuple[str, str]] = {}
        for service in self.services.values():
            document = self.documents[service.file]
            named: list[tuple[Path, str, str]] = [
                (("aliases", i), alias, service.slug) for i, alias in enumerate(service.aliases)
            ]
            named += [
                (("common_aliases", i), alias, service.slug)
                for i, alias in enumerate(service.common_aliases)
            ]
            named += [
                (("former_names", i), former.name, service.slug)
                for i, former in enumerate(service.former_names)
            ]
            for variant in service.variants.values():
                short = variant.slug.partition("/")[2]
                named += [
                    (("variants", short, "aliases", i), alias, variant.slug)
                    for i, alias in enumerate(variant.aliases)
                ]
            self._claim(document, named, owners)
        self._claim(
            self.documents.get("knowledge/language/software.yaml"),
            [
                ((product.slug, "aliases", i), alias, product.slug)
                for product in self.software.values()
                for i, alias in enumerate(product.aliases)
            ],
            {},
        )
        profiles: dict[str, tuple[str, str]] = {}
        for profile in self.profiles.values():
            self._claim(
                self.documents[profile.file],
                [(("aliases", i), a, profile.slug) for i, a in enumerate(profile.aliases)],
                profiles,
            )

    def _claim(
        self,
        document: Document | None,
        named: Iterable[tuple[Path, str, str]],
        owners: dict[str, tuple[str, str]],
    ) -> None:
        if document is None:
            return
        for path, alias, owner in named:
            key = phrase(alias)
            holder, where = owners.setdefault(
                key, (owner, f"{document.file}:{document.line(path)}")
            )
            if holder != owner:
                self.problem(
                    document,
                    path,
                    f"{alias!r} already names {holder} ({where}): keep it in one place",
                )

    def _check_words(self) -> None:
        owners: dict[frozenset[str], tuple[str, str]] = {}
        for duty in self.responsibilities.values():
            sets: list[tuple[Path, str]] = [(("words", i), w) for i, w in enumerate(duty.words)]
            sets += [
                (("ruling", "sides", owner.value, i), words)
                for owner, side in duty.ruling.sides.items()
                for i, words in enumerate(side)
            ]
            self._check_sets(self.documents[duty.file], duty.slug, sets, owners)

        for profile in self.profiles.values():
            for slug, ruling in profile.rulings.items():
                if ruling.words or any(ruling.sides.values()):
                    self.problem(
                        self.documents[profile.file],
                        ("rulings", slug),
                        "has words, which are read for services and responsibilities alone: "
                        "move them there",
                    )

    def _check_sets(
        self,
        document: Document,
        meaning: str,
        sets: Iterable[tuple[Path, str]],
        owners: dict[frozenset[str], tuple[str, str]],
    ) -> None:
        """Each set of words has a word, and means one thing once; ``owners`` says what and where."""
        for path, words in sets:
            key = frozenset(phrase(words).split())
            if not key:
                self.problem(document, path, "has no word: delete it")
            elif key in owners:
                holder, place = owners[key]
                self.problem(
                    document,
                    path,
                    f"{words!r} already means {holder} ({place}): keep it in one place",
                )
            else:
                owners[key] = meaning, f"{document.file}:{document.line(path)}"

    def _check_variants(self) -> None:
        for service in self.services.values():
            for variant in service.variants.values():
                if variant.profile is None:
                    continue
                for slug, ruling in service.rulings.items():
                    own = self._in_profile(variant.profile, slug)
                    if slug in variant.rulings or own is None or own.owner is ruling.owner:
                        continue
                    short = variant.slug.partition("/")[2]
                    self.problem(
                        self.documents[service.file],
                        ("variants", short),
                        f"would inherit {ruling.id} ({ruling.owner}), but its profile says "
                        f"{own.owner} ({own.id}): give the variant its own ruling on {slug!r}",
                    )

    def _in_profile(self, slug: str | None, responsibility: str) -> Ruling | None:
        while slug is not None:
            profile = self.profiles[slug]
            if responsibility in profile.rulings:
                return profile.rulings[responsibility]
            slug = profile.parent
        return None
