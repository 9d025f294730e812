"""How a reply is handed to Slack."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Reply
from bot.slack.click import Click

_log = logging.getLogger(__name__)

_CHOICES = "choices"
_BLOCKS_REFUSED = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}
"""https://docs.slack.dev/reference/methods/chat.postMessage#errors"""
STALE = "That button is older than what I can do today. Please ask again."
TOO_LATE = (
    "Slack lets me answer a click for half an hour only, and this one came too late. "
    "Please ask again."
)


def content(reply: Reply) -> dict[str, Any]:
    """The arguments that carry a reply, for any method that posts one.

    Links do not unfurl: the sources of an answer would bury it under previews.
    """
    return {
        "text": reply.text,
        "blocks": [dict(block) for block in reply.blocks],
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def post(client: AsyncWebClient, channel: str, thread: str, reply: Reply) -> None:
    """Posts a reply in the channel, or in the thread when one is given.

    Where Slack does not take the blocks, the text says it all. Raises ``SlackApiError`` when Slack
    refuses that too.
    """
    try:
        await client.chat_postMessage(channel=channel, thread_ts=thread or None, **content(reply))
    except SlackApiError as error:
        code = str(error.response["error"])  # pyright: ignore[reportUnknownArgumentType]
        if code not in _BLOCKS_REFUSED or not reply.blocks:
            raise
        _log.warning("Slack refused the blocks of a reply: %s", code)
        await client.chat_postMessage(
            channel=channel, thread_ts=thread or None, **content(replace(reply, blocks=()))
        )


async def whisper(client: AsyncWebClient, channel: str, thread: str, user: str, text: str) -> None:
    """Tells one person something; ``thread`` must be one that exists, or nobody would see it.

    Where the bot is no member it tells them in a direct message.
    https://docs.slack.dev/reference/methods/chat.postEphemeral
    """
    try:
        await client.chat_postEphemeral(
            channel=channel, thread_ts=thread or None, user=user, text=text
        )
    except SlackApiError as error:
        if error.response["error"] not in {"channel_not_found", "not_in_channel"}:
            raise
        await client.chat_postMessage(channel=user, text=text)


async def respond_privately(
    respond: AsyncRespond, client: AsyncWebClient, click: Click, reply: Reply
) -> None:
    """Shows a reply below a message to the one who clicked there."""
    await _respond(
        respond,
        client,
        click,
        response_type="ephemeral",
        replace_original=False,
        thread_ts=click.thread or None,
        **content(reply),
    )


async def respond_publicly(
    respond: AsyncRespond, client: AsyncWebClient, click: Click, reply: Reply
) -> bool:
    """Shows a reply to everybody in the channel or thread; the bot need not be a member.

    Returns whether Slack took it; if not, the clicker was told.
    """
    return await _respond(
        respond,
        client,
        click,
        response_type="in_channel",
        replace_original=False,
        thread_ts=click.thread or None,
        **content(reply),
    )


async def put_in_place(
    respond: AsyncRespond, client: AsyncWebClient, click: Click, reply: Reply
) -> None:
    """Replaces the message that was clicked; who sees it stays the same."""
    await _respond(respond, client, click, replace_original=True, **content(reply))


async def take_away(respond: AsyncRespond, client: AsyncWebClient, click: Click) -> None:
    """Deletes the message that was clicked."""
    await _respond(respond, client, click, delete_original=True)


async def _respond(
    respond: AsyncRespond, client: AsyncWebClient, click: Click, **message: Any
) -> bool:
    response = await respond(**message)
    if response.status_code == 200:
        return True
    await whisper(client, click.channel, click.thread, click.user, TOO_LATE)
    return False


def owned(reply: Reply, user: str) -> Reply:
    """The reply with its choices marked as ``user``'s, so that others' clicks can be told apart."""
    return replace(reply, blocks=tuple(_marked(block, user) for block in reply.blocks))


def is_owner(click: Click) -> bool:
    """Whether the choices that were clicked are the clicker's own."""
    return click.block_id == f"{_CHOICES}:{click.user}"


def _marked(block: Mapping[str, object], user: str) -> Mapping[str, object]:
    return (
        {**block, "block_id": f"{_CHOICES}:{user}"} if block.get("block_id") == _CHOICES else block
    )
