"""Every phrase of the knowledge base, indexed for looking up the words of a question.

Built once from ``Knowledge``. Names (services, variants, software, profiles) and marks (phrase
lists of ``language/``) are looked up by surface words; what responsibilities are called is
looked up by terms, which are stems with synonyms folded.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from sys import intern
from typing import NamedTuple, cast

import Stemmer

from bot.model import Act, Knowledge, Layer, Owner, Ruling
from bot.understanding.spelling import Spelling, english_words, is_likely, ordinary_words
from bot.words import phrase, words_of


class Kind(IntEnum):
    """What a name names."""

    SERVICE = 0
    COMMON_SERVICE = 1
    VARIANT = 2
    VARIANT_WORD = 3
    SOFTWARE = 4
    PROFILE = 5


class Name(NamedTuple):
    """Something that a phrase names."""

    kind: Kind
    slug: str


class Signal(NamedTuple):
    """A set of terms that means a responsibility, everywhere or on one service."""

    terms: frozenset[str]
    ordered: tuple[str, ...]
    """The terms, those that tell most first, so that weights add up alike wherever the set was made."""
    responsibility: str
    service: str | None
    """The service (not variant) whose ruling owns the words."""
    variant: str | None
    weight: float
    side: Owner | None = None
    """The side whose part alone the terms mean."""


class Signals:
    """Sets of terms, found by the two that tell most: most sets that share one with a question lack the other."""

    def __init__(self, signals: Iterable[Signal]) -> None:
        self.all = tuple(signals)
        self._alone: dict[str, list[Signal]] = {}
        self._pairs: dict[str, dict[str, list[Signal]]] = {}
        for signal in self.all:
            first, *others = signal.ordered
            if others:
                self._pairs.setdefault(first, {}).setdefault(others[0], []).append(signal)
            else:
                self._alone.setdefault(first, []).append(signal)

    def within(self, terms: Mapping[str, object]) -> list[Signal]:
        """Those whose terms are all among ``terms``."""
        present = set(terms)
        found: list[Signal] = []
        for first in terms:
            found += self._alone.get(first, ())
            pairs = self._pairs.get(first)
            if pairs is not None:
                for second in terms:
                    if second in pairs:
                        found += [each for each in pairs[second] if each.terms <= present]
        return found

    def touching(self, terms: Iterable[str]) -> Iterator[Signal]:
        """Those with any of ``terms``, each once."""
        held = [self._holders[term] for term in terms if term in self._holders]
        return (self.all[i] for i in sorted(set[int]().union(*held)))

    @cached_property
    def _holders(self) -> Mapping[str, Sequence[int]]:
        holders: dict[str, list[int]] = defaultdict(list)
        for i, signal in enumerate(self.all):
            for term in signal.terms:
                holders[term].append(i)
        return dict(holders)


class NameSpan(NamedTuple):
    """A name found at ``start:end``."""

    start: int
    end: int
    names: tuple[Name, ...]


class Mark(NamedTuple):
    """What a phrase of the language files is used for."""

    names: tuple[str, ...]
    """The lists that hold it."""
    structural: bool
    """Whether it carries no content of its own: filler, question words, duty verbs."""
    off_topic: bool
    """Whether it may mean that the message is not about responsibility on AWS."""


@dataclass(frozen=True, slots=True)
class Word:
    """What the tables hold on one word as it is spelt, gathered when it is first met.

    The numbers are how many words or stems the phrases have that begin with it, longest first.
    """

    stem: str
    spelt: bool
    """Whether it is a word of the knowledge base or plain English, so that nothing is corrected."""
    known: bool
    """Whether the knowledge base uses it in any form."""
    unfamiliar: bool
    """Whether it is neither known nor plain English: a name, likely."""
    mark: Mark | None
    """The mark of the word alone."""
    marks: tuple[int, ...]
    names: tuple[int, ...]
    joins: bool
    """Whether it may be the first half of a name that is usually written as one."""
    halves: bool
    """Whether it may be the first half of any other word that is."""
    variants: tuple[int, ...]
    terms: tuple[str, ...]
    """The terms it stands for by itself, its stem and what that is a synonym of."""
    synonyms: tuple[int, ...]
    acts: tuple[int, ...]
    layers: tuple[int, ...]


class Words(dict[str, Word]):
    """Every word met so far; one that is missing is looked up in the tables and kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, word: str) -> Word:
        found = self._lexicon.look_up(word)
        if len(self) < _MOST_WORDS:
            self[word] = found
        return found


