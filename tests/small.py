"""A small made-up knowledge base: enough of everything for the core's tests, and no fact of AWS's own."""

from functools import cache
from pathlib import Path

from bot.catalog import load
from bot.engine import Engine
from bot.model import Answer, Knowledge, Question, Reading, Target
from bot.understanding import Reader

BASE = Path(__file__).parent / "small_base"


@cache
def knowledge() -> Knowledge:
    """The base in ``small_base/``."""
    return load(BASE)


@cache
def engine() -> Engine:
    """The engine over it."""
    return Engine(knowledge())


@cache
def _reader() -> Reader:
    return Reader(knowledge())


def answer(text: str, previous: str | None = None) -> Answer:
    """What the engine answers."""
    return engine().answer(Question(text, previous=previous))


def read(text: str, previous: str | None = None) -> Reading:
    """How the question is read."""
    return _reader().read(Question(text, previous=previous))


def targets(text: str, previous: str | None = None) -> list[tuple[str | None, str | None]]:
    """What is asked about: the variant, service, software or profile, and the responsibility."""
    return [(_subject(t), t.responsibility) for t in read(text, previous).targets]


def _subject(target: Target) -> str | None:
    return target.variant or target.service or target.software or target.profile
