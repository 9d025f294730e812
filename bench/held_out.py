"""What experience adds on questions that it has not learned from: every example is held back once.

``python -m bench.held_out`` takes about a minute and a half. Its examples share their writers, so
questions from elsewhere are answered a little less well than it says.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rich.console import Console
from rich.table import Table

from bot.catalog import load
from bot.engine import Engine
from bot.model import (
    Answer,
    Clarification,
    Comparison,
    ExampleQuestion,
    Help,
    Knowledge,
    Listing,
    Meaning,
    OutOfScope,
    Overview,
    Question,
    Unknown,
    Verdict,
)

FOLDS = 5
GRADES = ("right", "no owner", "shared or several", "wrong")
_SINGLE = (Meaning.AWS, Meaning.CUSTOMER)


def meaning(answer: Answer) -> Meaning:
    """What an answer takes its question to mean."""
    match answer:
        case Verdict(owner=owner):
            return Meaning.SEVERAL if owner is None else Meaning(owner)
        case OutOfScope():
            return Meaning.OFF_TOPIC
        case Clarification() | Unknown():
            return Meaning.UNCLEAR
        case Overview() | Listing():
            return Meaning.LIST
        case Comparison():
            return Meaning.COMPARE
        case Help():
            return Meaning.HELP


def grade(meant: Meaning, got: Meaning) -> str:
    """How good an answer is; ``wrong`` names one party where it is the other, or none, or both."""
    if meant is got:
        return "right"
    if got in _SINGLE:
        return "shared or several" if meant is Meaning.SHARED else "wrong"
    if got in (Meaning.SHARED, Meaning.SEVERAL):
        return "shared or several"
    return "no owner"


def held_out(knowledge: Knowledge, folds: int = FOLDS) -> Mapping[str, Counter[str]]:
    """The grades of every example of ``knowledge``, without experience and with that of the others."""
    alone = Engine(replace(knowledge, examples=()))
    grades = {"words alone": Counter[str](), "with experience": Counter[str]()}
    for fold in range(folds):
        held = [each for each in knowledge.examples if _fold(each, folds) == fold]
        others = tuple(each for each in knowledge.examples if _fold(each, folds) != fold)
        grades["words alone"] += _grades(alone, held)
        grades["with experience"] += _grades(Engine(replace(knowledge, examples=others)), held)
    return grades


def _fold(example: ExampleQuestion, folds: int) -> int:
    return zlib.crc32(example.text.encode()) % folds


def _grades(engine: Engine, examples: Iterable[ExampleQuestion]) -> Counter[str]:
    return Counter(
        grade(each.meaning, meaning(engine.answer(Question(each.text)))) for each in examples
    )


def main() -> None:
    """Prints the table."""
    table = Table("answered by", *GRADES, title="Example questions, each held back once")
    for name, counts in held_out(load()).items():
        shares = (f"{counts[each] / counts.total():.1%}" for each in GRADES)
        table.add_row(name, *shares)
    Console(highlight=False).print(table)


if __name__ == "__main__":
    main()
