"""What a type-ahead offers: services and responsibilities, by any name and with typos."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine import Engine
from bot.model import Question
from bot.rendering.buttons import Block, option
from bot.rendering.limits import OPTIONS
from bot.words import phrase


class Suggestions:
    """Finds by names, nicknames and former names; what is misspelt, the engine reads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        knowledge = engine.knowledge
        self._services = _Index(
            (each.slug, each.name, [each.name, each.slug, *each.aliases, *each.common_aliases])
            for each in knowledge.services.values()
        )
        self._responsibilities = _Index(
            (each.slug, each.title, [each.title, *each.words])
            for each in knowledge.responsibilities.values()
        )

    def names(self, typed: str) -> list[Block]:
        """Services for what was typed so far, best first; the value is the service's name."""
        names = {each.slug: each.name for each in self._engine.knowledge.services.values()}
        return [option(names[slug], names[slug]) for slug in self._find_services(typed)]

    def services(self, typed: str) -> list[Block]:
        """As ``names``, but the value is the slug."""
        services = self._engine.knowledge.services
        return [option(services[slug].name, slug) for slug in self._find_services(typed)]

    def responsibilities(self, typed: str) -> list[Block]:
        """Responsibilities for what was typed so far, best first; the value is the slug."""
        known = self._engine.knowledge.responsibilities
        found = self._responsibilities.find(typed) or self._read(typed, responsibility=True)
        return [option(known[slug].title, slug) for slug in found]

    def _find_services(self, typed: str) -> list[str]:
        return self._services.find(typed) or self._read(typed, responsibility=False)

    def _read(self, typed: str, *, responsibility: bool) -> list[str]:
        targets = self._engine.answer(Question(typed)).reading.targets
        found = (each.responsibility if responsibility else each.service for each in targets)
        return list(dict.fromkeys(slug for slug in found if slug))


class _Index:
    def __init__(self, entries: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        # Sorted by title, so that equally good finds come in an order that people expect.
        self._entries = [
            (slug, [f" {phrase(name)}" for name in names])
            for slug, _, names in sorted(entries, key=lambda entry: entry[1].casefold())
        ]

    def find(self, typed: str) -> list[str]:
        """Slugs whose name is ``typed``, begins with it, has a word that does, or contains it."""
        wanted = phrase(typed)
        ranked = [
            (rank, slug)
            for slug, names in self._entries
            if (rank := min(_rank(name, wanted) for name in names)) < _NO_MATCH
        ]
        ranked.sort(key=lambda found: found[0])
        return [slug for _, slug in ranked[:OPTIONS]]


_NO_MATCH = 4


def _rank(name: str, wanted: str) -> int:
    if name == f" {wanted}":
        return 0
    if name.startswith(f" {wanted}"):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted in name else _NO_MATCH
