"""How a reply is handed to the Web API."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Reply


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

    Raises ``SlackApiError`` when Slack refuses it.
    """
    await client.chat_postMessage(channel=channel, thread_ts=thread or None, **content(reply))
