"""A misspelt word -> the one known word it must be, or nothing.

Candidates come from an index built at load, never from a scan of the lexicon: two words one edit
apart share their first or their last half. rapidfuzz measures the handful found, and of those
that are equally near the likelier slip wins (swapped letters, a doubled one, a vowel, a
neighbouring key). Ordinary English words are never corrected, and stand in the way: what may as
well be one of them is no word of the knowledge base.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import NamedTuple
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import OSA

_MIN_LENGTH = 3
_MAX_LENGTH = 24
_SHORT = 4
"""Letters of a name that is so short that only a unique neighbour may be it."""
_LONG = 8
"""Letters from which on two edits are allowed."""
_LONGER = 10
"""Letters from which on those two may be any."""
_PIECE = 3
"""Letters at either end that a long word keeps under two edits, likely."""

_ORDINARY = 200
_LIKELY = 1_000
"""How often a word stands in the frequency list to be ordinary, and to be what was meant."""


@lru_cache(maxsize=1)
def english_words() -> dict[str, int]:
    """English words with how often each is used, from pyspellchecker's frequency list."""
    from spellchecker import SpellChecker

    frequency = SpellChecker(language="en").word_frequency
    return {intern(word): frequency[word] for word in frequency.words()}


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """English words in common use."""
    return frozenset(word for word, count in english_words().items() if count >= _ORDINARY)


@lru_cache(maxsize=1)
def _rare_words() -> array[int]:
    """Checksums, sorted, of the English words that are not ordinary: a set of them fills 15 MB."""
    rare = (word for word, count in english_words().items() if count < _ORDINARY)
    return array("I", sorted({crc32(word.encode()) for word in rare}))


def is_likely(word: str) -> bool:
    """Whether an English word is common enough to be what somebody meant to type."""
    return english_words().get(word, 0) >= _LIKELY


def bound(length: int) -> int:
    """How many edits a word of ``length`` letters may need: one below eight, then two."""
    return 1 if length < _LONG else 2


class Near(NamedTuple):
    """A word that a misspelt one may be."""

    cost: float
    """How unlikely the slip is, and the word itself."""
    word: str
    meaning: Hashable
    """``None`` for a word of plain English that only stands in the way."""


_STRANGER = 0.45
"""What a word of plain English costs: most of what is asked is about AWS."""
_UNUSED = 0.25
"""What a word costs that is neither plain English nor used by the example questions."""
_USUAL = 0.1
"""What a word gains for each power of ten of its uses."""
HELPS = 0.2
FITS = 0.5
COMPLETES = 1.0
"""What a word gains that forms a phrase with a neighbour: with a word that stands beside many, in
some form, and to the letter.
"""
_MARGIN = 0.15
_SHORT_MARGIN = 0.3
"""How much less than the next candidate the best one must cost."""
_SHORT_USUAL = -0.1
"""What a word of four letters or fewer must gain from its uses to be read without neighbours."""


def _most(length: int, gain: float, *, short_name: bool, alone: bool) -> float:
    """How unlikely the slips in a word may be; more where its neighbours speak for it."""
    if short_name:
        return 0.9
    if length <= _SHORT:
        return 1.2 if gain or length == _SHORT else 0.8
    if length < _LONG:
        return (_OTHER if alone else 1.2) + max(0.0, gain - 0.4)
    return (1.6 if length < _LONGER else 2.1) + max(0.0, gain - 0.4)


