"""The agent's conversation: questions to begin with, shown when somebody opens it.

There is no status line: an answer is looked up faster than Slack could show one.
"""

from __future__ import annotations

import logging

from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import payload
from bot.slack.errors import describe
from bot.slack.lazily import acknowledge
from bot.slack.manifest import suggested_prompts
from bot.slack.payload import Payload

_log = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    """Suggests questions in the messages tab."""

    async def suggest(event: Payload, client: AsyncWebClient) -> None:
        channel = payload.text(event, "channel")
        if not channel:
            return
        try:
            # With a thread the call would be accepted and show nothing:
            # https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
            await client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title="Whose job is it on AWS?", prompts=suggested_prompts()
            )
        except (SlackApiError, ClientError, OSError) as error:
            # A workspace without a paid plan has no agent features, and needs none; nor is anybody
            # waiting for an answer here whom a network down would concern.
            _log.info("no suggested questions: %s", describe(error))

    app.event("app_home_opened", matchers=[_in_messages])(ack=acknowledge, lazy=[suggest])


async def _in_messages(event: Payload) -> bool:
    return payload.text(event, "tab") == "messages"
