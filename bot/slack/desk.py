"""The desk that every surface brings its questions to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot import rendering
from bot.engine import Engine
from bot.model import Answer, Help, OutOfScope, Question, Reply, Surface
from bot.rendering.buttons import Share, standalone, toolbar
from bot.rendering.why import why
from bot.slack.conversations import Conversation, Conversations
from bot.words import phrase

_MENTION = re.compile(r"<@[^>]*>")


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, ready to be posted."""

    answer: Answer
    reply: Reply


class Desk:
    """Answers questions, and keeps the thread of each conversation.

    ``feedback`` puts a vote under each answer.
    """

    def __init__(self, engine: Engine, conversations: Conversations, *, feedback: bool) -> None:
        self._engine = engine
        self._conversations = conversations
        self._feedback = feedback
        self._asking_why = {phrase(each) for each in engine.knowledge.language.lists.get("why", ())}

    def answer(
        self,
        text: str,
        surface: Surface,
        conversation: Conversation,
        share: Share | None = None,
    ) -> Answered:
        """The answer to ``text``, read after the question before it in the conversation.

        ``share`` lets the asker make a private answer public.
        """
        previous = self._conversations.previous(conversation)
        if previous and phrase(_MENTION.sub("", text[:100])) in self._asking_why:
            question = Question(previous, surface)
            return Answered(self._engine.answer(question), self.why(question))
        question = Question(text, surface, previous)
        answered = self.again(question, share)
        # "Thanks!" between two questions must not cut the second off from the first.
        if not isinstance(answered.answer, Help | OutOfScope):
            self._conversations.remember(conversation, standalone(question, answered.answer))
        return answered

    def again(self, question: Question, share: Share | None = None) -> Answered:
        """The answer to a question that carries its own context."""
        answer = self._engine.answer(question)
        reply = self.plain(answer)
        below = toolbar(answer, question, share=share, feedback=self._feedback)
        return Answered(answer, replace(reply, blocks=(*reply.blocks, *below)))

    def why(self, question: Question) -> Reply:
        """How the answer to ``question`` came about."""
        return why(self._engine.answer(question))

    def plain(self, answer: Answer) -> Reply:
        """The reply without anything to click below it but the answer's own choices."""
        return rendering.reply(answer, datetime.now(UTC).date())

    def ask(self, question: Question) -> Answer:
        """The bare answer."""
        return self._engine.answer(question)
