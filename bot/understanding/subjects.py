"""What a scanned segment names: services, variants, software and classes of services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.model import Knowledge, Target
from bot.understanding.duties import ON_CONDITION, Duty
from bot.understanding.lexicon import Kind, Lexicon, Name, NameSpan
from bot.understanding.scan import QUESTION_VERBS, Scan
from bot.understanding.text import SOFT

_OPERATING_SYSTEM = frozenset({"os"})


class Subject(NamedTuple):
    """What a responsibility is asked about, and where it stands in the segment."""

    target: Target
    start: int
    end: int
    common: bool = False
    """Whether it is an ordinary word that may mean something else here."""


class Namer:
    """Finds subjects with one lexicon."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._knowledge = knowledge
        self._operating_systems = frozenset(
            product.slug
            for product in knowledge.software.values()
            if not product.twins
            and any(lexicon.terms_of(alias) == _OPERATING_SYSTEM for alias in product.aliases)
        )
        self._deciders = {
            duty.variants_from
            for duty in knowledge.responsibilities.values()
            if duty.variants_from is not None
        }
        self._helpers = self._deciders | set(knowledge.language.lists.get("helper_services", ()))

    def find(self, scan: Scan, known: Sequence[str] = ()) -> list[Subject]:
        """The services, variants, software and profiles that the segment names.

        Words that mean a variant count beside its service, or beside those ``known`` from the
        question before.
        """
        if not scan.names and not known:
            return []
        spans = scan.names
        if len(spans) > 1 and "not" in scan.words:
            spans = [span for span in spans if scan.words[span.start - 1] != "not"] or spans
        if "no" in scan.words:
            spans = [
                span
                for span in spans
                if not (scan.conjuncts[span.start] and is_denied(scan, span.start, span.end))
            ]
        if spans and not scan.marks.keys().isdisjoint(("exclude", "only", "foreign")):
            excluded = _excluded(scan)
            excluded.update(end for _, end in scan.marks.get("foreign", ()))
            spans = [span for span in spans if span.start not in excluded]
        services = {
            name.slug.partition("/")[0]
            for span in spans
            for name in span.names
            if name.kind in (Kind.SERVICE, Kind.VARIANT)
        }
        services.update(known)
        found: list[Subject] = []
        for span in spans:
            name = span.names[0] if len(span.names) == 1 else min(span.names, key=_standing)
            found.append(_subject(scan, name, span))
        words = [
            ((span.start, span.end), fitting)
            for span in scan.variant_words
            if scan.words[span.start - 1] != "not"
            and (fitting := [n.slug for n in span.names if n.slug.partition("/")[0] in services])
        ]
        if words:
            found = self._settled(scan, found, words)
        found = self._distinct(scan, found)
        return found if scan.has("compare") else _moved_to(scan, found) or found

    def _settled(
        self,
        scan: Scan,
        found: list[Subject],
        words: list[tuple[tuple[int, int], list[str]]],
    ) -> list[Subject]:
        """The subjects with each variant word given to the nearest mention of its service.

        A service that is named only as a variant word ("ecs on fargate") is absorbed by it.
        """
        absorbed: list[Subject] = []
        for place, slugs in words:
            named = [s for s in found if s.start < place[1] and place[0] < s.end]
            for slug in slugs:
                service = slug.partition("/")[0]
                if any(s.target.service == service for s in named):
                    continue
                longer = all(place[1] - place[0] > s.end - s.start for s in named)
                mentions = [i for i, s in enumerate(found) if s.target.service == service]
                near = [
                    i for i in mentions if scan.same_conjunct((found[i].start, found[i].end), place)
                ]
                holders = near or ([] if named else mentions)
                if not holders and not mentions and longer:
                    found.append(Subject(Target(service=service, variant=slug), *place))
                    absorbed += named
                    break
                if not holders:
                    continue
                i = min(holders, key=lambda k: abs(found[k].start - place[0]))
                if found[i].target.variant in (None, slug):
                    found[i] = found[i]._replace(target=found[i].target._replace(variant=slug))
                else:
                    found.append(Subject(Target(service=service, variant=slug), *place))
                absorbed += named
                break
        return [s for s in found if s not in absorbed or s.target.variant]

    def _distinct(self, scan: Scan, found: list[Subject]) -> list[Subject]:
        found = [s for s in found if s.target.software not in self._operating_systems]
        if len(found) < 2:
            return found
        services = {s.target.service for s in found if s.target.service and not s.common}
        with_variant = {s.target.service for s in found if s.target.variant}
        compared = scan.has("compare")
        if any(s.common for s in found):
            items = {s for s in found if _is_an_item(scan, s)}
            if sum(not s.common for s in items) > 1:
                found = [s._replace(common=False) if s in items else s for s in found]
        kept: list[Subject] = []
        seen: set[Target] = set()
        for subject in sorted(found, key=lambda s: s.start):
            target = subject.target
            if target.software and services and not compared:
                continue
            if target.service in with_variant and target.variant is None and not compared:
                continue
            if target.profile and services:
                continue
            if subject.common and services:
                continue
            if target not in seen:
                seen.add(target)
                kept.append(subject)
        return kept

    def places(self, scan: Scan, subjects: list[Subject]) -> set[int]:
        """Where names stand, however often, that say little of a duty.

        A kind of key says which, so it counts.
        """
        found = set[int]()
        for target, start, end, common in subjects:
            decides = target.variant and target.service in self._deciders
            if (target.service or target.profile) and not (decides or common):
                found.update(range(start, end))
        if len(scan.names) > len(subjects):
            said = {(s.target.service, scan.words[s.start]) for s in subjects if s.start in found}
            for start, end, names in scan.names:
                if (names[0].slug.partition("/")[0], scan.words[start]) in said:
                    found.update(range(start, end))
        return found

    def main(self, scan: Scan, subjects: list[Subject], duties: list[Duty]) -> list[Subject]:
        """Subjects but for services that only help another one.

        A service is a means after "with" or "using", a messenger before "says", a condition in "if
        we choose no KMS key, who ...", a destination after "to", an option beside "or us", and part
        of a duty's own words in "vpc cni" on EKS. Of services that no "and" joins, the one that the
        duty's words belong to is meant, else the one that rules on it.
        """
        if len(subjects) < 2 or scan.has("compare"):
            return subjects
        kept = [s for s in subjects if not _is_means(scan, s, duties)]
        if not any(s.target.service for s in kept):
            kept = subjects
        groups: list[list[Subject]] = []
        for subject in kept:
            if groups and not _coordinated(scan, groups[-1][-1], subject, duties):
                groups[-1].append(subject)
            else:
                groups.append([subject])
        return [self._main(group, duties) for group in groups]

    def _main(self, group: list[Subject], duties: list[Duty]) -> Subject:
        if len(group) == 1:
            return group[0]
        owners = {duty.signal.service for duty in duties}
        for subject in group:
            if subject.target.service in owners:
                return subject
        responsibilities = {duty.responsibility for duty in duties}
        for subject in group:
            service = self._knowledge.services.get(subject.target.service or "")
            if service is not None and not responsibilities.isdisjoint(service.rulings):
                return subject
        return group[0]

    def kinds(self, scan: Scan, subjects: list[Subject]) -> dict[str, str]:
        """The one kind of key or certificate that is named: deciding service -> its variant."""
        if not subjects and not scan.variant_words:
            return {}
        named = [s.target.variant for s in subjects if s.target.variant]
        worded = [
            n.slug
            for span in scan.variant_words
            if scan.words[span.start - 1] != "not"
            for n in span.names
        ]
        found: dict[str, set[str]] = {}
        for variant in (*named, *worded):
            found.setdefault(variant.partition("/")[0], set()).add(variant)
        return {
            service: variants.pop()
            for service, variants in found.items()
            if service in self._deciders and len(variants) == 1
        }

    def only_helpers(self, subjects: Sequence[Subject]) -> bool:
        """Whether nothing is named but services that mostly serve others, such as KMS."""
        return all(s.target.service in self._helpers and not s.target.variant for s in subjects)

    def without_helpers(self, scan: Scan, subjects: list[Subject]) -> list[Subject]:
        """Subjects but for KMS, ACM or IAM named only as another service's key or permission."""
        if len(subjects) < 2:
            return subjects
        kept = [
            s
            for s in subjects
            if s.target.service not in self._helpers
            or s.target.variant is not None
            or scan.has("compare")
            or any(_joined_by_a_word(scan, s, other) for other in subjects)
            or not any(
                o is not s and scan.conjuncts[o.start] == scan.conjuncts[s.start] for o in subjects
            )
        ]
        return kept if any(s.target.service for s in kept) else subjects


