"""Answers as replies: for Slack, for a terminal, for programs. No I/O, and no clock.

The one question of time, whether a ruling is due for review, is answered for the day that the
caller passes as ``today``; without it no such warning is shown.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.model import Answer, Question, Reply, Ruling
from bot.rendering import blocks, limits, plain, records, traces
from bot.rendering.buttons import with_pager
from bot.rendering.escaping import cut_escaped, escape
from bot.rendering.said import say

__all__ = ["record", "reply", "ruling_text", "terminal", "trace"]


def reply(answer: Answer, today: date | None = None, page: int = 0) -> Reply:
    """The answer for Slack: a page of blocks, and all of it as ``text``, both escaped.

    A page beyond the last is the last.
    """
    said = say(answer, today)
    text = escape("\n".join(plain.lines(answer, said)))
    pages = blocks.pages(answer, said)
    page = min(max(page, 0), len(pages) - 1)
    return Reply(
        text=cut_escaped(text, limits.MESSAGE_FALLBACK),
        blocks=tuple(pages[page]),
        page=page,
        pages=len(pages),
    )


def terminal(answer: Answer, today: date | None = None) -> str:
    """The answer as plain text of several lines, without markup and without a line end."""
    return "\n".join(plain.lines(answer, say(answer, today)))


def record(
    answer: Answer,
    id: Any = None,  # noqa: A002 - the contract's own word
    today: date | None = None,
    question: Question | None = None,
) -> dict[str, Any]:
    """The answer as a JSON record with the caller's ``id``, and the reply as it would be sent.

    The first of several pages leads on to the others if the ``question`` is given.
    """
    sent = reply(answer, today)
    return records.record(answer, with_pager(sent, question) if question else sent, id)


def trace(answer: Answer) -> str:
    """How the question was read and the ruling chosen, as plain text of several lines."""
    return "\n".join(traces.trace(answer))


def ruling_text(ruling: Ruling) -> str:
    """Everything the knowledge base has on one ruling, as plain text of several lines."""
    return "\n".join(traces.ruling(ruling))
