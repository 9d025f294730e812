"""The one door to the core: question in, answer out.

Pure once built: no I/O, no clock, no global. The same question gets the same answer.
"""

from __future__ import annotations

from bot.answering import Answerer
from bot.model import Answer, Intent, Knowledge, Question, Reading, Target
from bot.understanding import Reader


class Engine:
    """Answers questions from one knowledge base; building it indexes the base once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._reader = Reader(knowledge)
        self._answerer = Answerer(knowledge)

    def answer(self, question: Question) -> Answer:
        """The answer to ``question``; never raises, whatever the text."""
        return self._answerer.answer(self._reader.read(question))

    def rule(self, target: Target) -> Answer:
        """The ruling on what was chosen from lists instead of typed, or an overview of a service.

        Every slug in ``target`` must be one of the knowledge base's.
        """
        intent = Intent.RULING if target.responsibility else Intent.OVERVIEW
        return self._answerer.answer(Reading(intent, targets=(target,)))
