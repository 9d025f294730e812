"""The Home tab: published when it is opened, and again after each question or choice there."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Answer, Category, Knowledge, Overview, Question, Target, Verdict
from bot.rendering.home import CATEGORY, SERVICE, home
from bot.slack import click, payload
from bot.slack.desk import Desk
from bot.slack.lazily import acknowledge
from bot.slack.payload import Payload


def register(app: AsyncApp, desk: Desk, knowledge: Knowledge) -> None:
    """Publishes the tab. It holds no state: each choice says all that the next view needs."""

    async def opened(event: Payload, client: AsyncWebClient) -> None:
        user = payload.text(event, "user")
        view = payload.part(event, "view")
        # What somebody was looking at stays, until there is something newer to know.
        if user and payload.text(view, "private_metadata") != knowledge.version:
            await _publish(client, user, payload.text(view, "hash"), home(knowledge))

    async def used(body: Payload, client: AsyncWebClient) -> None:
        clicked = click.read(body)
        if clicked.action_id == CATEGORY:
            category = next((each for each in Category if each == clicked.value), None)
            view = home(knowledge, category)
        else:
            answer = _answer(desk, knowledge, clicked.action_id, clicked.value)
            view = home(knowledge, _category(answer), desk.plain(answer))
        await _publish(client, clicked.user, payload.text(clicked.view, "hash"), view)

    app.event("app_home_opened", matchers=[_in_home])(ack=acknowledge, lazy=[opened])
    app.action(re.compile("^(home|ask):"), matchers=[_on_home])(ack=acknowledge, lazy=[used])


async def _publish(client: AsyncWebClient, user: str, seen: str, view: dict[str, object]) -> None:
    try:
        await client.views_publish(user_id=user, view=view, hash=seen or None)
    except SlackApiError as error:
        # Another click was quicker, and what it published is newer than this.
        if error.response["error"] != "hash_conflict":
            raise


def _answer(desk: Desk, knowledge: Knowledge, action_id: str, value: str) -> Answer:
    if action_id == SERVICE and value in knowledge.services:
        return desk.rule(Target(service=value))
    return desk.ask(Question(value))


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
