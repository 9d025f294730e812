"""Answers as replies: for Slack, for a terminal, for programs. No I/O, and no clock.

The one question of time, whether a ruling is due for review, is answered for the day that the
caller passes as ``today``; without it no such warning is shown.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.model import Answer, Reply, Ruling
from bot.rendering import blocks, limits, plain, records, traces
from bot.rendering.escaping import cut_escaped, escape
from bot.rendering.said import say

__all__ = ["record", "reply", "ruling_text", "terminal", "trace"]


def reply(answer: Answer, today: date | None = None) -> Reply:
    """The answer for Slack: blocks, and the whole of it again as ``text``, both escaped."""
    said = say(answer, today)
    text = escape("\n".join(plain.lines(answer, said)))
    return Reply(
        text=cut_escaped(text, limits.MESSAGE_FALLBACK),
        blocks=tuple(blocks.blocks(answer, said)),
    )


def terminal(answer: Answer, today: date | None = None) -> str:
    """The answer as plain text of several lines, without markup and without a line end."""
    return "\n".join(plain.lines(answer, say(answer, today)))


def record(
    answer: Answer,
    id: Any = None,  # noqa: A002 - the contract's own word
    today: date | None = None,
) -> dict[str, Any]:
    """The answer as a JSON record with the caller's ``id``, and the reply as it would be sent."""
    return records.record(answer, reply(answer, today), id)


def trace(answer: Answer) -> str:
    """How the question was read and the ruling chosen, as plain text of several lines."""
    return "\n".join(traces.trace(answer))


def ruling_text(ruling: Ruling) -> str:
    """Everything the knowledge base has on one ruling, as plain text of several lines."""
    return "\n".join(traces.ruling(ruling))
