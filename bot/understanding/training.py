"""The regressions of ``experience``, trained by scikit-learn.

Only what compiles a base imports it: scikit-learn takes a second to load, and a start need not.
"""

# pyright: reportMissingTypeStubs=false
# scikit-learn ships no types: what comes from it is Any until it is a list.

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from bot.model import Meaning
from bot.understanding.experience import Weights

_LEAST_EXAMPLES = 3
"""In how many a feature must stand: fewer teach nothing about other questions."""
_FREEDOM = 10.0
"""Of the words' weights: the inverse of how strongly they are regularized."""
_PASSES = 30
"""Over the examples, settled or not. Ten are as good, but then a few examples more move three times as many answers.

Both were chosen by cross-validation (docs/design.md).
"""
_MOST_STEPS = 1000
"""Of the second regression, which takes a tenth of them."""
_FOLDS = 2
"""Quarters would be no better, and take twice as long."""
_IMPOSSIBLE = -100.0
"""The bias of a meaning that no example had."""


def of_words(
    questions: Sequence[Sequence[str]], meanings: Sequence[Meaning]
) -> tuple[Weights, dict[str, float]]:
    """The weights of tf-idf vectors of length one, and how rare each feature is.

    Raises ``ValueError`` where no feature stands in enough of the questions, or all mean the same.
    """
    vectorizer: Any = TfidfVectorizer(
        analyzer=_as_it_is,  # pyright: ignore[reportArgumentType] - inferred from the default; a callable is documented
        min_df=_LEAST_EXAMPLES,
        smooth_idf=False,
    )
    model: Any = LogisticRegression(C=_FREEDOM, solver="saga", max_iter=_PASSES, random_state=0)
    vectors = vectorizer.fit_transform(questions)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(vectors, meanings)
    names = vectorizer.get_feature_names_out().tolist()
    return _weights(model, names), dict(zip(names, vectorizer.idf_.tolist(), strict=True))


def of_evidence(evidence: Sequence[Mapping[str, float]], meanings: Sequence[Meaning]) -> Weights:
    """The weights of named values; raises ``ValueError`` where all mean the same."""
    vectorizer: Any = DictVectorizer()
    model: Any = LogisticRegression(max_iter=_MOST_STEPS)
    model.fit(vectorizer.fit_transform(evidence), meanings)
    return _weights(model, vectorizer.get_feature_names_out().tolist())


def folds(size: int) -> Iterator[tuple[list[int], list[int]]]:
    """Numbers below ``size``, so split that each is held back once: those told and those asked."""
    split: Any = KFold(_FOLDS, shuffle=True, random_state=0)
    for told, asked in split.split(range(size)):
        yield told.tolist(), asked.tolist()


def _as_it_is(features: Sequence[str]) -> Sequence[str]:
    return features


def _weights(model: Any, names: Sequence[str]) -> Weights:
    """The model's; of two meanings scikit-learn weighs the second against the first."""
    known: list[Meaning] = model.classes_.tolist()
    rows: list[list[float]] = model.coef_.tolist()
    bias: list[float] = model.intercept_.tolist()
    if len(known) == 2:
        rows, bias = [[0.0] * len(names), *rows], [0.0, *bias]
    place = {meaning: number for number, meaning in enumerate(known)}
    columns = [rows[place[m]] if m in place else [0.0] * len(names) for m in Meaning]
    return Weights(
        dict(zip(names, zip(*columns, strict=True), strict=True)),
        [bias[place[m]] if m in place else _IMPOSSIBLE for m in Meaning],
    )
