"""Shortcuts: one opens a modal to look a ruling up, one answers any message that is there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import (
    Choice,
    Clarification,
    Knowledge,
    OutOfScope,
    Overview,
    Question,
    Reply,
    Responsibility,
    Service,
    Target,
    Variant,
    Verdict,
)
from bot.rendering import buttons, modal
from bot.rendering.buttons import Share
from bot.slack import click, message, payload
from bot.slack.click import Click
from bot.slack.desk import Desk
from bot.slack.home import stale
from bot.slack.lazily import acknowledge
from bot.slack.manifest import ASK_ANYWHERE, ASK_MESSAGE
from bot.slack.patience import TOO_MANY, Patience
from bot.slack.payload import Payload
from bot.slack.posting import respond_privately
from bot.slack.suggestions import Suggestions

_MOST_SERVICES = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands in the modal's menus."""

    service: Service | None = None
    variant: Variant | None = None
    responsibility: Responsibility | None = None


def register(
    app: AsyncApp,
    desk: Desk,
    knowledge: Knowledge,
    suggestions: Suggestions,
    patience: Patience,
) -> None:
    """Answers both shortcuts and everything in the modal."""

    async def open_modal(body: Payload, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=payload.text(body, "trigger_id"), view=modal.modal())

    async def used(body: Payload, client: AsyncWebClient) -> None:
        clicked = click.read(body)
        try:
            await client.views_update(
                view_id=payload.text(clicked.view, "id"),
                hash=payload.text(clicked.view, "hash") or None,
                view=_changed(desk, knowledge, clicked),
            )
        except SlackApiError as error:
            # Another choice was quicker, or the modal was closed meanwhile.
            if error.response["error"] not in {"hash_conflict", "not_found"}:
                raise

    async def services(ack: AsyncAck, body: Payload) -> None:
        await ack(options=suggestions.services(payload.text(body, "value")))

    async def responsibilities(ack: AsyncAck, body: Payload) -> None:
        await ack(options=suggestions.responsibilities(payload.text(body, "value")))

    async def answer_message(body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        clicked = click.read(body)
        if patience.allows(clicked.team, clicked.user):
            text = message.words(payload.part(body, "message"))
            thread = clicked.thread or payload.text(body, "message", "ts")
            reply = _about_message(desk, knowledge, text, thread)
            await respond_privately(respond, client, clicked, reply)
        elif patience.should_tell(clicked.team, clicked.user):
            await respond_privately(respond, client, clicked, Reply(TOO_MANY, ()))

    app.global_shortcut(ASK_ANYWHERE)(ack=acknowledge, lazy=[open_modal])
    app.message_shortcut(ASK_MESSAGE)(ack=acknowledge, lazy=[answer_message])
    app.action(re.compile(""), matchers=[_on_modal])(ack=acknowledge, lazy=[used])
    app.options(modal.SERVICE)(services)
    app.options(modal.RESPONSIBILITY)(responsibilities)


def _read(knowledge: Knowledge, view: Payload) -> Chosen:
    """What was chosen; a choice that is none of the knowledge base's counts as none."""
    values = payload.part(view, "state", "values")
    picked = {
        action_id: payload.text(element, "selected_option", "value")
        for block in values.values()
        for action_id, element in payload.part(block).items()
    }
    service = knowledge.services.get(picked.get(modal.SERVICE, ""))
    return Chosen(
        service,
        service.variants.get(picked.get(modal.VARIANT, "")) if service else None,
        knowledge.responsibilities.get(picked.get(modal.RESPONSIBILITY, "")),
    )


def _changed(desk: Desk, knowledge: Knowledge, clicked: Click) -> dict[str, object]:
    """The modal after a choice in its menus, or a click on something of the answer."""
    if clicked.action_id.startswith("modal:"):
        return _ruled(desk, _read(knowledge, clicked.view))
    if clicked.action_id.startswith(buttons.PAGE):
        question = desk.question(clicked.value)
    else:
        known = clicked.action_id.startswith(buttons.ASK)
        question = Question(clicked.value) if known and clicked.value else None
    if question is None:
        return modal.modal(reply=stale())
    answer = desk.ask(question)
    picked = Chosen()
    if isinstance(answer, Verdict) and len(answer.parts) == 1:
        part = answer.parts[0]
        picked = Chosen(part.service, part.variant, part.responsibility)
    elif isinstance(answer, Overview):
        picked = Chosen(answer.service, answer.variant)
    reply = desk.plain(answer, question, buttons.page(clicked.action_id))
    return modal.modal(picked.service, picked.variant, picked.responsibility, reply)


def _ruled(desk: Desk, chosen: Chosen) -> dict[str, object]:
    target = Target(
        service=chosen.service.slug if chosen.service else None,
        variant=chosen.variant.slug if chosen.variant else None,
        responsibility=chosen.responsibility.slug if chosen.responsibility else None,
    )
    subject = chosen.variant or chosen.service
    question = Question(f"overview of {subject.name}" if subject else "")
    reply = None if target == Target() else desk.plain(desk.rule(target), question)
    return modal.modal(chosen.service, chosen.variant, chosen.responsibility, reply)


def _about_message(desk: Desk, knowledge: Knowledge, text: str, thread: str) -> Reply:
    """The answer to the question in a message, or the services that it speaks of to choose from."""
    answered = desk.again(Question(text), Share.THREAD, thread)
    named = dict.fromkeys(each.service for each in answered.answer.reading.targets if each.service)
    if not isinstance(answered.answer, OutOfScope) or not named:
        return answered.reply
    choices = tuple(
        Choice(knowledge.services[slug].name, f"overview of {knowledge.services[slug].name}")
        for slug in list(named)[:_MOST_SERVICES]
    )
    prompt = "I see no question about who does what there. These services are named:"
    return desk.plain(Clarification(answered.answer.reading, prompt, choices), Question(text))


async def _on_modal(body: Payload) -> bool:
    return payload.text(body, "view", "type") == "modal"