def _joined_by_a_word(scan: Scan, one: Subject, other: Subject) -> bool:
    """Whether only "and" or "or" stands between two names."""
    words = scan.words
    between = (words[one.end : other.start], words[other.end : one.start])
    return ["and"] in between or ["or"] in between


def _moved_to(scan: Scan, subjects: list[Subject]) -> list[Subject]:
    """Where something moves to, if it does: "moving from our own servers on EC2 to MSK".

    Or what takes its place: "replaced the NAT instance with a NAT gateway".
    """
    words = scan.words
    moves = next((i for i, word in enumerate(words) if word in _MOVES or word in _REPLACES), None)
    if moves is None:
        return []
    if words[moves] in _REPLACES:
        new = [s for s in subjects if s.start > moves and _before(words, s) in _SUCCESSOR]
        return new if len(new) < len(subjects) else []
    if len({s.target.variant or s.target.service for s in subjects}) < 2:
        return []
    left = any(_before(words, s) in _ORIGIN and s.start > moves for s in subjects)
    return [s for s in subjects if left and s.start > moves and _before(words, s) in _DESTINATION]


def _before(words: list[str], subject: Subject) -> str:
    """The word before a name and its article."""
    place = subject.start - 1
    return words[place - 1] if words[place] in ("a", "an", "our", "the") else words[place]


