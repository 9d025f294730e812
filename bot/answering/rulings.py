"""Which ruling holds for a target: variant, else service, else profile, else general."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.model import (
    Act,
    Basis,
    Knowledge,
    Moved,
    Owner,
    Part,
    Profile,
    Responsibility,
    Ruling,
    Service,
    Target,
    Variant,
)

_GENERAL_CASES = ("virtual-machine", "managed-database", "serverless-compute")
"""The classes shown when a general ruling moves with the service: one for each service model."""


class Found(NamedTuple):
    """A ruling and the level it came from."""

    ruling: Ruling
    basis: Basis
    profile: Profile | None


class Level(NamedTuple):
    """One level at which a ruling may stand."""

    basis: Basis
    profile: Profile | None
    rulings: Mapping[str, Ruling]
    means: Mapping[str, str]


class Rulebook:
    """Looks rulings up in one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._profiles = {slug: tuple(self._chain(slug)) for slug in knowledge.profiles}
        self._services = {
            service.slug: (
                Level(Basis.SERVICE, None, service.rulings, service.means),
                *self._profiles[service.profile],
            )
            for service in knowledge.services.values()
        }
        self._variants = {
            variant.slug: (
                Level(Basis.VARIANT, None, variant.rulings, variant.means),
                Level(Basis.SERVICE, None, service.rulings, service.means),
                *self._profiles[variant.profile or service.profile],
            )
            for service in knowledge.services.values()
            for variant in service.variants.values()
        }

    def _chain(self, slug: str) -> Iterator[Level]:
        """The profile's level and those of its parents."""
        profile: str | None = slug
        while profile is not None:
            entry = self._knowledge.profiles[profile]
            yield Level(Basis.PROFILE, entry, entry.rulings, entry.means)
            profile = entry.parent

    def find(
        self, service: str | None, variant: str | None, profile: str | None, responsibility: str
    ) -> Found:
        """The most specific ruling; a family resolves to the member it means at that level.

        Raises ``KeyError`` for a slug that the knowledge base does not have.
        """
        levels: tuple[Level, ...] = ()
        if variant is not None:
            levels = self._variants[variant]
        elif service is not None:
            levels = self._services[service]
        elif profile is not None:
            levels = self._profiles[profile]
        for level in levels:
            ruling = level.rulings.get(responsibility)
            if ruling is not None:
                return Found(ruling, level.basis, level.profile)
            if responsibility in level.means:
                return self.find(service, variant, profile, level.means[responsibility])
        return Found(self._knowledge.responsibilities[responsibility].ruling, Basis.GENERAL, None)

    def part(self, subject: Target, responsibility: str, act: Act | None = None) -> Part:
        """The part that says who owns ``responsibility`` (or one act of it) on ``subject``.

        Words of one side go before the act, but for what the customer decides. A way to run the
        service that leaves it to one party settles which, whatever the service's words say of sides.
        """
        found = self.find(subject.service, subject.variant, subject.profile, responsibility)
        ruling = found.ruling
        duty = self._knowledge.responsibilities[ruling.responsibility]
        service = self._knowledge.services[subject.service] if subject.service else None
        variant = self._knowledge.variant(subject.variant) if subject.variant else None
        profile = self._knowledge.profiles[subject.profile] if subject.profile else None
        half = _half(ruling, act)
        decided = half is Owner.CUSTOMER and act in _DECIDING
        settled = (
            found.basis is Basis.VARIANT
            and ruling.owner is not Owner.SHARED
            and subject.side not in ruling.sides
        )
        if subject.side and _has_part(ruling, subject.side) and not (decided or settled):
            act, half = None, subject.side
        owner = half or ruling.owner
        return Part(
            service=service,
            variant=variant,
            profile=profile or found.profile,
            responsibility=duty,
            act=act if owner is not ruling.owner else None,
            owner=owner,
            ruling=ruling,
            basis=found.basis,
            why=ruling.why or (found.profile.summary if found.profile else duty.definition),
            moved=self._moved(
                service,
                variant,
                self._knowledge.responsibilities[responsibility],
                ruling,
                found.basis,
            ),
        )

    def _moved(
        self,
        service: Service | None,
        variant: Variant | None,
        responsibility: Responsibility,
        ruling: Ruling,
        basis: Basis,
    ) -> tuple[Moved, ...]:
        if service is not None:
            if variant is not None:
                return ()
            return tuple(
                Moved(other.name, owner, ask(responsibility, other.name))
                for other in service.variants.values()
                if (owner := self._owner(service.slug, other.slug, responsibility.slug))
                is not ruling.owner
            )
        if basis is not Basis.GENERAL or ruling.owner is not Owner.SHARED:
            return ()
        return tuple(
            Moved(profile.name, owner, ask(responsibility, profile.name))
            for slug in _GENERAL_CASES
            if (profile := self._knowledge.profiles.get(slug)) is not None
            and (owner := self.find(None, None, slug, responsibility.slug).ruling.owner)
            is not ruling.owner
        )

    def _owner(self, service: str, variant: str, responsibility: str) -> Owner:
        return self.find(service, variant, None, responsibility).ruling.owner


def ask(responsibility: Responsibility, subject: str) -> str:
    """The question that asks about ``responsibility`` on ``subject``."""
    return f"{responsibility.title} on {subject}"


_DECIDING = frozenset({Act.CHOOSE, Act.ENABLE, Act.GRANT})
"""What you do about a thing that AWS then runs: "who enables the replication that AWS carries out"."""


def _has_part(ruling: Ruling, owner: Owner) -> bool:
    """Whether the party does anything for it."""
    return bool(ruling.aws if owner is Owner.AWS else ruling.customer)


def _half(ruling: Ruling, act: Act | None) -> Owner | None:
    """The party whose clause alone has ``act``."""
    if act is None:
        return None
    on_aws, on_customer = act in ruling.aws_acts, act in ruling.customer_acts
    if on_aws == on_customer:
        return None
    return Owner.AWS if on_aws else Owner.CUSTOMER
