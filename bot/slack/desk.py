"""The desk that every surface brings its questions to."""

from __future__ import annotations

from datetime import UTC, datetime

from bot import rendering
from bot.engine import Engine
from bot.model import Help, OutOfScope, Question, Reply, Surface
from bot.slack.conversations import Conversation, Conversations


class Desk:
    """Answers questions, and keeps the thread of each conversation."""

    def __init__(self, engine: Engine, conversations: Conversations) -> None:
        self._engine = engine
        self._conversations = conversations

    def answer(self, text: str, surface: Surface, conversation: Conversation) -> Reply:
        """The reply to ``text``, read after the question before it in the conversation."""
        previous = self._conversations.previous(conversation)
        answer = self._engine.answer(Question(text, surface, previous))
        # "Thanks!" between two questions must not cut the second off from the first.
        if not isinstance(answer, Help | OutOfScope):
            self._conversations.remember(conversation, text)
        return rendering.reply(answer, datetime.now(UTC).date())