STRUCTURAL = frozenset(
    {
        "asking",
        "compare",
        "doubt",
        "duty",
        "duty_verbs",
        "exclude",
        "courtesy",
        "filler",
        "follow_up",
        "only",
        "overview",
        "yes_no",
    }
)
OFF_TOPIC = frozenset(
    {
        "bot_commands",
        "event",
        "facts",
        "foreign",
        "homonym",
        "how_to",
        "first_names",
        "injection",
        "insult",
        "internal",
        "labels",
        "machine",
        "orders",
        "other_language",
        "past",
        "people",
        "premises",
        "pressure",
        "price",
        "product",
        "shift",
        "small_talk",
        "status",
        "trivia",
        "units",
        "vendors",
    }
)
_WEAK = 0.35
_PER_TERM = 0.5
_FILLER_WEIGHT = 0.1
_LOOKALIKES = "lookalikes"
_SHORTEST_JOINED = 6
_SHORTEST_HALF = 3
_LONGEST_SPELT_OUT = 3
"""Letters of a name that people also write one by one: "r d s", "E.C.2"."""
_DIGIT_BEHIND = re.compile(r"(?<=[a-z])(?=\d)")
_USUAL = 3
"""How often the example questions use a word that no dictionary has, yet people write in two."""
_SHORTEST_UNFAMILIAR = 3
_MOST_WORDS = 50_000
"""Words and stems that are kept, so that no flood of nonsense fills the memory."""
TELLING = 5.0
_TELLING_TERM = 3.3
"""The weights, in all and of the rarest, from which a ruling's words may stand for its service."""


