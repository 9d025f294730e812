"""``/srm``: answered inside the acknowledgement, for the asker's eyes only."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.model import Surface
from bot.slack import payload
from bot.slack.conversations import Conversation
from bot.slack.desk import Desk
from bot.slack.payload import Payload
from bot.slack.posting import content


def register(app: AsyncApp, desk: Desk) -> None:
    """Answers whatever slash command the manifest names."""

    async def answer(ack: AsyncAck, body: Payload) -> None:
        conversation = Conversation(
            team=payload.text(body, "team_id"),
            channel=payload.text(body, "channel_id"),
            user=payload.text(body, "user_id"),
        )
        reply = desk.answer(payload.text(body, "text"), Surface.SLASH, conversation)
        await ack(response_type="ephemeral", **content(reply))

    app.command(re.compile(""))(answer)
