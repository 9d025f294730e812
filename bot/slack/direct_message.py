"""A direct message: answered in its thread, where follow-ups need no mention.

In Slack's agent view every conversation with the bot is a thread
(https://docs.slack.dev/ai/agent-messaging).
"""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Reply, Surface
from bot.slack import message
from bot.slack.conversations import Conversation
from bot.slack.delivered import Delivered
from bot.slack.desk import Desk
from bot.slack.lazily import acknowledge
from bot.slack.patience import TOO_MANY, Patience
from bot.slack.payload import Payload
from bot.slack.posting import post


def register(app: AsyncApp, desk: Desk, delivered: Delivered, patience: Patience) -> None:
    """Answers each direct message once; a message anywhere else is let go by."""

    async def answer(body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        asked = message.read(body, context.bot_user_id)
        if asked is None or not asked.direct:
            return
        async with delivered.once(asked.identities) as wanted:
            if not wanted:
                return
            thread = asked.thread or asked.ts
            if patience.allows(asked.team, asked.user):
                conversation = Conversation(asked.team, asked.channel, thread)
                answered = desk.answer(asked.text, Surface.DM, conversation)
                await post(client, asked.channel, thread, answered.reply)
            elif patience.should_tell(asked.team, asked.user):
                await post(client, asked.channel, thread, Reply(TOO_MANY, ()))

    # No subtype, no keyword: every other message event must be acknowledged too.
    app.event("message")(ack=acknowledge, lazy=[answer])
