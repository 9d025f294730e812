"""What questions like this one meant, learned from example questions.

Word sets say which duty a question names; experience says whose it turned out to be when others
asked in such words. It is multinomial logistic regression over words, pairs of neighbours, the
terms they stand for and the service named, weighed by how rare each is (tf-idf), trained by
stochastic gradient descent with averaged weights. Built twice from the same examples it is the same.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from bot.model import Meaning, Opinion
from bot.understanding.slots import Slots
from bot.understanding.subjects import Subject

_PASSES = 8
_STEP = 3.0
"""How far one example moves the weights. Both were chosen by cross-validation: see docs/design.md."""
_LEAST_ERROR = 0.01
"""One so small moves nothing."""
_SETTLED = 0.05
"""An example missed by no more is not looked at again."""
_LEAST_EXAMPLES = 3
"""In how many a feature must stand: one alone teaches nothing about other questions."""
_FAMILIAR = 0.8
"""The least share of the words of a question that examples must have for an opinion."""
_NEAREST = 15
"""Examples that have a say in which duty is meant."""
_ZERO = 127
"""Which byte stands for a weight of nothing: a feature's weights are kept as bytes, for their size."""
_MEANINGS = tuple(Meaning)
_TERM, _SERVICE = _MARKED = "=", "@"
"""Begin the features that are terms, and those that are services."""


class Example(NamedTuple):
    """A question read, and what it meant."""

    features: tuple[str, ...]
    meaning: Meaning
    responsibility: str | None
    """The duty it was about, where one was found."""


def features(all_slots: Iterable[Slots]) -> tuple[str, ...]:
    """What experience looks at in a question, each once, names replaced by their kind."""
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
            target = subject.target
            host = _SERVICE + (target.service or target.software or target.profile or "")
            found.append(host)
            if target.variant:
                found.append(_SERVICE + target.variant)
            found += [host + term for term in terms]
    return tuple(dict.fromkeys(found))


def _kind(subject: Subject) -> str:
    target = subject.target
    return "<service>" if target.service else "<software>" if target.software else "<class>"


class Experience:
    """What was learned from examples; immutable once built."""

    def __init__(self, examples: Iterable[Example]) -> None:
        known = sorted(examples, key=lambda e: (zlib.crc32(repr(e.features).encode()), e.meaning))
        counts = Counter(feature for example in known for feature in example.features)
        rarity = {
            feature: math.log(len(known) / count) + 1.0
            for feature, count in counts.items()
            if count >= _LEAST_EXAMPLES
        }
        weights = _train(known, rarity)
        largest = max((abs(w) for row in weights.values() for w in row), default=0.0)
        self._step = largest / _ZERO or 1.0
        self._rows = {
            feature: bytes(
                [round(rarity[feature] ** 2), *(round(w / self._step) + _ZERO for w in row)]
            )
            for feature, row in weights.items()
        }
        self._told = {
            meaning: _Told([e for e in known if e.meaning is meaning and e.responsibility], rarity)
            for meaning in Meaning
        }

    def opinion(self, features: Sequence[str]) -> Opinion | None:
        """What a question with these features likely means; ``None`` when too few are familiar."""
        known = self._rows
        rows = [known[feature] for feature in features if feature in known]
        if not rows or not self._familiar(features):
            return None
        length, *sums = map(sum, zip(*rows, strict=True))
        scale = self._step / math.sqrt(length)
        shares = _softmax([(total - _ZERO * len(rows)) * scale for total in sums])
        sure = max(shares)
        return Opinion(_MEANINGS[shares.index(sure)], sure)

    def duties(self, features: Sequence[str], meaning: Meaning) -> tuple[str, ...]:
        """What the examples most like these features that had this meaning were about, the likeliest first."""
        return self._told[meaning].duties(features)

    def _familiar(self, features: Iterable[str]) -> bool:
        words = [f for f in features if f[0] not in _MARKED and " " not in f]
        return sum(word in self._rows for word in words) >= len(words) * _FAMILIAR


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


def _train(examples: Sequence[Example], rarity: Mapping[str, float]) -> dict[str, list[float]]:
    """The averaged weights of each feature for each meaning, times its rarity."""
    weights = {feature: [0.0] * len(_MEANINGS) for feature in rarity}
    late = {feature: [0.0] * len(_MEANINGS) for feature in rarity}
    left = [(_vector(each.features, rarity), _MEANINGS.index(each.meaning)) for each in examples]
    step = 0
    for _ in range(_PASSES):
        unsure: list[tuple[list[tuple[str, float]], int]] = []
        for vector, meant in left:
            step += 1
            scores = [0.0] * len(_MEANINGS)
            for feature, value in vector:
                for i, weight in enumerate(weights[feature]):
                    scores[i] += weight * value
            errors = _softmax(scores)
            errors[meant] -= 1.0
            if -errors[meant] > _SETTLED:
                unsure.append((vector, meant))
            for i, error in enumerate(errors):
                if abs(error) > _LEAST_ERROR:
                    for feature, value in vector:
                        move = _STEP * error * value
                        weights[feature][i] -= move
                        late[feature][i] -= move * step
        left = unsure
    return {
        feature: [
            (weight - gone / step) * rarity[feature]
            for weight, gone in zip(row, late[feature], strict=True)
        ]
        for feature, row in weights.items()
    }


def _vector(features: Iterable[str], rarity: Mapping[str, float]) -> list[tuple[str, float]]:
    """The features that teach, each with its share of the question: a vector of length one."""
    values = [(feature, rarity[feature]) for feature in features if feature in rarity]
    length = math.sqrt(sum(value * value for _, value in values)) or 1.0
    return [(feature, value / length) for feature, value in values]


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
