"""``@SRM …`` in a channel: answered in the thread of the message."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Clarification, Surface
from bot.slack import message
from bot.slack.conversations import Conversation
from bot.slack.delivered import Delivered
from bot.slack.desk import Desk
from bot.slack.lazily import acknowledge
from bot.slack.patience import TOO_MANY, Patience
from bot.slack.payload import Payload
from bot.slack.posting import owned, post, whisper


def register(app: AsyncApp, desk: Desk, delivered: Delivered, patience: Patience) -> None:
    """Answers each mention once."""

    async def answer(body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        asked = message.read(body, context.bot_user_id)
        if asked is None:
            return
        async with delivered.once(asked.identities) as wanted:
            if not wanted:
                return
            if patience.allows(asked.team, asked.user, asked.channel):
                thread = asked.thread or asked.ts
                conversation = Conversation(asked.team, asked.channel, thread)
                answered = desk.answer(asked.text, Surface.MENTION, conversation)
                reply = answered.reply
                if isinstance(answered.answer, Clarification):
                    reply = owned(reply, asked.user)
                await post(client, asked.channel, thread, reply)
            elif patience.should_tell(asked.team, asked.user):
                await whisper(client, asked.channel, asked.thread, asked.user, TOO_MANY)

    app.event("app_mention")(ack=acknowledge, lazy=[answer])