_REPLACES = frozenset({"replace", "replaced", "replaces", "replacing"})
_SUCCESSOR = frozenset({"by", "with"})
_MOVES = frozenset(
    {"gone", "migrate", "migrated", "migrates", "migrating", "migration", "move", "moved", "moves"}
    | {"moving", "switch", "switched", "switches", "switching", "went"}
)


def _is_means(scan: Scan, subject: Subject, duties: list[Duty]) -> bool:
    words = scan.words
    before = words[max(0, subject.start - 1) : subject.start]
    if before and (before[0] in _MEANS or (before[0] in _DESTINATION and subject.start > 2)):
        return True
    after = words[subject.end : subject.end + 1]
    if after and after[0] in _REPORTS:
        return True
    if after == ["or"] and (words[subject.end + 1 : subject.end + 2] in _PARTIES):
        return True
    if words[:2] in ON_CONDITION and duties:
        asked = min(duty.start for duty in duties)
        if any(subject.end <= start <= asked for start, _ in scan.marks.get("asking", ())):
            return True
    place = set(range(subject.start, subject.end))
    return any(
        place <= duty.places and duty.signal.service not in (None, subject.target.service)
        for duty in duties
    )


def _coordinated(scan: Scan, first: Subject, second: Subject, duties: list[Duty]) -> bool:
    """Whether two names stand side by side as equals, or each with a duty of its own."""
    if scan.conjuncts[first.start] == scan.conjuncts[second.start]:
        return False
    if side_by_side(scan, first, second) or _asks_anew(scan, first.end, second.start):
        return True
    return any(scan.conjuncts[d.start] >= scan.conjuncts[second.start] for d in duties) and any(
        scan.conjuncts[d.start] < scan.conjuncts[second.start] for d in duties
    )


def _asks_anew(scan: Scan, low: int, high: int) -> bool:
    """Whether another question begins between two places.

    "Does AWS patch EC2, and does it patch", "who backs up EBS and who EFS".
    """
    words, breaks = scan.words, scan.segment.breaks
    asking = scan.marks.get("asking", ())
    return any(low <= start < high and breaks[start] >= SOFT for start, _ in asking) or any(
        words[i] == "and" and words[i + 1] in QUESTION_VERBS
        for i in range(low, min(high, len(words) - 1))
    )


