"""The desk that every surface brings its questions to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot import rendering
from bot.engine import Engine
from bot.model import (
    Answer,
    Comparison,
    Help,
    OutOfScope,
    Overview,
    Question,
    Reply,
    Surface,
    Target,
    Verdict,
)
from bot.rendering.buttons import Share, standalone, toolbar
from bot.rendering.why import why
from bot.slack.conversations import Conversation, Conversations
from bot.words import phrase


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
        lists = engine.knowledge.language.lists
        self._asking_why = {phrase(each) for each in lists.get("why", ())}
        self._following_up = {phrase(each).split(" ")[0] for each in lists.get("follow_up", ())}

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
        if previous and phrase(text[:100]) in self._asking_why:
            question = Question(previous, surface)
            return Answered(self._engine.answer(question), self.why(question))
        question = Question(text, surface)
        answer = self._engine.answer(question)
        # Most questions are whole, and reading the one before as well would double the work.
        if previous and not self._stands_alone(answer, text, surface):
            question = Question(text, surface, previous)
            answer = self._engine.answer(question)
        # "Thanks!" between two questions must not cut the second off from the first.
        if not isinstance(answer, Help | OutOfScope):
            self._conversations.remember(conversation, standalone(question, answer))
        return self._with_toolbar(answer, question, share)

    def again(self, question: Question, share: Share | None = None, thread: str = "") -> Answered:
        """The answer to a question that carries its own context, to be shared to ``thread``."""
        return self._with_toolbar(self._engine.answer(question), question, share, thread)

    def _with_toolbar(
        self, answer: Answer, question: Question, share: Share | None, thread: str = ""
    ) -> Answered:
        reply = self.plain(answer)
        below = toolbar(answer, question, share=share, thread=thread, feedback=self._feedback)
        return Answered(answer, replace(reply, blocks=(*reply.blocks, *below)))

    def _stands_alone(self, alone: Answer, text: str, surface: Surface) -> bool:
        """Whether what was typed means the same whatever was asked before.

        A comparison and a ruling on a service name their own subjects. A service alone is a
        command of its own, but between two messages to a person it would be a follow-up, and
        after "and" it is one anywhere.
        """
        match alone:
            case Comparison():
                return True
            case Verdict():
                return all(part.service for part in alone.parts)
            case Overview():
                begins = phrase(text[:100]).partition(" ")[0]
                return surface is Surface.SLASH and begins not in self._following_up
            case _:
                return False

    def why(self, question: Question) -> Reply:
        """How the answer to ``question`` came about."""
        return why(self._engine.answer(question))

    def plain(self, answer: Answer) -> Reply:
        """The reply without anything to click below it but the answer's own choices."""
        return rendering.reply(answer, datetime.now(UTC).date())

    def ask(self, question: Question) -> Answer:
        """The bare answer."""
        return self._engine.answer(question)

    def rule(self, target: Target) -> Answer:
        """The bare answer to what was chosen instead of typed."""
        return self._engine.rule(target)
