"""``/srm``: answered inside the acknowledgement, for the asker's eyes only."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.model import Surface
from bot.rendering.buttons import Share
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
        # In a direct message there is nobody to share with.
        share = None if conversation.channel.startswith("D") else Share.CHANNEL
        answered = desk.answer(payload.text(body, "text"), Surface.SLASH, conversation, share)
        await ack(response_type="ephemeral", **content(answered.reply))

    app.command(re.compile(""))(answer)
