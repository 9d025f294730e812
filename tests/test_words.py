"""One tokenizer for files and questions: what counts as a word, and which words are the same."""

import pytest

from bot.words import fold, phrase, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Who patches RDS?", ["who", "patches", "rds"]),
        ("auto-mode, t3.micro; a/b", ["auto", "mode", "t3", "micro", "a", "b"]),
        ("snake_case_name", ["snake", "case", "name"]),
        ("größe straße", ["grösse", "strasse"]),
        ("誰が patches", ["誰が", "patches"]),
        ("", []),
        ("?!…—", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("text", ["RDS", "ＲＤＳ", "Ｒds"])
def test_case_and_width_make_no_other_word(text: str) -> None:
    assert fold(text) == "rds"


@pytest.mark.parametrize("text", ["aws's job", "AWS’s job", "aws job"])
def test_possessive_makes_no_other_word(text: str) -> None:
    assert words_of(text) == ["aws", "job"]


@pytest.mark.parametrize("text", ["don't", "don’t", "DONT"])
def test_apostrophe_does_not_split_a_word(text: str) -> None:
    assert words_of(text) == ["dont"]


def test_phrase_is_a_key_that_punctuation_and_case_leave_alone() -> None:
    assert phrase("  Auto-Mode (EKS) ") == phrase("auto mode, eks") == "auto mode eks"
