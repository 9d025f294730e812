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
from bot.rendering import limits
from bot.rendering.buttons import WHY, Share, carried, carry, standalone, toolbar, with_pager
from bot.rendering.why import why
from bot.slack.conversations import Conversation, Conversations
from bot.slack.recent import Recent
from bot.words import phrase

_SURELY_SHORT = limits.BUTTON_VALUE // 8
"""Characters that fit a button however they are escaped."""


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
        self._long: Recent[str, Question] = Recent(3600.0, 1_000)
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
            answer = self._engine.answer(question)
            return Answered(answer, self._explained(answer, question))
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

    def again(
        self, question: Question, share: Share | None = None, thread: str = "", page: int = 0
    ) -> Answered:
        """The answer to a question that carries its own context, to be shared to ``thread``."""
        return self._with_toolbar(self._engine.answer(question), question, share, thread, page)

    def hand_over(self, question: Question, answer: Answer, conversation: Conversation) -> None:
        """Makes a question asked elsewhere the last one of a conversation."""
        self._conversations.remember(conversation, standalone(question, answer))

    def question(self, value: str) -> Question | None:
        """What a button carries, or ``None`` when it is no question or a long one from too long ago."""
        return carried(value) or self._long.get(value)

    def _with_toolbar(
        self,
        answer: Answer,
        question: Question,
        share: Share | None,
        thread: str = "",
        page: int = 0,
    ) -> Answered:
        reply = self.plain(answer, question, page, thread)
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

    def why(self, question: Question, page: int = 0) -> Reply:
        """How the answer to ``question`` came about."""
        return self._explained(self._engine.answer(question), question, page)

    def _explained(self, answer: Answer, question: Question, page: int = 0) -> Reply:
        self._keep(question)
        return with_pager(why(answer, page), question, action=f"{WHY}:")

    def plain(self, answer: Answer, question: Question, page: int = 0, thread: str = "") -> Reply:
        """A page of the reply to ``question``, with the answer's own choices and other pages to click."""
        self._keep(question)
        reply = rendering.reply(answer, datetime.now(UTC).date(), page)
        return with_pager(reply, question, thread)

    def _keep(self, question: Question) -> None:
        """Remembers, for an hour, a question that is too long for a button."""
        if len(question.text) + len(question.previous or "") < _SURELY_SHORT:
            return
        value = carry(question)
        if carried(value) is None:
            self._long.set(value, question)

    def ask(self, question: Question) -> Answer:
        """The bare answer."""
        return self._engine.answer(question)

    def rule(self, target: Target) -> Answer:
        """The bare answer to what was chosen instead of typed."""
        return self._engine.rule(target)
