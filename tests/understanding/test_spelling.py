"""A misspelt word is read as the one known word it must be."""

import pytest

from bot.understanding.spelling import Spelling, bound

SPELLING = Spelling(
    ["lambda", "patch", "security", "kubernetes", "rds", "rdp", "ecs", "eks", "lamda"],
    {"rds": "rds", "ecs": "ecs", "eks": "eks", "lambda": "lambda", "lamda": "lambda"},
)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("secuirty", "security"),
        ("kuberntes", "kubernetes"),
        ("rdz", "rds"),
        ("lamdba", "lambda"),
    ],
)
def test_the_unique_nearest_word_is_taken(typed: str, read_as: str) -> None:
    """Transposed, missing and wrong letters; a name wins over a word, and names of one thing agree."""
    assert SPELLING.correct(typed) == read_as


@pytest.mark.parametrize("typed", ["ezs", "emz", "zzzzzz", "ab", "x" * 40, "rd5"])
def test_doubt_is_no_correction(typed: str) -> None:
    """Two names equally near, nothing near, too short, too long, or with a digit."""
    assert SPELLING.correct(typed) is None


@pytest.mark.parametrize("typed", ["match", "catch", "peach"])
def test_ordinary_english_is_never_corrected(typed: str) -> None:
    """Each is one letter from "patch"."""
    assert SPELLING.correct(typed) is None


def test_the_bound_grows_with_the_length() -> None:
    """One edit below eight letters, two from there on."""
    assert [bound(n) for n in (3, 7, 8, 20)] == [1, 1, 2, 2]
