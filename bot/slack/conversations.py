"""The question before this one, so that "and aurora?" can be understood.

It comes from here alone: the bot never reads a channel's history.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.slack.recent import Recent


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where one question may lean on the one before it."""

    team: str
    channel: str
    thread: str = ""
    user: str = ""
    """Set where each person talks with the bot alone, as in slash commands."""


class Conversations:
    """The last question of each conversation, for an hour, in memory."""

    def __init__(self, capacity: int = 10_000, clock: Callable[[], float] = time.monotonic) -> None:
        self._questions: Recent[Conversation, str] = Recent(3600.0, capacity, clock)

    def previous(self, conversation: Conversation) -> str | None:
        """The last question there, or ``None``."""
        return self._questions.get(conversation)

    def remember(self, conversation: Conversation, question: str) -> None:
        """Makes this the last question there."""
        self._questions.set(conversation, question)