class Spelling:
    """Corrects towards a fixed vocabulary.

    ``known`` maps each of its words to what it means, so that of two words for one thing either
    may be read; ``names`` are those that name something; ``uses`` tells how often people ask
    with a word; ``others`` are names of other things, which stay as they are.
    """

    def __init__(
        self,
        known: Mapping[str, Hashable],
        names: Collection[str] = (),
        uses: Mapping[str, int] | None = None,
        others: Collection[str] = (),
    ) -> None:
        self.ordinary = ordinary_words()
        self._rare = _rare_words()
        self._names = frozenset(names)
        self._others = frozenset(others)
        plain = {word for word in self.ordinary if word.isalpha() and is_likely(word)}
        self.known = dict(known)
        self._prior = {word: _UNUSED for word in known if word not in plain}
        for word, count in (uses or {}).items():
            if word in known and count > 1:
                self._prior[word] = round(-_USUAL * math.log10(count), 2)
        halves: dict[str, list[str]] = defaultdict(list)
        pieces: dict[str, list[str]] = defaultdict(list)
        for word in sorted(plain.union(known)):
            if _MIN_LENGTH <= len(word) <= _MAX_LENGTH and not word.isdigit():
                half = len(word) // 2
                halves[f"{len(word)}{word[:half]}-"].append(word)
                halves[f"{len(word)}-{word[len(word) - half :]}"].append(word)
                if len(word) >= _LONG and word in known:
                    for key in _pieces(word):
                        pieces[key].append(word)
        # Joined, because thousands of short lists take long to load and to put together.
        self._halves = {key: " ".join(words) for key, words in halves.items()}
        self._pieces = {key: " ".join(words) for key, words in pieces.items()}

    def near(self, word: str) -> list[Near]:
        """The words that ``word`` may be with one edit, else with two if it is long."""
        length = len(word)
        if not _MIN_LENGTH <= length <= _MAX_LENGTH:
            return []
        if word in self.ordinary or word in self._others:
            return []
        digits = "" if word.isalpha() else "".join(filter(str.isdigit, word))
        if digits and length - len(digits) < _SHORT:
            return []
        found: list[str] = []
        halves = self._halves
        for size in (length - 1, length, length + 1):
            half = size // 2
            keys = f"{size}{word[:half]}-", f"{size}-{word[length - half :]}"
            found += [halves[key] for key in keys if key in halves]
        half = length // 2
        swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
        if swapped in self.known or swapped in self.ordinary:
            # The one edit that may change both halves.
            found.append(swapped)
        near = self._measured(word, found, 1)
        if not near and "f" in word.replace("ph", "f"):
            sounds = word.replace("ph", "f"), word.replace("f", "ph")
            near = [Near(_SOUND, each, self.known[each]) for each in sounds if each in self.known]
        if not near and length >= _LONG:
            found += [self._pieces[key] for key in _pieces(word) if key in self._pieces]
            near = self._measured(word, found, bound(length))
        if digits:
            near = [n for n in near if digits == "".join(filter(str.isdigit, n.word))]
        return near

    def _is_rare(self, word: str) -> bool:
        """Whether it is English all the same."""
        checksum = crc32(word.encode())
        place = bisect_left(self._rare, checksum)
        return place < len(self._rare) and self._rare[place] == checksum

    def best(
        self, word: str, near: Sequence[Near], gains: Mapping[str, float] | None = None
    ) -> str | None:
        """The one of ``near`` that ``word`` must be; ``gains`` make some of them likelier."""
        if not near:
            return None
        short = len(word) <= _SHORT
        if gains:
            near = [each._replace(cost=each.cost - gains.get(each.word, 0.0)) for each in near]
            near.sort(key=_cheapest)
        first = near[0]
        if first.meaning is None:
            return None
        short_name = first.word in self._names and len(first.word) <= _SHORT
        if short_name and any(
            other.word in self._names and other.meaning != first.meaning for other in near
        ):
            return None
        gain = gains.get(first.word, 0.0) if gains else 0.0
        if gain < COMPLETES and self._is_rare(word):
            return None
        alone = all(other.meaning == first.meaning for other in near)
        slip = _slip(word, first.word)
        if slip > _most(len(word), gain, short_name=short_name, alone=alone):
            return None
        unusual = self._prior.get(first.word, 0.0) > _SHORT_USUAL
        if short and unusual and not gain and slip > _SWAPPED:
            return None
        margin = _SHORT_MARGIN if short or short_name else _MARGIN
        for other in near[1:]:
            if other.meaning != first.meaning:
                return first.word if other.cost - first.cost >= margin else None
        return first.word

    def correct(self, word: str) -> str | None:
        """The one known word that ``word`` must be by itself, or ``None``."""
        return self.best(word, self.near(word))

    def _measured(self, word: str, found: Sequence[str], limit: int) -> list[Near]:
        """The words of the lists ``found`` that are at most ``limit`` edits away, nearest first."""
        measured = process.extract(
            word,
            " ".join(found).split(" "),
            scorer=OSA.distance,
            processor=None,
            limit=None,
            score_cutoff=limit,
        )
        near: list[Near] = []
        for candidate in dict.fromkeys([each[0] for each in measured]):
            meaning = self.known.get(candidate)
            prior = _STRANGER if meaning is None else self._prior.get(candidate, 0.0)
            near.append(Near(_slip(word, candidate) + prior, candidate, meaning))
        near.sort(key=_cheapest)
        return near


def _cheapest(near: Near) -> tuple[float, str]:
    return near.cost, near.word


