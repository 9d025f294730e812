"""The one door to the core: question in, answer out.

Pure once built: no I/O, no clock, no global. The same question gets the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bot.answering import Answerer, SecondOpinion, gist
from bot.model import Answer, Intent, Knowledge, Meaning, Question, Reading, Target, Verdict
from bot.understanding import Example, Experience, Reader

_LEAST_EXAMPLES = 50
"""Fewer teach nothing about other questions."""


class Engine:
    """Answers questions from one knowledge base; building it indexes the base once."""

    def __init__(self, knowledge: Knowledge) -> None:
        # Examples are of no use once learned from, and would slow every start.
        self.knowledge = replace(knowledge, examples=())
        self._reader = Reader(knowledge)
        self._answerer = Answerer(knowledge)
        self._second = SecondOpinion(self._answerer.answer)
        taught = len(knowledge.examples) >= _LEAST_EXAMPLES
        self._experience = Experience(self._learn(knowledge)) if taught else None

    def answer(self, question: Question) -> Answer:
        """The answer to ``question``; never raises, whatever the text."""
        first = self._first(question)
        features = first.reading.features
        if self._experience is None or not features:
            return first
        opinion = self._experience.opinion(features, gist(first))
        return self._second.weigh(first, opinion, partial(self._experience.duties, features))

    def rule(self, target: Target) -> Answer:
        """The ruling on what was chosen from lists instead of typed, or an overview of a service.

        Every slug in ``target`` must be one of the knowledge base's.
        """
        intent = Intent.RULING if target.responsibility else Intent.OVERVIEW
        return self._answerer.answer(Reading(intent, targets=(target,)))

    def _first(self, question: Question) -> Answer:
        return self._answerer.answer(self._reader.read(question))

    def _learn(self, knowledge: Knowledge) -> Iterator[Example]:
        """Every example question and every one that a ruling gives, as this engine reads it."""
        for text, meaning in knowledge.examples:
            yield self._read(text, meaning)
        for ruling in knowledge.rulings().values():
            for text in ruling.asks:
                yield self._read(text, None)

    def _read(self, text: str, meaning: Meaning | None) -> Example:
        """The example; what a ruling gives means what is answered."""
        first = self._first(Question(text))
        parts = first.parts if isinstance(first, Verdict) else ()
        said = gist(first)
        if meaning is None:
            said = ""
            owner = first.owner if isinstance(first, Verdict) else None
            meaning = Meaning(owner) if owner else Meaning.SEVERAL
        duties = (part.ruling.responsibility for part in parts if part.owner == meaning)
        return Example(first.reading.features, said, meaning, next(duties, None))