class Lexicon:
    """The tables. Immutable after construction."""

    def __init__(self, knowledge: Knowledge) -> None:
        language = knowledge.language
        self._stem_word = _stemmer()
        self._whole = frozenset(language.lists.get("keep_whole", ()))
        self._stems: dict[str, str] = {}
        self.weak_terms = frozenset[str]()
        self.instance_endings = frozenset(language.lists.get("instance_endings", ()))

        self.names: dict[str, tuple[Name, ...]] = {}
        self.name_lengths: dict[str, tuple[int, ...]] = {}
        self.variant_words: dict[str, tuple[Name, ...]] = {}
        self.variant_word_lengths: dict[str, tuple[int, ...]] = {}
        self.marks: dict[str, Mark] = {}
        self.mark_lengths: dict[str, tuple[int, ...]] = {}
        self.acts: dict[str, Act] = {}
        self.act_lengths: dict[str, tuple[int, ...]] = {}
        self.layers: dict[str, Layer] = {}
        self.layer_lengths: dict[str, tuple[int, ...]] = {}
        self._synonyms: dict[str, str] = {}
        self._synonym_lengths: dict[str, tuple[int, ...]] = {}

        self._index_synonyms(language.synonyms)
        self._index_names(knowledge)
        self._index_lists(language.lists)
        self._index_layers(knowledge)
        self._index_acts(language.acts)
        self.weak_terms = frozenset(
            term for entry in language.lists.get("weak", ()) for term in self.terms_of(entry)
        )
        self.general = Signals(())
        self.by_service: dict[str, Signals] = {}
        self.weights: dict[str, float] = {}
        self._index_signals(knowledge)
        self.known_stems = frozenset(
            stem for key in (*self.weights, *self._synonyms) for stem in key.split()
        )
        self.vocabulary = frozenset(self._vocabulary(knowledge))
        single = {key: names for key, names in self.names.items() if " " not in key}
        uses = _uses(knowledge)
        others = language.lists.get(_LOOKALIKES, ())
        self.spelling = Spelling(self._meanings(single, uses), single, uses, others)
        self._partners = frozenset(self._pairs(knowledge))
        self.halves = dict(self._halves(uses))
        self._beginnings = frozenset(
            name[:end]
            for name in single
            if len(name) >= _SHORTEST_JOINED
            for end in range(1, len(name))
        )
        self._first_halves = frozenset(pair.partition(" ")[0] for pair in self.halves)
        self.words = Words(self)

    def __getstate__(self) -> dict[str, object]:
        # The stemmer wraps C memory, which cannot be pickled.
        return {
            name: value
            for name, value in vars(self).items()
            if name not in ("_stem_word", "_ordinary_stems", "words")
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state, _stem_word=_stemmer(), words=Words(self))

    # --- words and terms --------------------------------------------------------------------

    def stem(self, word: str) -> str:
        """The stem that stands for ``word`` in the term tables."""
        found = self._stems.get(word)
        if found is None:
            found = intern(word if word in self._whole else self._stem_word(word))
            if len(self._stems) < _MOST_WORDS:
                self._stems[word] = found
        return found

    def terms_of(self, text: str) -> frozenset[str]:
        """The terms in a phrase of the knowledge base, synonyms folded."""
        stems = [self.stem(word) for word in words_of(text)]
        found: set[str] = set()
        i = 0
        while i < len(stems):
            for length in self._synonym_lengths.get(stems[i], ()):
                canonical = self._synonyms.get(" ".join(stems[i : i + length]))
                if canonical is not None and i + length <= len(stems):
                    found.add(canonical)
                    i += length
                    break
            else:
                found.add(stems[i])
                i += 1
        return frozenset(found)

    def look_up(self, word: str) -> Word:
        """What the tables hold on ``word``."""
        stem = self.stem(word)
        ordinary = word in self.spelling.ordinary
        known = word in self.vocabulary or stem in self.known_stems
        terms = (stem, self._synonyms.get(stem))
        return Word(
            stem=stem,
            spelt=ordinary or word in self.vocabulary,
            known=known,
            unfamiliar=not (known or ordinary)
            and len(word) >= _SHORTEST_UNFAMILIAR
            and word.isalpha(),
            mark=self.marks.get(word),
            marks=_longer(self.mark_lengths, word),
            names=self.name_lengths.get(word, ()),
            joins=word in self._beginnings,
            halves=word in self._first_halves,
            variants=self.variant_word_lengths.get(word, ()),
            terms=tuple(term for term in terms if term in self.weights),
            synonyms=_longer(self._synonym_lengths, stem),
            acts=self.act_lengths.get(stem, ()),
            layers=self.layer_lengths.get(stem, ()),
        )

    def synonym(self, stems: str) -> str | None:
        """The term that a run of stems is a synonym of, where any set of words uses it."""
        found = self._synonyms.get(stems)
        return found if found in self.weights else None

    def fit(self, one: Word, other: Word) -> bool:
        """Whether two words stand together in a phrase or a set of words, in some form."""
        return any(
            _pair(a, b) in self._partners
            for a in (one.stem, *one.terms)
            for b in (other.stem, *other.terms)
        )

    def side_by_side(self, first: str, second: str) -> bool:
        """Whether a name or a phrase has the two words side by side, to the letter."""
        return f"{first}_{second}" in self._partners

    def go_together(self, first: str, second: str) -> bool:
        """Whether two words form a name or phrase to the letter, or one that is mostly joined."""
        return (
            self.side_by_side(first, second)
            or f"{first} {second}" in self.halves
            or first + second in self.names
        )

    def pieces(self, first: str, second: str) -> str | None:
        """The word that two pieces are, one of which is none by itself ("secu rity")."""
        known = self.spelling.known
        joined = first + second
        if len(joined) < _SHORTEST_JOINED or joined in self.names or joined not in known:
            return None
        return joined

    def parts(self, word: str) -> tuple[str, str] | None:
        """The two words that one is that lacks its space ("securitygroup"), if they are a pair."""
        known = self.spelling.known
        if len(word) >= 2 * _SHORTEST_HALF and word not in self.names:
            for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
                first, second = word[:cut], word[cut:]
                if first in known and second in known:
                    one, other = self.words[first], self.words[second]
                    if self.fit(one, other) or self.side_by_side(first, second):
                        return first, second
        return None

    # --- building ---------------------------------------------------------------------------

    def _meanings(
        self, names: Mapping[str, tuple[Name, ...]], uses: Mapping[str, int]
    ) -> dict[str, Hashable]:
        """Every word that a misspelt one may be read as, with what it means."""
        foreign = {
            word
            for key, mark in self.marks.items()
            if mark.names == ("other_language",)
            for word in key.split()
        }
        plain = {
            word
            for word, stem in self._english_stems()
            if stem in self.known_stems and word.isalpha()
        }
        asked = {word for word in uses if uses[word] > 1 and self.stem(word) in self.known_stems}
        words = (self.vocabulary - foreign).union(plain, asked)
        return {word: self._meaning(word, names) for word in words}

    def _meaning(self, word: str, names: Mapping[str, tuple[Name, ...]]) -> Hashable:
        named = names.get(word)
        if named is not None and named[0].kind is not Kind.COMMON_SERVICE:
            return named
        stem = self.stem(word)
        term = self._synonyms.get(stem, stem)
        mark = self.marks.get(word)
        if mark is None or term in self.weights or stem in self.act_lengths:
            return term
        return mark.names

    def _pairs(self, knowledge: Knowledge) -> Iterable[str]:
        """The stems that stand side by side in a phrase or together in a set, two by two."""
        for table in (self.names, self.variant_words, self.marks):
            for key in table:
                words = key.split()
                yield from (f"{a}_{b}" for a, b in itertools.pairwise(words))
                yield from itertools.starmap(_pair, itertools.pairwise(map(self.stem, words)))
        for key in (*self._synonyms, *self.acts, *self.layers):
            yield from itertools.starmap(_pair, itertools.pairwise(key.split()))
        texts = [words for duty in knowledge.responsibilities.values() for words in duty.words]
        texts += [words for ruling in knowledge.rulings().values() for _, words in _said(ruling)]
        for text in texts:
            stems = {stem for term in self.terms_of(text) for stem in term.split()}
            yield from itertools.starmap(_pair, itertools.combinations(stems, 2))

    def _halves(self, uses: Mapping[str, int]) -> Iterable[tuple[str, str]]:
        """Two plain words that make a known one when written together ("fire wall").

        But not a word without content before another word: "for getting" is no "forgetting".
        """
        ordinary = self.spelling.ordinary
        english = english_words()
        for word in sorted(self.spelling.known):
            usual = word in english or uses.get(word, 0) >= _USUAL
            if not usual or self._term(word) not in self.weights or word in self.names:
                continue
            for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
                first, second = word[:cut], word[cut:]
                mark = self.marks.get(first)
                if mark is not None and mark.structural and is_likely(second):
                    continue
                pair = _pair(self.stem(first), self.stem(second))
                if first in ordinary and second in ordinary and pair not in self._partners:
                    yield f"{first} {second}", word

    def _term(self, word: str) -> str:
        stem = self.stem(word)
        return self._synonyms.get(stem, stem)

    def _index_synonyms(self, synonyms: Mapping[str, tuple[str, ...]]) -> None:
        lengths: dict[str, set[int]] = defaultdict(set)
        for canonical, others in synonyms.items():
            target = " ".join(self.stem(word) for word in words_of(canonical))
            for other in (canonical, *others):
                stems = [self.stem(word) for word in words_of(other)]
                key = " ".join(stems)
                if key and key != target:
                    self._synonyms.setdefault(key, target)
                    lengths[stems[0]].add(len(stems))
                    if len(stems) > 1:
                        joined = self.stem("".join(words_of(other)))
                        self._synonyms.setdefault(joined, target)
                        lengths[joined].add(1)
                elif len(stems) > 1:
                    self._synonyms[key] = target
                    lengths[stems[0]].add(len(stems))
        self._synonym_lengths = _descending(lengths)

    def _index_names(self, knowledge: Knowledge) -> None:
        table: dict[str, list[Name]] = defaultdict(list)
        beside: dict[str, list[Name]] = defaultdict(list)

        def put(text: str, name: Name, *, inflect: bool = True) -> None:
            key = phrase(text)
            keys = [key]
            if inflect and not key.endswith("s"):
                keys.append(f"{key}es" if key.endswith(("x", "ch", "sh")) else f"{key}s")
            for entry in list(keys):
                joined = entry.replace(" ", "")
                if joined != entry and len(joined) >= _SHORTEST_JOINED:
                    keys.append(joined)
            if len(key) <= _LONGEST_SPELT_OUT and key.isalnum():
                keys += (" ".join(key), _DIGIT_BEHIND.sub(" ", key))
            target = beside if name.kind is Kind.VARIANT_WORD else table
            for entry in keys:
                if name not in target[entry]:
                    target[entry].append(name)

        for service in knowledge.services.values():
            put(service.name, Name(Kind.SERVICE, service.slug))
            for alias in service.aliases:
                put(alias, Name(Kind.SERVICE, service.slug))
            for former in service.former_names:
                put(former.name, Name(Kind.SERVICE, service.slug))
            for alias in service.common_aliases:
                put(alias, Name(Kind.COMMON_SERVICE, service.slug), inflect=False)
            for variant in service.variants.values():
                for alias in variant.aliases:
                    put(alias, Name(Kind.VARIANT, variant.slug))
                for word in variant.words:
                    put(word, Name(Kind.VARIANT_WORD, variant.slug))
        for product in knowledge.software.values():
            put(product.name, Name(Kind.SOFTWARE, product.slug))
            for alias in product.aliases:
                put(alias, Name(Kind.SOFTWARE, product.slug))
        for profile in knowledge.profiles.values():
            for alias in profile.aliases:
                put(alias, Name(Kind.PROFILE, profile.slug))
        self.names = {key: tuple(names) for key, names in table.items() if key}
        self.name_lengths = _lengths(self.names)
        self.variant_words = {key: tuple(names) for key, names in beside.items() if key}
        self.variant_word_lengths = _lengths(self.variant_words)

    def _index_lists(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        table: dict[str, set[str]] = defaultdict(set)
        for name, phrases in lists.items():
            for entry in phrases if name != _LOOKALIKES else ():
                table[phrase(entry)].add(name)
        self.marks = {
            key: Mark(
                tuple(sorted(names)),
                not names.isdisjoint(STRUCTURAL),
                not names.isdisjoint(OFF_TOPIC),
            )
            for key, names in table.items()
            if key
        }
        self.mark_lengths = _lengths(self.marks)

    def _index_acts(self, acts: Mapping[Act, tuple[str, ...]]) -> None:
        for act, phrases in acts.items():
            for entry in phrases:
                key = " ".join(self.stem(word) for word in words_of(entry))
                self.acts.setdefault(key, act)
        self.act_lengths = _lengths(self.acts)

    def _index_layers(self, knowledge: Knowledge) -> None:
        for entry in knowledge.language.layers:
            for words in entry.words:
                key = " ".join(self.stem(word) for word in words_of(words))
                self.layers.setdefault(key, entry.layer)
        self.layer_lengths = _lengths(self.layers)

    def _index_signals(self, knowledge: Knowledge) -> None:
        general: dict[frozenset[str], str] = {}
        sides: dict[frozenset[str], Owner] = {}
        for duty in knowledge.responsibilities.values():
            for words in duty.words:
                general.setdefault(self.terms_of(words), duty.slug)
            for owner, texts in duty.ruling.sides.items():
                for terms in map(self.terms_of, texts):
                    if general.setdefault(terms, duty.slug) == duty.slug:
                        sides[terms] = owner
        general_terms = {term for terms in general if len(terms) == 1 for term in terms}
        local: list[tuple[frozenset[str], str, str, str | None, Owner | None]] = []
        for service in knowledge.services.values():
            levels = [(None, service.rulings)]
            levels += [(variant.slug, variant.rulings) for variant in service.variants.values()]
            local += [
                (self.terms_of(words), ruling.responsibility, service.slug, variant, side)
                for variant, rulings in levels
                for ruling in rulings.values()
                for side, words in _said(ruling)
            ]
        spread: dict[str, set[str]] = defaultdict(set)
        for terms, responsibility in general.items():
            for term in terms:
                spread[term].add(responsibility)
        for terms, responsibility, *_ in local:
            for term in terms:
                spread[term].add(responsibility)
        total = len(knowledge.responsibilities) + 1
        filler = {self.stem(word) for word in knowledge.language.lists.get("filler", ())}
        self.weights = {
            term: _FILLER_WEIGHT
            if term in filler and term not in general_terms
            else _PER_TERM
            + math.log(total / len(duties)) * (_WEAK if term in self.weak_terms else 1.0)
            for term, duties in spread.items()
        }

        def weight(terms: frozenset[str]) -> float:
            return math.fsum(self.weights[term] for term in terms)

        def signal(
            terms: frozenset[str],
            responsibility: str,
            service: str | None,
            variant: str | None,
            side: Owner | None = None,
        ) -> Signal:
            ordered = tuple(sorted(terms, key=lambda t: (self.weights[t], t), reverse=True))
            return Signal(terms, ordered, responsibility, service, variant, weight(terms), side)

        signals = [
            signal(terms, r, None, None, sides.get(terms)) for terms, r in general.items() if terms
        ]
        self.general = Signals(signals)
        variants: dict[tuple[frozenset[str], str], set[str | None]] = defaultdict(set)
        for terms, _, service, variant, _ in local:
            variants[terms, service].add(variant)
        grouped: dict[str, list[Signal]] = defaultdict(list)
        for terms, responsibility, service, _, side in local:
            if not terms:
                continue
            only = _only(variants[terms, service])
            grouped[service].append(signal(terms, responsibility, service, only, side))
        self.by_service = {service: Signals(entries) for service, entries in grouped.items()}
        holders: dict[frozenset[str], set[tuple[str, str, Owner | None]]] = defaultdict(set)
        for terms, responsibility, service, _, side in local:
            holders[terms].add((service, responsibility, side))
        unique = [
            signal(terms, responsibility, service, _only(variants[terms, service]), side)
            for terms, held in holders.items()
            if len(held) == 1
            and terms not in general
            and terms - self.weak_terms not in general
            and self._telling(terms)
            for service, responsibility, side in held
        ]
        self.unique = Signals(unique)

    @cached_property
    def _ordinary_stems(self) -> frozenset[str]:
        return frozenset(map(self.stem, ordinary_words()))

    def _english_stems(self) -> Iterable[tuple[str, str]]:
        for word, stem in english_stems().items():
            yield word, word if word in self._whole else stem

    def _telling(self, terms: frozenset[str]) -> bool:
        """Whether a ruling's own words are rare enough to stand for its service too."""
        if len(terms) == 1:
            ordinary = self._ordinary_stems
            return terms.isdisjoint(ordinary | self.weak_terms)
        weights = [
            self.weights[term]
            for term in terms
            if term not in self.weak_terms and not term.isdigit()
        ]
        if len(weights) < 2:
            return False
        return math.fsum(weights) >= TELLING and max(weights) >= _TELLING_TERM

    def _vocabulary(self, knowledge: Knowledge) -> Iterable[str]:
        for table in (self.names, self.variant_words, self.marks):
            for key in table:
                yield from map(intern, key.split())
        language = knowledge.language
        texts: list[str] = [*language.synonyms]
        for others in language.synonyms.values():
            texts += others
        for phrases in language.acts.values():
            texts += phrases
        for layer in language.layers:
            texts += layer.words
        for duty in knowledge.responsibilities.values():
            texts += (duty.title, *duty.words)
        for ruling in knowledge.rulings().values():
            texts += (words for _, words in _said(ruling))
        for text in texts:
            yield from map(intern, words_of(text))


def _stem_all() -> Callable[[list[str]], list[str]]:
    return cast("Callable[[list[str]], list[str]]", Stemmer.Stemmer("english").stemWords)  # pyright: ignore[reportUnknownMemberType]


def _stemmer() -> Callable[[str], str]:
    # PyStemmer ships no types.
    return cast("Callable[[str], str]", Stemmer.Stemmer("english").stemWord)  # pyright: ignore[reportUnknownMemberType]


def _uses(knowledge: Knowledge) -> Mapping[str, int]:
    """How often the example questions use each word."""
    asks = (ask for ruling in knowledge.rulings().values() for ask in ruling.asks)
    return Counter(word for ask in asks for word in words_of(ask))


@lru_cache(maxsize=1)
def english_stems() -> dict[str, str]:
    """The stem of every English word."""
    words = list(english_words())
    return dict(zip(words, _stem_all()(words), strict=True))


def _said(ruling: Ruling) -> Iterator[tuple[Owner | None, str]]:
    """The ruling's own words, with the side whose part alone they mean."""
    yield from ((None, words) for words in ruling.words)
    yield from ((owner, words) for owner, texts in ruling.sides.items() for words in texts)


def _pair(one: str, other: str) -> str:
    return f"{one} {other}" if one < other else f"{other} {one}"


def _only(variants: set[str | None]) -> str | None:
    """The one variant whose ruling has the words; none where the service's own has them too."""
    return next(iter(variants)) if len(variants) == 1 else None


def _descending(lengths: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


def _longer(lengths: Mapping[str, tuple[int, ...]], first: str) -> tuple[int, ...]:
    return tuple(length for length in lengths.get(first, ()) if length > 1)


def _lengths(table: Mapping[str, object]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for key in table:
        words = key.split()
        lengths[words[0]].add(len(words))
    return _descending(lengths)