def _pieces(word: str) -> tuple[str, str, str]:
    return f"{word[:_PIECE]}-", f"-{word[-_PIECE:]}", _skeleton(word)


_VOWELS = frozenset("aeiou")
_BARE = str.maketrans("", "", "aeiouy")


def _skeleton(word: str) -> str:
    """The consonants of ``word``, doubled ones once."""
    bare = word.translate(_BARE)
    return "".join(c for i, c in enumerate(bare) if not i or c != bare[i - 1])


_SOUNDS = frozenset(
    {"ck", "kc", "cs", "sc", "sz", "zs", "iy", "yi", "gj", "jg", "fv", "vf", "qk", "kq", "xs"}
)
_SWAPPED, _DOUBLED, _VOWEL, _SOUND, _LETTER, _KEY = 0.7, 0.6, 0.75, 0.8, 0.9, 0.9
_EXTRA, _OTHER, _MOVED = 1.4, 1.3, 1.5
_FIRST = 0.3
"""What a slip in the first letter costs more: people rarely get that wrong."""


def _slip(typed: str, meant: str) -> float:
    """How unlikely the slips are that turn ``meant`` into ``typed``: the cheapest way to do so."""
    if typed[0] != meant[0] and typed.replace("ph", "f") == meant.replace("ph", "f"):
        return _SOUND
    start = 0
    shorter = min(len(typed), len(meant))
    while start < shorter and typed[start] == meant[start]:
        start += 1
    end, end_meant = len(typed), len(meant)
    while end > start < end_meant and typed[end - 1] == meant[end_meant - 1]:
        end -= 1
        end_meant -= 1
    have, want = end - start, end_meant - start
    if have == 0 and want == 1:
        return _missing(meant, start)
    if have == 1 and want == 0:
        return _extra(typed, start)
    if have == want == 1:
        return _mistyped(typed[start], meant[start], start)
    if have == want == 2 and typed[start] == meant[start + 1] and typed[start + 1] == meant[start]:
        return _SWAPPED + (0.0 if start else _FIRST / 3)
    if sorted(typed) == sorted(meant):
        return _MOVED
    return _ways(typed, meant, start, end, end_meant)


def _ways(typed: str, meant: str, start: int, end: int, end_meant: int) -> float:
    """The cheapest of all ways to make the slips between ``start`` and the ends."""
    above: list[float] = []
    before = [0.0]
    for j in range(start, end_meant):
        before.append(before[-1] + _missing(meant, j))
    for i in range(start, end):
        a = typed[i]
        extra = _extra(typed, i)
        row = [before[0] + extra]
        for k, j in enumerate(range(start, end_meant)):
            b = meant[j]
            cost = before[k] + (0.0 if a == b else _mistyped(a, b, i))
            cost = min(cost, before[k + 1] + extra, row[k] + _missing(meant, j))
            if i > start < j and a != b and a == meant[j - 1] and b == typed[i - 1]:
                cost = min(cost, above[k - 1] + _SWAPPED + (0.0 if i > 1 else _FIRST / 3))
            row.append(cost)
        above, before = before, row
    return before[-1]


def _mistyped(have: str, want: str, place: int) -> float:
    first = 0.0 if place else _FIRST
    if have + want in _SOUNDS:
        return _SOUND + first
    if have in _VOWELS and want in _VOWELS:
        return _VOWEL + first
    return (_KEY if have in _BESIDE.get(want, "") else _OTHER) + first


def _missing(meant: str, place: int) -> float:
    letter = meant[place]
    if place and letter == meant[place - 1]:
        return _DOUBLED
    return (_VOWEL if letter in _VOWELS else _LETTER) + (0.0 if place else _FIRST)


def _extra(typed: str, place: int) -> float:
    letter = typed[place]
    around = typed[max(0, place - 1) : place] + typed[place + 1 : place + 2]
    if letter in around:
        return _DOUBLED
    slipped = any(letter in _BESIDE.get(c, "") for c in around)
    return (_KEY if slipped else _EXTRA) + (0.0 if place else _FIRST)


def _beside() -> dict[str, str]:
    """The letters on the keys around each letter's."""
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    places = {c: (r, i + r / 3) for r, row in enumerate(rows) for i, c in enumerate(row)}
    return {
        c: "".join(
            d
            for d, (row, at) in places.items()
            if d != c and abs(row - places[c][0]) <= 1 and abs(at - places[c][1]) < 1.1
        )
        for c in places
    }


_BESIDE = _beside()
