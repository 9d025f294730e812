"""A click on something that the bot posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from bot.slack import payload
from bot.slack.conversations import Conversation
from bot.slack.payload import Payload


@dataclass(frozen=True, slots=True)
class Click:
    """Who clicked what, and where. What is unknown is ""."""

    user: str
    user_name: str
    team: str
    channel: str
    direct: bool
    message: str
    """``ts`` of the message, "" in a view."""
    thread: str
    private: bool
    """Whether only the clicker sees the message."""
    action_id: str
    block_id: str
    value: str
    """What the button carries, what was chosen, or what was typed."""
    trigger: str
    view: Payload

    @property
    def conversation(self) -> Conversation:
        """Where a question that was clicked belongs."""
        if self.private:
            return Conversation(self.team, self.channel, user=self.user)
        return Conversation(self.team, self.channel, self.thread or self.message)


def read(body: Payload) -> Click:
    """The click in a payload of an interaction, whatever of it is missing."""
    actions: object = body.get("actions")
    first: object = (
        cast(Sequence[object], actions)[0] if isinstance(actions, list) and actions else {}
    )
    channel = payload.text(body, "channel", "id") or payload.text(body, "container", "channel_id")
    return Click(
        user=payload.text(body, "user", "id"),
        user_name=payload.text(body, "user", "name") or payload.text(body, "user", "username"),
        team=payload.text(body, "team", "id"),
        channel=channel,
        direct=channel.startswith("D"),
        message=payload.text(body, "container", "message_ts"),
        thread=payload.text(body, "container", "thread_ts")
        or payload.text(body, "message", "thread_ts"),
        private=payload.part(body, "container").get("is_ephemeral") is True,
        action_id=payload.text(first, "action_id"),
        block_id=payload.text(first, "block_id"),
        value=payload.text(first, "value") or payload.text(first, "selected_option", "value"),
        trigger=payload.text(body, "trigger_id"),
        view=payload.part(body, "view"),
    )
