"""An answer as lines of plain text, complete on its own.

A terminal shows them as they are. Escaped, they are the ``text`` of a Slack message, which is all
that notifications and screen readers use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from bot.model import (
    Answer,
    Clarification,
    Comparison,
    Help,
    Listing,
    OutOfScope,
    Overview,
    Part,
    Reading,
    Unknown,
    Verdict,
)
from bot.rendering import words


def lines(answer: Answer, today: date | None) -> list[str]:
    """The whole answer, line by line; an empty line separates its parts."""
    match answer:
        case Verdict():
            found = _verdict(answer, today)
        case Comparison():
            found = _comparison(answer, today)
        case Overview():
            found = _overview(answer)
        case Listing():
            found = _listing(answer)
        case Clarification():
            found = [answer.prompt, *_choices(answer)]
        case Unknown():
            found = [words.unknown(answer), *_choices(answer)]
        case OutOfScope():
            found = list(words.out_of_scope(answer))
        case Help():
            found = [words.HELP_TITLE, *words.HELP, *_choices(answer), words.HELP_LIMITS]
    return [*found, *words.notes(answer)]


def _verdict(answer: Verdict, today: date | None) -> list[str]:
    groups = [[*_part(part, answer.reading, today), ""] for part in answer.parts]
    return [line for group in groups for line in group][:-1]


def _part(part: Part, reading: Reading, today: date | None) -> Iterator[str]:
    ruling = part.ruling
    yield words.verdict(part, reading)
    if note := words.whole(part):
        yield note
    for party, rest in words.clauses(part):
        yield party + rest
    if ruling.default is not None:
        yield f"Default: {words.DEFAULT[ruling.default]}."
    if part.moved:
        yield words.moves(part)
    for moved in part.moved:
        yield f"- {moved.label}: {words.OWNER[moved.owner]}."
    yield words.reason(part)
    yield words.basis(part)
    for source in ruling.sources:
        yield f"Source: {source.title}, {source.url} (checked {words.day(source.checked)})"
    if inferred := words.evidence(part):
        yield inferred
    if overdue := words.overdue(part, today):
        yield overdue


def _comparison(answer: Comparison, today: date | None) -> list[str]:
    found = [words.comparison_title(answer)]
    for row in answer.rows:
        owners = ", ".join(
            f"{subject}: {words.OWNER[part.owner]}"
            for subject, part in zip(answer.subjects, row.parts, strict=True)
        )
        found.append(f"{row.responsibility.title}. {owners}.")
    if not answer.rows:
        found.append(words.NO_DIFFERENCE)
    if same := words.same(answer):
        found.append(same)
    for part in words.in_full(answer):
        found += ["", *_part(part, answer.reading, today)]
    return found


def _overview(answer: Overview) -> list[str]:
    stack = [f"{words.title(layer.layer)}: {words.layer_owner(layer)}" for layer in answer.stack]
    if mixed := words.mixed(answer):
        stack += [words.MIXED, *(f"{layer}. {owners}" for layer, owners in mixed)]
    return [
        words.stack_title(answer),
        *stack,
        f"Documentation: {answer.service.docs}",
        *_choices(answer),
    ]


def _listing(answer: Listing) -> list[str]:
    return [
        answer.title,
        *(
            f"{words.title(name)}: {', '.join(choice.label for choice in choices)}"
            for name, choices in answer.groups
        ),
    ]


def _choices(answer: Clarification | Unknown | Overview | Help) -> Iterable[str]:
    if answer.choices:
        yield words.EXAMPLES if isinstance(answer, Help) else words.CHOICES
        yield from (f"- {choice.question}" for choice in answer.choices)
