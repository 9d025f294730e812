"""Held-back examples are graded by what their answers mean, and never learnt from."""

from dataclasses import replace

import pytest

from bench.held_out import grade, held_out, meaning
from bot.model import ExampleQuestion, Meaning
from tests import small

GRADES = [
    (Meaning.AWS, Meaning.AWS, "right"),
    (Meaning.AWS, Meaning.CUSTOMER, "wrong"),
    (Meaning.OFF_TOPIC, Meaning.AWS, "wrong"),
    (Meaning.SEVERAL, Meaning.AWS, "wrong"),
    (Meaning.SHARED, Meaning.AWS, "shared or several"),
    (Meaning.AWS, Meaning.SHARED, "shared or several"),
    (Meaning.AWS, Meaning.UNCLEAR, "no owner"),
]


@pytest.mark.parametrize(("meant", "got", "expected"), GRADES)
def test_grade_tells_wrong_from_harmless(meant: Meaning, got: Meaning, expected: str) -> None:
    assert grade(meant, got) == expected


ANSWERS = [
    ("who threads loom", Meaning.CUSTOMER),
    ("who patches loom and ec2", Meaning.SEVERAL),
    ("who threads azure", Meaning.OFF_TOPIC),
    ("who patches AWS Stargazer", Meaning.UNCLEAR),
    ("help", Meaning.HELP),
    ("list services", Meaning.LIST),
    ("loom", Meaning.LIST),
    ("compare loom and ec2", Meaning.COMPARE),
]


@pytest.mark.parametrize(("text", "meant"), ANSWERS)
def test_every_kind_of_answer_means_something(text: str, meant: Meaning) -> None:
    assert meaning(small.answer(text)) is meant


def test_every_example_is_graded_once_with_and_without_experience() -> None:
    examples = tuple(
        ExampleQuestion(f"{text} on day {n}", meant) for text, meant in ANSWERS for n in range(20)
    )
    grades = held_out(replace(small.knowledge(), examples=examples), folds=2)
    assert {name: counts.total() for name, counts in grades.items()} == {
        "words alone": len(examples),
        "with experience": len(examples),
    }
    assert grades["with experience"]["right"] > grades["words alone"]["right"]
