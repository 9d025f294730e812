"""The Workflow Builder step: a question in, the owner and both parts out."""

from __future__ import annotations

from collections.abc import Iterable

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.complete.async_complete import AsyncComplete
from slack_bolt.context.fail.async_fail import AsyncFail

from bot.model import Part, Question, Verdict
from bot.rendering import words
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.lazily import acknowledge
from bot.slack.manifest import FIND_OWNER
from bot.slack.payload import Payload

NOTHING_ASKED = "Give the step a question, or a service and a responsibility."


def register(app: AsyncApp, desk: Desk) -> None:
    """Completes the step, or fails it with a sentence that says what was missing."""

    async def find(inputs: Payload, complete: AsyncComplete, fail: AsyncFail) -> None:
        question = _question(inputs)
        if not question:
            await fail(NOTHING_ASKED)
            return
        answer = desk.ask(Question(question))
        if isinstance(answer, Verdict):
            await complete(outputs(answer))
        else:
            await fail(desk.plain(answer).text[:1_000])

    app.function(FIND_OWNER)(ack=acknowledge, lazy=[find])


def outputs(verdict: Verdict) -> dict[str, str]:
    """What later steps of the workflow can use; texts of several rulings stand line by line."""
    sources = [source for part in verdict.parts for source in part.ruling.sources]
    return {
        "owner": words.OWNER[verdict.owner] if verdict.owner else "Several",
        "aws_part": _lines(_side(part, "AWS") for part in verdict.parts),
        "customer_part": _lines(_side(part, "You") for part in verdict.parts),
        "source": _lines(f"{each.title}, checked {words.day(each.checked)}" for each in sources),
        "link": sources[0].url if sources else "",
    }


def _question(inputs: Payload) -> str:
    question = payload.text(inputs, "question").strip()
    if question:
        return question
    given = [payload.text(inputs, name).strip() for name in ("responsibility", "service")]
    return " on ".join(each for each in given if each)


def _side(part: Part, party: str) -> str:
    clause = part.ruling.aws if party == "AWS" else part.ruling.customer
    return clause or f"{party} {'has' if party == 'AWS' else 'have'} no part in it."


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(texts))
