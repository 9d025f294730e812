"""The Home tab: published when it is opened, and again after each question or choice there."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Answer, Category, Knowledge, Overview, Question, Reply, Target, Verdict
from bot.rendering import buttons
from bot.rendering.home import ASK, CATEGORY, SERVICE, home
from bot.slack import click, payload
from bot.slack.click import Click
from bot.slack.desk import Desk
from bot.slack.lazily import acknowledge
from bot.slack.payload import Payload
from bot.slack.posting import STALE


def register(app: AsyncApp, desk: Desk, knowledge: Knowledge) -> None:
    """Publishes the tab. It holds no state: each choice says all that the next view needs."""
    edition = _edition(home(knowledge))

    async def publish(
        client: AsyncWebClient, user: str, seen: str, view: dict[str, object]
    ) -> None:
        try:
            await client.views_publish(
                user_id=user, view={**view, "private_metadata": edition}, hash=seen or None
            )
        except SlackApiError as error:
            # Another click was quicker, and what it published is newer than this.
            if error.response["error"] != "hash_conflict":
                raise

    async def opened(event: Payload, client: AsyncWebClient) -> None:
        user = payload.text(event, "user")
        view = payload.part(event, "view")
        # What somebody was looking at stays, until there is something newer to know.
        if user and payload.text(view, "private_metadata") != edition:
            await publish(client, user, payload.text(view, "hash"), home(knowledge))

    async def used(body: Payload, client: AsyncWebClient) -> None:
        clicked = click.read(body)
        if clicked.action_id == CATEGORY:
            category = next((each for each in Category if each == clicked.value), None)
            view = home(knowledge, category)
        elif (found := _answer(desk, knowledge, clicked)) is not None:
            answer, question = found
            page = buttons.page(clicked.action_id)
            view = home(knowledge, _category(answer), desk.plain(answer, question, page))
        else:
            view = home(knowledge, reply=stale())
        await publish(client, clicked.user, payload.text(clicked.view, "hash"), view)

    app.event("app_home_opened", matchers=[_in_home])(ack=acknowledge, lazy=[opened])
    app.action(re.compile(""), matchers=[_on_home])(ack=acknowledge, lazy=[used])


def stale() -> Reply:
    """What a view shows to who clicked something in it that no longer exists."""
    text = {"type": "plain_text", "text": STALE}
    return Reply(STALE, ({"type": "section", "text": text},))


def _edition(view: dict[str, object]) -> str:
    """Changes with what the tab looks like and knows, so that an older one is replaced."""
    return sha256(json.dumps(view).encode()).hexdigest()


def _answer(desk: Desk, knowledge: Knowledge, clicked: Click) -> tuple[Answer, Question] | None:
    """What was asked or chosen with its answer, or ``None`` when it no longer exists."""
    kind, value = clicked.action_id, clicked.value
    question: Question | None = None
    if kind == SERVICE and value in knowledge.services:
        question = Question(f"overview of {knowledge.services[value].name}")
        return desk.rule(Target(service=value)), question
    if kind == ASK or (kind.startswith(buttons.ASK) and value):
        question = Question(value)
    elif kind.startswith(buttons.PAGE):
        question = desk.question(value)
    return (desk.ask(question), question) if question else None


def _category(answer: Answer) -> Category | None:
    match answer:
        case Overview(service=service):
            return service.category
        case Verdict(parts=[part, *_]) if part.service:
            return part.service.category
        case _:
            return None


async def _in_home(event: Payload) -> bool:
    # Payloads from before there were tabs name none and mean this one.
    return payload.text(event, "tab") != "messages"


async def _on_home(body: Payload) -> bool:
    return payload.text(body, "view", "type") == "home"
