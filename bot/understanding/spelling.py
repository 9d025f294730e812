"""A misspelt word -> the one known word it must be, or nothing.

Candidates come from an index built at load (shared beginning, shared end, same letters), never
from a scan of the lexicon; rapidfuzz measures the handful found. Ordinary English words are
never corrected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

_MIN_LENGTH = 3
_MAX_LENGTH = 24
_SHORTEST_NAME = 2


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """English words in common use, from pyspellchecker's frequency list."""
    from spellchecker import SpellChecker

    frequency = SpellChecker(language="en").word_frequency
    return frozenset(word for word in frequency.words() if frequency[word] >= 200)


def bound(length: int) -> int:
    """How many edits a word of ``length`` letters may need: one below eight, then two."""
    return 1 if length < 8 else 2


class Spelling:
    """Corrects towards a fixed vocabulary."""

    def __init__(
        self, vocabulary: Iterable[str], names: Mapping[str, object] | None = None
    ) -> None:
        self._names = dict(names or {})
        self.ordinary = ordinary_words()
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(vocabulary):
            if _SHORTEST_NAME <= len(word) <= _MAX_LENGTH and not word.isdigit():
                for key in _keys(word):
                    self._near[key].append(word)

    def correct(self, word: str) -> str | None:
        """The unique nearest known word within the bound, or ``None``.

        Of several that are equally near, names win if all of them name the same.
        """
        length = len(word)
        if not _MIN_LENGTH <= length <= _MAX_LENGTH or any(c.isdigit() for c in word):
            return None
        if word in self.ordinary:
            return None
        limit = bound(length)
        best = limit + 1
        nearest: set[str] = set()
        for key in _keys(word):
            for candidate in self._near.get(key, ()):
                if abs(len(candidate) - length) > limit:
                    continue
                distance = OSA.distance(word, candidate, score_cutoff=limit)
                if distance < best:
                    best, nearest = distance, {candidate}
                elif distance == best and best <= limit:
                    nearest.add(candidate)
        if len(nearest) > 1:
            nearest &= self._names.keys()
            if len({self._names[name] for name in nearest}) != 1:
                return None
        return max(nearest, key=lambda name: (len(name), name), default=None)


def _keys(word: str) -> tuple[str, str, str]:
    return f"{word[:2]}-", f"-{word[-2:]}", "".join(sorted(word))
