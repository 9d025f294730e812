"""A misspelt word is read as the one known word that it must be, or as itself."""

import pytest

from bot.understanding.spelling import Spelling, ordinary_words

WORDS = Spelling(["kubernetes", "lambda", "quilts", "redshift", "postgresql", "rds", "sqs", "k8s"])


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("lamda", "lambda"),
        ("lambdaa", "lambda"),
        ("lambfa", "lambda"),
        ("labmda", "lambda"),
        ("kubernets", "kubernetes"),
        ("kuberentes", "kubernetes"),
        ("kubrnetis", "kubernetes"),
        ("redshfit", "redshift"),
        ("postgressql", "postgresql"),
    ],
)
def test_letter_left_out_doubled_mistyped_or_swapped(typed: str, read_as: str) -> None:
    assert WORDS.correct(typed) == read_as


def test_one_edit_is_allowed_below_eight_letters() -> None:
    assert WORDS.correct("lamda") == "lambda"
    assert WORDS.correct("lamdaa") is None


def test_two_edits_are_allowed_from_eight_letters_on() -> None:
    assert WORDS.correct("kubernitis") == "kubernetes"
    assert WORDS.correct("kubirnitis") is None


def test_nearest_wins_over_a_farther_one() -> None:
    assert Spelling(["elasticache", "elasticsearch"]).correct("elasticcache") == "elasticache"


def test_tie_is_no_correction() -> None:
    assert Spelling(["spoola", "spoolb"]).correct("spoolx") is None


def test_tie_between_names_of_one_thing_is_a_correction() -> None:
    names = {"spoola": "spool", "spoolb": "spool"}
    assert Spelling(names, names).correct("spoolx") in names


def test_tie_between_names_of_two_things_is_no_correction() -> None:
    names = {"spoola": "spool", "spoolb": "bobbin"}
    assert Spelling(names, names).correct("spoolx") is None


def test_ordinary_english_is_never_corrected() -> None:
    """However near a known word it is."""
    assert "quits" in ordinary_words()
    assert WORDS.correct("quits") is None
    assert WORDS.correct("quiltz") == "quilts"
    assert [Spelling(["patch"]).correct(word) for word in ("match", "catch", "peach")] == [None] * 3


@pytest.mark.parametrize("word", ["who", "patches", "the", "our", "shelf", "horse", "glue"])
def test_word_in_common_use_is_ordinary(word: str) -> None:
    assert word in ordinary_words()


@pytest.mark.parametrize("word", ["rdz", "kubernets", "qqs", "lamda"])
def test_misspelling_is_not_ordinary(word: str) -> None:
    assert word not in ordinary_words()


def test_short_name_is_corrected_when_it_is_alone_at_one_edit() -> None:
    assert WORDS.correct("rdz") == "rds"


def test_short_name_is_not_corrected_between_two() -> None:
    assert Spelling(["ebz", "efz"]).correct("exz") is None


@pytest.mark.parametrize("typed", ["", "r", "rz", "x" * 25, "123", "t3x", "ec2x"])
def test_too_short_too_long_or_numbered_is_left_alone(typed: str) -> None:
    assert WORDS.correct(typed) is None


def test_far_away_word_is_left_alone() -> None:
    assert WORDS.correct("zzzzzzzz") is None
