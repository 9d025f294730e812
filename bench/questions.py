"""What is asked in a benchmark: the project's own questions, each once, in a fixed order."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import yaml

from bot.model import Knowledge, Owner

T = TypeVar("T", bound=Hashable)

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"


def questions(knowledge: Knowledge) -> list[str]:
    """Every example of the base and every line of the corpus."""
    examples = (text for ruling in knowledge.rulings().values() for text in ruling.asks)
    return shuffled([*examples, *_corpus()])


def labelled(knowledge: Knowledge) -> list[tuple[str, Owner]]:
    """Every example of the base with the owner that it must reach."""
    return shuffled(
        (text, ruling.owner) for ruling in knowledge.rulings().values() for text in ruling.asks
    )


def everything(knowledge: Knowledge) -> list[str]:
    """The same questions and, so that none comes twice, every responsibility on every service."""
    grid = (
        f"{duty.title} on {service.name}"
        for duty in knowledge.responsibilities.values()
        for service in knowledge.services.values()
    )
    return shuffled([*questions(knowledge), *grid])


def shuffled(entries: Iterable[T]) -> list[T]:
    """Each entry once, in an order that is the same in every run."""
    found = list(dict.fromkeys(entries))
    random.Random(7).shuffle(found)
    return found


def _corpus() -> Iterator[str]:
    for file in sorted(CORPUS.glob("*.yaml")):
        for entries in yaml.safe_load(file.read_text("utf-8"))["lines"].values():
            for entry in entries:
                yield entry if isinstance(entry, str) else entry["text"]
