"""What happens when somebody clicks below an answer.

A private message changes in place; below a public one the clicker gets a private answer, except
in direct messages, and except for the asker's own choice, which completes the public answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Reply, Surface
from bot.rendering import buttons
from bot.rendering.buttons import Share
from bot.rendering.escaping import cut, harmless
from bot.slack import click, payload
from bot.slack.click import Click
from bot.slack.conversations import Conversation
from bot.slack.delivered import Delivered
from bot.slack.desk import Answered, Desk
from bot.slack.lazily import acknowledge
from bot.slack.patience import TOO_MANY, Patience
from bot.slack.payload import Payload
from bot.slack.posting import (
    STALE,
    is_owner,
    post,
    put_in_place,
    respond_privately,
    respond_publicly,
    take_away,
)
from bot.slack.suggestions import Suggestions


def register(
    app: AsyncApp,
    desk: Desk,
    delivered: Delivered,
    suggestions: Suggestions,
    patience: Patience,
) -> None:
    """Answers clicks on choices, pages, *Why?*, *Compare with…* and *Share*."""

    async def answer(
        question: str, clicked: Click, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        if await patient(clicked, client, respond):
            answered = desk.answer(question, Surface.SLASH, clicked.conversation, _share(clicked))
            await _show(answered, clicked, client, respond)

    async def patient(
        clicked: Click, client: AsyncWebClient, respond: AsyncRespond, channel: str = ""
    ) -> bool:
        if patience.allows(clicked.team, clicked.user, channel):
            return True
        if patience.should_tell(clicked.team, clicked.user):
            await respond_privately(respond, client, clicked, Reply(TOO_MANY, ()))
        return False

    async def ask(body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        clicked = click.read(body)
        if not clicked.value:
            await stale(body, client, respond)
        else:
            await answer(clicked.value, clicked, client, respond)

    async def compare(body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        clicked = click.read(body)
        question = buttons.comparing(clicked.action_id, clicked.value)
        await answer(question, clicked, client, respond)

    async def suggest(ack: AsyncAck, body: Payload) -> None:
        await ack(options=suggestions.names(payload.text(body, "value")))

    async def turn(body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        clicked = click.read(body)
        question = desk.question(clicked.value)
        if question is None:
            await stale(body, client, respond)
        elif await patient(clicked, client, respond):
            page = buttons.page(clicked.action_id)
            if clicked.action_id.startswith(buttons.WHY):
                reply = desk.why(question, page)
            else:
                thread = buttons.thread_to_share_to(clicked.block_id)
                share = Share.THREAD if thread else _share(clicked)
                reply = desk.again(question, share, thread, page).reply
            if clicked.private or clicked.direct:
                await put_in_place(respond, client, clicked, reply)
            else:
                await respond_privately(respond, client, clicked, reply)

    async def explain(body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        clicked = click.read(body)
        question = desk.question(clicked.value)
        if question is None:
            await stale(body, client, respond)
        elif await patient(clicked, client, respond):
            if clicked.direct and not clicked.private:
                thread = clicked.thread or clicked.message
                await post(client, clicked.channel, thread, desk.why(question))
            else:
                await respond_privately(respond, client, clicked, desk.why(question))

    async def share(body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        clicked = click.read(body)
        question = desk.question(clicked.value)
        if question is None:
            await stale(body, client, respond)
            return
        if not await patient(clicked, client, respond, clicked.channel):
            return
        thread = clicked.thread or buttons.thread_to_share_to(clicked.block_id)
        once = ("shared", clicked.channel, clicked.message, clicked.user)
        async with delivered.once([once]) as wanted:
            if wanted:
                answer = desk.ask(question)
                reply = _signed(desk.plain(answer, question), clicked)
                if await respond_publicly(respond, client, replace(clicked, thread=thread), reply):
                    await take_away(respond, client, clicked)
                if thread:
                    place = Conversation(clicked.team, clicked.channel, thread)
                    desk.hand_over(question, answer, place)

    async def stale(body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        await respond_privately(respond, client, click.read(body), Reply(STALE, ()))

    app.action(re.compile(f"^{buttons.ASK}"))(ack=acknowledge, lazy=[ask])
    app.action(re.compile(f"^{buttons.COMPARE}"))(ack=acknowledge, lazy=[compare])
    app.options(re.compile(f"^{buttons.COMPARE}"))(suggest)
    app.action(re.compile(rf"^({buttons.PAGE}|{buttons.WHY}:)\d+$"))(ack=acknowledge, lazy=[turn])
    app.action(buttons.WHY)(ack=acknowledge, lazy=[explain])
    app.action(buttons.SHARE)(ack=acknowledge, lazy=[share])


def register_last(app: AsyncApp) -> None:
    """Tells whoever clicks something that no longer exists; must come after every other action.

    Views have listeners of their own for that.
    """

    async def stale(body: Payload, client: AsyncWebClient, respond: AsyncRespond) -> None:
        clicked = click.read(body)
        if not clicked.view:
            await respond_privately(respond, client, clicked, Reply(STALE, ()))

    async def nothing(ack: AsyncAck) -> None:
        await ack(options=[])

    app.action(re.compile(""))(ack=acknowledge, lazy=[stale])
    app.options(re.compile(""))(nothing)


async def _show(
    answered: Answered, clicked: Click, client: AsyncWebClient, respond: AsyncRespond
) -> None:
    if clicked.private or (not clicked.direct and is_owner(clicked)):
        await put_in_place(respond, client, clicked, answered.reply)
    elif clicked.direct:
        thread = clicked.thread or clicked.message
        await post(client, clicked.channel, thread, answered.reply)
    else:
        await respond_privately(respond, client, clicked, answered.reply)


def _share(clicked: Click) -> Share | None:
    """Where the answer to a click may be made public."""
    if clicked.direct or is_owner(clicked):
        return None
    return Share.THREAD if clicked.thread else Share.CHANNEL


def _signed(reply: Reply, clicked: Click) -> Reply:
    # The name, not a mention: sharing notifies nobody.
    name = cut(harmless(clicked.user_name), 60)
    line = f"Shared by {name}." if name else "Shared by somebody here."
    note = {"type": "context", "elements": [{"type": "plain_text", "text": line}]}
    return Reply(f"{reply.text}\n{line}", (*reply.blocks, note))
