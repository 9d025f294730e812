"""What a question likely means, learned from example questions.

Word sets say which duty a question names; experience says whose it turned out to be when others
asked in such words, and how often what the word sets gave was meant. Both are multinomial logistic
regression: the first over words, pairs of neighbours, the terms they stand for and the service
named, weighed by how rare each is (tf-idf); the second over what the first says and what the word
sets gave (stacking), learned from examples that the first was not told. Built twice from the same
examples it is the same.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from bot.model import Meaning, Opinion
from bot.understanding.slots import Slots
from bot.understanding.subjects import Subject

_NEAREST = 15
"""Examples that have a say in which duty is meant."""
_MOST_HOLDERS = 3_000
"""In how many examples of a meaning a feature may stand to tell which of them are near; looking at more takes milliseconds."""
_ZERO = 127
"""Which byte stands for a weight of nothing: a feature's weights are kept as bytes, for their size."""
_MEANINGS = tuple(Meaning)
_LEAST_SHARE = 1e-4
"""Of a meaning, however unlikely."""
_SCALE = 5.0
"""Brings the logarithm of a share near to the size of other evidence, which is one."""
_NEW = "new words"
_NOTHING = (1, *(0 for _ in _MEANINGS))
"""The sums of no weights."""
_TERM, _SERVICE = _MARKED = "=", "@"
"""Begin the features that are terms, and those that are services."""


class Example(NamedTuple):
    """A question read, and what it meant."""

    features: tuple[str, ...]
    gist: str
    """What the word sets gave; empty for an example that says nothing of how far to trust them."""
    meaning: Meaning
    responsibility: str | None
    """The duty it was about, where one was found."""


def features(all_slots: Iterable[Slots], told: Collection[Slots] = ()) -> tuple[str, ...]:
    """What experience looks at in a question, each once, names replaced by their kind.

    Of what is only ``told`` it looks at the names alone.
    """
    found: list[str] = []
    for slots in all_slots:
        scan = slots.scan
        named = {s.start: s for s in slots.subjects if s.start < s.end}
        hidden = {i for s in named.values() for i in range(s.start, s.end)}
        said = [
            _kind(named[i]) if i in named else word
            for i, word in enumerate(scan.words)
            if i in named or i not in hidden
        ]
        if slots in told:
            found += map(_host, named.values())
            continue
        found += said
        ends = ("^", *said, "?" if scan.segment.asks else "$")
        found += map(" ".join, pairwise(ends))
        terms = [
            _TERM + term
            for term, spans in scan.terms.items()
            if any(start not in hidden for start, _ in spans)
        ]
        found += terms
        for subject in named.values():
            host = _host(subject)
            found.append(host)
            if subject.target.variant:
                found.append(_SERVICE + subject.target.variant)
            found += [host + term for term in terms]
    return tuple(dict.fromkeys(found))


def _host(subject: Subject) -> str:
    target = subject.target
    return _SERVICE + (target.service or target.software or target.profile or "")


def _kind(subject: Subject) -> str:
    target = subject.target
    return "<service>" if target.service else "<software>" if target.software else "<class>"


class Weights(NamedTuple):
    """How much each feature speaks for each meaning, in the order of ``Meaning``."""

    of: Mapping[str, Sequence[float]]
    bias: Sequence[float]
    """What speaks for each from the start."""


class Experience:
    """What was learned from examples; immutable once built.

    Raises ``ValueError`` where they teach nothing: all mean the same, or hardly a word comes twice.
    """

    def __init__(self, examples: Iterable[Example]) -> None:
        known = sorted(examples, key=lambda e: (e.features, e.meaning))
        self._trust = _Trust.learnt(known)
        self._words, rarity = _Words.learnt(known)
        self._told = {
            meaning: _Told([e for e in known if e.meaning is meaning and e.responsibility], rarity)
            for meaning in Meaning
        }

    def opinion(self, features: Sequence[str], gist: str) -> Opinion:
        """What a question with these features likely means for which the word sets gave ``gist``."""
        heard = self._words.heard(features)
        shares = self._trust.shares(heard, gist)
        sure = max(shares)
        return Opinion(_MEANINGS[shares.index(sure)], sure, heard.familiar)

    def duties(self, features: Sequence[str], meaning: Meaning) -> tuple[str, ...]:
        """What the examples most like these features that had this meaning were about, the likeliest first."""
        return self._told[meaning].duties(features)


class _Heard(NamedTuple):
    """What the words alone say."""

    shares: list[float]
    """How likely each meaning is, together 1."""
    familiar: float
    """The share of the words that examples had."""


