"""What anyone could build in an hour: whole questions scored against titles by rapidfuzz."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from rapidfuzz import fuzz, process

from bot.engine import Engine
from bot.model import Knowledge, Owner, Question, Verdict
from bot.words import phrase


@dataclass(frozen=True, slots=True)
class Score:
    """How a guesser does on questions whose owner is known."""

    right: float
    swapped: float
    """The share for which AWS and the customer are confused."""
    seconds: float
    """For one question, on average."""


Guess = Callable[[str], Owner | None]
SCORERS = {"WRatio": fuzz.WRatio, "token-set ratio": fuzz.token_set_ratio}


def titles(knowledge: Knowledge) -> dict[str, Owner]:
    """The owner of every ruling, by what it is about: its title and what it is ruled for."""
    found: dict[str, Owner] = {}
    for ruling in knowledge.rulings().values():
        title = knowledge.responsibilities[ruling.responsibility].title
        subject = _name(knowledge, ruling.id.partition(":")[0])
        found[phrase(f"{title} {subject}")] = ruling.owner
    return found


def _name(knowledge: Knowledge, subject: str) -> str:
    kind, _, profile = subject.partition(".")
    if subject == "general":
        return ""
    if kind == "profile":
        return knowledge.profiles[profile].name
    if "/" in subject:
        return knowledge.variant(subject).name
    return knowledge.services[subject].name


def compare(engine: Engine, sample: Sequence[tuple[str, Owner]]) -> dict[str, Score]:
    """How the engine and each yardstick do on the same questions."""

    def ours(text: str) -> Owner | None:
        answer = engine.answer(Question(text))
        return answer.owner if isinstance(answer, Verdict) else None

    known = titles(engine.knowledge)
    guesses = {"srm": ours, **{name: fuzzy(scorer, known) for name, scorer in SCORERS.items()}}
    return {name: score(guess, sample) for name, guess in guesses.items()}


def fuzzy(scorer: Callable[..., float], known: dict[str, Owner]) -> Guess:
    """Guesses the owner of the title that scores highest."""
    names = list(known)

    def guess(question: str) -> Owner | None:
        best = process.extractOne(phrase(question), names, scorer=scorer)
        return known[best[0]] if best else None

    return guess


def score(guess: Guess, questions: Sequence[tuple[str, Owner]]) -> Score:
    """``guess`` on questions with their owners."""
    right = swapped = 0
    start = perf_counter()
    for text, owner in questions:
        got = guess(text)
        right += got is owner
        swapped += got is not None and got is not owner and Owner.SHARED not in (got, owner)
    taken = perf_counter() - start
    return Score(right / len(questions), swapped / len(questions), taken / len(questions))
