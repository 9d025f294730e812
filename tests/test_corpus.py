"""The project's own questions with the answers that are right, by kind; one test a line.

Each file of ``corpus/`` says which behaviour its lines show and groups them under the answer
expected. An answer is an owner (``customer``: of every part), an owner with the ruling that must give it
(``aws rds:backups``), an outcome (``out_of_scope``), ``no owner`` for anything that names none,
or ``compare`` with its subjects. ``or`` separates alternatives, commas the parts in the order
asked. A line is a question, or a mapping: ``after`` is the question before it, ``corrected`` the
words that the reply must show as read differently. Lines under ``faults`` are known to be answered
wrongly; their tests fail on purpose, and one that begins to pass says so: move its line up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.compiled import engine as shipped
from bot.engine import Engine
from bot.model import Question
from bot.rendering import record

CORPUS = Path(__file__).parent / "corpus"
OUTCOMES = frozenset({"clarify", "compare", "help", "list", "out_of_scope", "unknown"})
OWNERS = frozenset({"aws", "customer", "shared"})


@dataclass(frozen=True, slots=True)
class Line:
    """One question and what is right."""

    kind: str
    behaviour: str
    text: str
    after: str | None
    corrected: tuple[str, ...] | None
    expected: str


def _lines(section: str) -> Iterator[Line]:
    for file in sorted(CORPUS.glob("*.yaml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for expected, entries in content.get(section, {}).items():
            for entry in entries:
                given: dict[str, Any] = {"text": entry} if isinstance(entry, str) else entry
                corrected = given.get("corrected")
                yield Line(
                    file.stem,
                    content["behaviour"],
                    given["text"],
                    given.get("after"),
                    None if corrected is None else tuple(corrected),
                    expected,
                )


LINES = tuple(_lines("lines"))
FAULTS = tuple(_lines("faults"))


@cache
def engine() -> Engine:
    return shipped()


def answered(line: Line) -> dict[str, Any]:
    """The record of the answer to a line."""
    return record(engine().answer(Question(line.text, previous=line.after)))


def meets(expected: str, got: dict[str, Any]) -> bool:
    """Whether an answer's record is what was expected."""
    outcome, parts = got["outcome"], got["parts"]
    if expected.startswith("compare "):
        subjects = dict.fromkeys(part["variant"] or part["service"] for part in parts)
        return outcome == "compare" and list(subjects) == expected.split()[1:]
    slots = [slot.strip().split(" or ") for slot in expected.split(",")]
    if len(slots) == 1 and outcome != "answer":
        return outcome in slots[0] or "no owner" in slots[0]
    if len(slots) == 1 and outcome == "answer" and got["owner"] in slots[0]:
        return True
    if len(slots) == 1:
        parts = [part for i, part in enumerate(parts) if part not in parts[:i]]
    if outcome != "answer" or len(parts) != len(slots):
        return False
    return all(
        any(_same(option, part) for option in options)
        for options, part in zip(slots, parts, strict=True)
    )


def _same(option: str, part: dict[str, Any]) -> bool:
    owner, _, ruling = option.partition(" ")
    return owner == part["owner"] and ruling in ("", part["ruling"])


def _param(line: Line, *marks: pytest.MarkDecorator) -> Any:
    before = f"{line.after} > " if line.after else ""
    return pytest.param(line, marks=marks, id=f"{line.kind}: {before}{line.text}")


@pytest.mark.parametrize(
    "line",
    [
        *(_param(line) for line in LINES),
        *(_param(line, pytest.mark.xfail(strict=True)) for line in FAULTS),
    ],
)
def test_every_line_gets_the_right_answer(line: Line) -> None:
    got = answered(line)
    parts = ", ".join(f"{part['owner']} {part['ruling']}" for part in got["parts"])
    assert meets(line.expected, got), (
        f"{line.behaviour} Expected {line.expected}, got {got['outcome']} {parts}"
    )
    if line.corrected is not None:
        assert [typed for typed, _ in got["corrections"]] == list(line.corrected)


@pytest.mark.parametrize(
    "wrapped",
    ["hi team, {}", "{}\nthanks in advance!", "please confirm: {}", "I'm new here. {}", "#4821 {}"],
)
def test_courtesy_around_a_question_changes_no_answer(wrapped: str) -> None:
    """Quotes, bullets and code blocks must begin their line, so these are left out."""
    changed = [
        line.text
        for line in LINES
        if set(line.expected.replace(",", " ").split()) <= OWNERS
        and not line.text.startswith(("&gt;", "-", "`"))
        and answered(replace(line, text=wrapped.format(line.text)))["parts"]
        != answered(line)["parts"]
    ]
    assert changed == []


def test_the_corpus_holds_at_least_eight_hundred_lines_and_none_twice() -> None:
    assert len(LINES) >= 800
    twice = Counter((line.after, line.text) for line in (*LINES, *FAULTS))
    assert [text for text, count in twice.items() if count > 1] == []


def test_every_expectation_names_known_owners_outcomes_and_rulings() -> None:
    rulings = engine().knowledge.rulings()
    for line in (*LINES, *FAULTS):
        if line.expected.startswith("compare "):
            continue
        for slot in line.expected.split(","):
            for option in slot.strip().split(" or "):
                owner, _, ruling = option.partition(" ")
                known = option == "no owner" or option in OUTCOMES or owner in OWNERS
                assert known, option
                assert option == "no owner" or not ruling or ruling in rulings, option