class _Words:
    """How likely each meaning is, by the words alone."""

    def __init__(self, weights: Weights, rarity: Mapping[str, float]) -> None:
        scaled = {f: [w * rarity[f] for w in row] for f, row in weights.of.items()}
        largest = max((abs(w) for row in scaled.values() for w in row), default=0.0)
        self._step = largest / _ZERO or 1.0
        self._bias = weights.bias
        self._rows = {
            feature: bytes(
                [round(rarity[feature] ** 2), *(round(w / self._step) + _ZERO for w in row)]
            )
            for feature, row in scaled.items()
        }

    # Here and below training is imported where it is used: what loads the compiled form never trains.
    @classmethod
    def learnt(cls, examples: Sequence[Example]) -> tuple[_Words, Mapping[str, float]]:
        """What examples teach, and how rare each of their features is."""
        from bot.understanding import training

        weights, rarity = training.of_words(
            [each.features for each in examples], [each.meaning for each in examples]
        )
        return cls(weights, rarity), rarity

    def heard(self, features: Sequence[str]) -> _Heard:
        known = self._rows
        rows = [known[feature] for feature in features if feature in known]
        length, *sums = map(sum, zip(*rows, strict=True)) if rows else _NOTHING
        scale = self._step / math.sqrt(length)
        shares = _softmax(
            [
                (total - _ZERO * len(rows)) * scale + bias
                for total, bias in zip(sums, self._bias, strict=True)
            ]
        )
        words = [f for f in features if f[0] not in _MARKED and " " not in f]
        return _Heard(shares, sum(word in known for word in words) / (len(words) or 1))


class _Trust:
    """How far what the words say and what the word sets gave are each to be trusted."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    @classmethod
    def learnt(cls, examples: Sequence[Example]) -> _Trust:
        """What is taught by examples that say what the word sets gave."""
        from bot.understanding import training

        heard = [*_heard_by_the_others(examples)]
        return cls(training.of_evidence([e for e, _ in heard], [meant for _, meant in heard]))

    def shares(self, heard: _Heard, gist: str) -> list[float]:
        """How likely each meaning is, together 1."""
        scores = [*self._weights.bias]
        for feature, value in _evidence(heard, gist).items():
            for i, weight in enumerate(self._weights.of.get(feature, ())):
                scores[i] += weight * value
        return _softmax(scores)


class _Told:
    """The examples of one meaning that told what they were about, by what stands in them."""

    def __init__(self, examples: Sequence[Example], rarity: Mapping[str, float]) -> None:
        self._duties = [example.responsibility or "" for example in examples]
        self._index: dict[str, tuple[float, array[int]]] = {}
        lengths = [0.0] * len(examples)
        for number, example in enumerate(examples):
            for feature in example.features:
                if feature[0] in _MARKED and _TERM not in feature[1:] and feature in rarity:
                    weight = rarity[feature] ** 2
                    self._index.setdefault(feature, (weight, array("I")))[1].append(number)
                    lengths[number] += weight
        self._index = {f: held for f, held in self._index.items() if len(held[1]) <= _MOST_HOLDERS}
        self._lengths = array("f", map(math.sqrt, lengths))

    def duties(self, features: Iterable[str]) -> tuple[str, ...]:
        likeness: dict[int, float] = {}
        for feature in features:
            if feature in self._index:
                weight, numbers = self._index[feature]
                for number in numbers:
                    likeness[number] = likeness.get(number, 0.0) + weight
        near = nlargest(_NEAREST, ((score / self._lengths[n], -n) for n, score in likeness.items()))
        votes: dict[str, float] = {}
        for score, number in near:
            duty = self._duties[-number]
            votes[duty] = votes.get(duty, 0.0) + score * score
        return tuple(sorted(votes, key=lambda duty: -votes[duty]))


def _heard_by_the_others(
    examples: Sequence[Example],
) -> Iterator[tuple[Mapping[str, float], Meaning]]:
    """What each of the examples sounds like to who was told others, and what was meant."""
    from bot.understanding import training

    for told, asked in training.folds(len(examples)):
        words, _ = _Words.learnt([examples[i] for i in told])
        for each in (examples[i] for i in asked):
            if each.gist:
                yield _evidence(words.heard(each.features), each.gist), each.meaning


def _evidence(heard: _Heard, gist: str) -> Mapping[str, float]:
    """How likely the words make each meaning, how many of them are new, what the word sets gave."""
    logs = (math.log(max(share, _LEAST_SHARE)) / _SCALE for share in heard.shares)
    return dict(zip(_MEANINGS, logs, strict=True)) | {_NEW: 1.0 - heard.familiar, gist: 1.0}


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
