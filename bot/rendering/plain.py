"""An answer as lines of plain text, complete on its own.

A terminal shows them as they are. Escaped, they are the ``text`` of a Slack message, which is all
that notifications and screen readers use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from bot.model import (
    Answer,
    Choice,
    Clarification,
    Comparison,
    Help,
    Listing,
    OutOfScope,
    Overview,
    Part,
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
            found = _comparison(answer)
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
    found: list[str] = []
    for part in answer.parts:
        if found:
            found.append("")
        found.append(words.verdict(part, answer.reading))
        found += detail(part, today)
    return found


def detail(part: Part, today: date | None) -> Iterator[str]:
    """Everything below the headline of one part."""
    ruling = part.ruling
    if note := words.whole(part):
        yield note
    for party, rest in words.clauses(part):
        yield party + rest
    if ruling.default is not None:
        yield f"Default: {words.DEFAULT[ruling.default]}."
    for moved in part.moved:
        yield f"{moved.label}: {words.OWNER[moved.owner]}."
    if part.why:
        yield f"Why: {part.why}"
    yield words.basis(part)
    for source in ruling.sources:
        yield f"Source: {source.title}, {source.url} (checked {words.day(source.checked)})"
    if inferred := words.evidence(part):
        yield inferred
    if overdue := words.overdue(part, today):
        yield overdue


def _comparison(answer: Comparison) -> list[str]:
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
    return found


def _overview(answer: Overview) -> list[str]:
    stack = [f"{words.title(layer.layer)}: {words.layer(layer)}" for layer in answer.stack]
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
        yield from map(_choice, answer.choices)


def _choice(choice: Choice) -> str:
    same = choice.label.casefold() == choice.question.casefold()
    return f"- {choice.question}" if same else f"- {choice.label}: {choice.question}"
