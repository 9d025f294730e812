"""A message to the bot, as the surfaces for mentions and direct messages see it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bot.slack import payload
from bot.slack.payload import Payload

# Everything else (edited, deleted, joined, posted by a bot, …) is no question by a person.
# https://docs.slack.dev/reference/events/message#subtypes
_WRITTEN_BY_A_PERSON = frozenset({"", "file_share", "me_message", "thread_broadcast"})


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote and where."""

    text: str
    team: str
    channel: str
    user: str
    ts: str
    thread: str
    """``ts`` of the thread's first message, or "" outside a thread."""
    direct: bool
    event_id: str

    @property
    def identities(self) -> tuple[Hashable, ...]:
        """What a repeat of this message shares with it; an unknown part is left out."""
        event = (("event", self.event_id),) if self.event_id else ()
        place = (("message", self.channel, self.ts),) if self.ts else ()
        return event + place


def read(body: Payload, bot_user: str | None = None) -> Message | None:
    """The message in an event, or ``None`` when nobody can or should be answered.

    Bots, the bot itself among them, and messages that were edited or deleted get no answer.
    ``bot_user`` is the bot's own id: being addressed is no part of the question.
    """
    event = payload.part(body, "event")
    by_bot = event.get("bot_id") or event.get("bot_profile")
    person = payload.text(event, "subtype") in _WRITTEN_BY_A_PERSON
    channel = payload.text(event, "channel")
    if by_bot or not person or "edited" in event or event.get("hidden") or not channel:
        return None
    return Message(
        text=payload.text(event, "text").replace(f"<@{bot_user}>", " ").strip(),
        team=payload.text(body, "team_id"),
        channel=channel,
        user=payload.text(event, "user"),
        ts=payload.text(event, "ts"),
        thread=payload.text(event, "thread_ts"),
        direct=payload.text(event, "channel_type") == "im",
        event_id=payload.text(body, "event_id"),
    )


def words(message: Payload) -> str:
    """All that a message says: what bots and alerts write often stands in blocks or attachments only.

    https://docs.slack.dev/reference/messaging/attachments, where forwarded messages are found too
    """
    said = [payload.text(message, "text") or " ".join(_texts(message.get("blocks")))]
    attachments: object = message.get("attachments")
    for each in cast(Sequence[object], attachments) if isinstance(attachments, list) else ():
        said += [payload.text(each, name) for name in ("pretext", "title")]
        said.append(
            payload.text(each, "text")
            or payload.text(each, "fallback")
            or " ".join(_texts(payload.part(each).get("blocks")))
        )
    return "\n".join(dict.fromkeys(text for text in said if text))


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in cast(Mapping[str, object], node).items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(node, list):
        for child in cast(list[object], node):
            yield from _texts(child)