def side_by_side(scan: Scan, first: Subject, second: Subject) -> bool:
    """Whether two names are equals: only "and", a preposition or what they name stands between.

    "EKS nodes and our RDS fleet", "Lambda functions, Redis on ElastiCache".
    """
    idle = {start for start, _ in scan.marks.get("things", ())}
    spans = [span for span in scan.names if span.names[0].kind is Kind.SOFTWARE]
    idle.update(i for span in (*spans, *scan.variant_words) for i in range(span.start, span.end))
    return all(scan.words[i] in _JOINERS or i in idle for i in range(first.end, second.start))


_JOINERS = frozenset(
    {"a", "an", "and", "behind", "beneath", "for", "from", "in", "nor", "of", "on", "or", "our"}
    | {"plus", "the", "then", "under", "versus", "vs"}
)
_REPORTS = frozenset(
    {"alerts", "complains", "detected", "finds", "flagged", "flags", "lists", "listed"}
    | {"reported", "reports", "said", "says", "showed", "shows", "tells", "told"}
)
"""What a tool does that only tells of another service: "Inspector says EC2 needs a patch"."""
_MEANS = frozenset({"with", "using", "via", "through", "by"})
_DESTINATION = frozenset({"to", "into"})
_ORIGIN = frozenset({"from", "off", "on"})
_PARTIES = (["us"], ["we"], ["me"], ["ours"], ["customer"])


_STANDING = (Kind.VARIANT, Kind.SERVICE, Kind.SOFTWARE, Kind.COMMON_SERVICE, Kind.PROFILE)
"""Of several things that one phrase names, which is meant."""


def _standing(name: Name) -> int:
    return _STANDING.index(name.kind)


def _subject(scan: Scan, name: Name, span: NameSpan) -> Subject:
    start, end, _ = span
    slug = name.slug
    match name.kind:
        case Kind.SERVICE:
            return Subject(Target(service=slug), start, end)
        case Kind.VARIANT | Kind.VARIANT_WORD:
            return Subject(Target(service=slug.partition("/")[0], variant=slug), start, end)
        case Kind.SOFTWARE:
            return Subject(Target(software=slug), start, end)
        case Kind.COMMON_SERVICE:
            alone = scan.segment.header and (start, end) == (0, len(scan.words))
            sure = alone or after_aws(scan, start)
            return Subject(Target(service=slug), start, end, common=not sure)
        case Kind.PROFILE:
            return Subject(Target(profile=slug), start, end)


_BEFORE_AWS_VERB = frozenset({"does", "do", "did", "will", "is", "can", "should", "would", "has"})


def after_aws(scan: Scan, start: int) -> bool:
    """Whether a word stands where a service's name does: "AWS Backup", but not "does AWS scan"."""
    if start == 0 or scan.words[start - 1] not in ("aws", "amazon"):
        return False
    return start < 2 or scan.words[start - 2] not in _BEFORE_AWS_VERB


def _is_an_item(scan: Scan, subject: Subject) -> bool:
    """Whether a service is all that a conjunct says: "GuardDuty, Config, Security Hub"."""
    place = range(subject.start, subject.end)
    return subject.target.service is not None and scan.fills(place, scan.conjuncts[subject.start])


def is_denied(scan: Scan, start: int, end: int) -> bool:
    """Whether "no" and the name at a place are all that a conjunct says: "no Outposts"."""
    denied = start > 0 and scan.words[start - 1] == "no"
    return denied and scan.fills(range(start, end), scan.conjuncts[start])


def _excluded(scan: Scan) -> set[int]:
    """Starts of names that the asker sets aside ("not asking about rds", "only s3")."""
    excluded: set[int] = set()
    for _, end in scan.marks.get("exclude", ()):
        listed = False
        for span in scan.names:
            if span.start < end:
                continue
            if not (listed or span.start <= end + 2) or not _listed(scan, end, span.start):
                break
            excluded.add(span.start)
            listed = True
    for _, end in scan.marks.get("only", ()):
        wanted = {span.start for span in scan.names if end <= span.start <= end + 2}
        if wanted:
            excluded |= {span.start for span in scan.names if span.start < min(wanted)}
            excluded -= wanted
    return excluded


def _listed(scan: Scan, end: int, start: int) -> bool:
    between = scan.words[end:start]
    names = {i for span in scan.names for i in range(span.start, span.end)}
    return all(
        end + k in names or word in ("and", "or", "the", "our", "a", "any")
        for k, word in enumerate(between)
    )
