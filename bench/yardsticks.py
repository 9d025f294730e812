"""What anyone could build in an hour: whole questions scored against titles by rapidfuzz."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from rapidfuzz import fuzz, process

from bot.model import Knowledge, Owner
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
    """The owner of every ruling, by what it is about: its title and its service's name."""
    found: dict[str, Owner] = {}
    for ruling in knowledge.rulings().values():
        subject = ruling.id.partition(":")[0]
        service = knowledge.services.get(subject.partition("/")[0])
        title = knowledge.responsibilities[ruling.responsibility].title
        found[phrase(f"{title} {service.name if service else ''}")] = ruling.owner
    return found


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
