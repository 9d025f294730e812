"""The Workflow Builder step: a question in, the owner and both parts out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.complete.async_complete import AsyncComplete
from slack_bolt.context.fail.async_fail import AsyncFail

from bot.model import Answer, Clarification, OutOfScope, Part, Question, Unknown, Verdict
from bot.rendering import words
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.lazily import acknowledge
from bot.slack.manifest import FIND_OWNER
from bot.slack.payload import Payload

NOTHING_ASKED = "Give the step a question, or a service and a responsibility."
ONE_RULING = (
    "That has no owner: ask who does one thing on one service, for example “who patches rds”."
)


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
            await fail(_refusal(answer))

    app.function(FIND_OWNER)(ack=acknowledge, lazy=[find])


def outputs(verdict: Verdict) -> dict[str, str]:
    """What later steps of the workflow can use; texts of several rulings stand line by line."""
    sources = [source for part in verdict.parts for source in part.ruling.sources]
    return {
        "owner": words.OWNER[verdict.owner] if verdict.owner else "Several",
        "aws_part": _lines(_side(part, "AWS") for part in verdict.parts),
        "customer_part": _lines(_side(part, "You") for part in verdict.parts),
        "source": _lines(_sources(verdict.parts)),
        "link": sources[0].url if sources else "",
    }


def _refusal(answer: Answer) -> str:
    """Why there is no owner to hand on, and what to ask instead."""
    match answer:
        case Clarification(prompt=prompt, choices=choices):
            examples = ", ".join(f"“{each.question}”" for each in choices)
            return f"{prompt} For example: {examples}." if examples else prompt
        case Unknown():
            return words.unknown(answer)
        case OutOfScope():
            return " ".join(words.out_of_scope(answer))
        case _:
            return ONE_RULING


def _sources(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        for source in part.ruling.sources:
            yield f"{source.title}, checked {words.day(source.checked)}"
        if inferred := words.evidence(part):
            yield inferred


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
