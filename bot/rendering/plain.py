"""An answer as lines of plain text, complete on its own.

A terminal shows them as they are. Escaped, they are the ``text`` of a Slack message, which is all
that notifications and screen readers use.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.model import (
    Answer,
    Clarification,
    Comparison,
    Help,
    Listing,
    OutOfScope,
    Overview,
    Unknown,
    Verdict,
)
from bot.rendering import words
from bot.rendering.said import Said


def lines(answer: Answer, said: Said) -> list[str]:
    """The whole answer, line by line; an empty line separates its parts."""
    match answer:
        case Verdict():
            found = _parts(said)[1:]
        case Comparison():
            found = [*_comparison(answer), *_parts(said)]
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
    return [*found, *said.notes]


def _parts(said: Said) -> list[str]:
    """Each part after an empty line."""
    found: list[str] = []
    for part in said.parts:
        found += ("", part.headline)
        if part.whole is not None:
            found.append(part.whole)
        found += [party + rest for party, rest in part.sides]
        if part.default is not None:
            found.append(f"Default: {part.default}.")
        if part.moved:
            found.append(part.moves)
            found += [f"- {moved.label}: {words.OWNER[moved.owner]}" for moved in part.moved]
        found += (part.reason, part.basis)
        found += [
            f"Source: {source.title}, {source.url} (checked {words.day(source.checked)})"
            for source in part.sources
        ]
        found += part.warnings
    return found


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
    return [*found, *words.same(answer)]


def _overview(answer: Overview) -> list[str]:
    return [
        words.stack_title(answer),
        *(f"{words.title(layer.layer)}: {words.layer_owner(layer)}" for layer in answer.stack),
        words.LAYER_BY_LAYER,
        *(f"{layer}. {owners}" for layer, owners in words.layers(answer)),
        f"{answer.service.name} documentation: {answer.service.docs}",
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
