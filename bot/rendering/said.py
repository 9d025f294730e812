"""An answer in sentences, before any markup: what plain text and blocks have in common."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.model import (
    Answer,
    Comparison,
    Moved,
    Overview,
    Owner,
    Part,
    Reading,
    Service,
    Source,
    Verdict,
)
from bot.rendering import words
from bot.rendering.escaping import harmless
from bot.words import phrase

_MOST_IN_FULL = 6
"""Parts of a comparison of everything up to which each is shown with both sides and its sources."""


class SaidPart(NamedTuple):
    """One ruling applied to one target, in sentences."""

    owner: Owner
    headline: str
    """The owner in a full sentence."""
    sides: list[tuple[str, str]]
    """What each side does, as (party, rest of the sentence), the owner's side first."""
    whole: str | None
    """Who has the whole responsibility, when only one act of it was asked about."""
    default: str | None
    moves: str
    moved: tuple[Moved, ...]
    reason: str
    basis: str
    sources: tuple[Source, ...]
    warnings: list[str]


class Said(NamedTuple):
    """An answer in sentences."""

    notes: list[str]
    """How the question was read, where the reader should know."""
    parts: list[SaidPart]
    """Every part of a verdict, and of a comparison of what was asked for by name or of little."""


def say(answer: Answer, today: date | None) -> Said:
    """The sentences of ``answer``; rulings due for review before ``today`` say so."""
    if isinstance(answer, Verdict):
        # What was asked twice in other words is said once.
        parts = [p for i, p in enumerate(answer.parts) if p not in answer.parts[:i]]
    elif isinstance(answer, Comparison):
        parts = tuple(part for row in answer.rows for part in row.parts)
        asked = any(target.responsibility for target in answer.reading.targets)
        parts = parts if asked or len(parts) <= _MOST_IN_FULL else ()
    else:
        parts = ()
    return Said(_notes(answer), [_part(part, answer.reading, today) for part in parts])


def _part(part: Part, reading: Reading, today: date | None) -> SaidPart:
    ruling = part.ruling
    inferred = words.evidence(part)
    warnings = [inferred] if inferred else []
    if today is not None and ruling.review_by < today:
        warnings.append(words.overdue(ruling.review_by))
    return SaidPart(
        owner=part.owner,
        headline=words.verdict(part, reading),
        sides=words.clauses(part),
        whole=None if part.owner is ruling.owner else words.WHOLE[ruling.owner],
        default=None if ruling.default is None else words.DEFAULT[ruling.default],
        moves=words.MOVES_WITH_VARIANT if part.service else words.MOVES_WITH_SERVICE,
        moved=part.moved,
        reason=words.reason(part),
        basis=words.basis(part),
        sources=ruling.sources,
        warnings=warnings,
    )


def _notes(answer: Answer) -> list[str]:
    reading = answer.reading
    found = [
        f"Read “{typed}” as {correction.read_as}."
        for correction in reading.corrections
        if (typed := harmless(correction.typed))
    ]
    if reading.opinion is not None and isinstance(answer, Verdict):
        found.append(words.likened(answer, reading.opinion))
    if reading.from_previous:
        found.append("Read together with your question before.")
    if any(service.former_names for service in _services(answer)):
        found += dict.fromkeys(_former_names(answer))
    if reading.beyond:
        found.append(words.beyond(reading))
    if isinstance(answer, Comparison) and answer.left_out:
        found.append(words.left_out(answer))
    return found


def _former_names(answer: Answer) -> Iterator[str]:
    """What became of each former name that the question used."""
    for service in _services(answer):
        for former in service.former_names:
            name = phrase(former.name)
            names = (name, name.removeprefix("aws ").removeprefix("amazon "))
            if any(phrase(typed) in names for typed, _ in answer.reading.slots):
                yield former.note


def _services(answer: Answer) -> list[Service]:
    if isinstance(answer, Verdict):
        return [part.service for part in answer.parts if part.service is not None]
    if isinstance(answer, Comparison):
        rows = (*answer.rows, *answer.same)
        return [part.service for part in rows[0].parts if part.service] if rows else []
    return [answer.service] if isinstance(answer, Overview) else []
