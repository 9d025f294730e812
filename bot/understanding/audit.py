"""Words of the language files that nothing uses: dead weight, or a typing mistake."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model import Knowledge
from bot.understanding.lexicon import Lexicon


def unused_synonyms(knowledge: Knowledge) -> Iterator[str]:
    """Canonical terms of ``synonyms.yaml`` that stand in no set of words."""
    lexicon = Lexicon(knowledge)
    for canonical in knowledge.language.synonyms:
        if lexicon.terms_of(canonical).isdisjoint(lexicon.weights):
            yield canonical
