"""A service as a stack of layers, and the lists of what the bot knows."""

from __future__ import annotations

from bot.answering.rulings import Rulebook, ask
from bot.model import (
    Basis,
    Choice,
    Knowledge,
    Layer,
    LayerOwners,
    Listing,
    Overview,
    Owner,
    Part,
    Reading,
    Service,
    Target,
    Variant,
)

_STACK = tuple(layer for layer in Layer if layer is not Layer.ANY)


def overview(
    knowledge: Knowledge,
    rulebook: Rulebook,
    reading: Reading,
    service: Service,
    variant: Variant | None,
) -> Overview:
    """The stack of a service or variant, governance first, facilities last."""
    subject = Target(service=service.slug, variant=variant.slug if variant else None)
    by_layer: dict[Layer, list[Part]] = {layer: [] for layer in _STACK}
    for duty in knowledge.responsibilities.values():
        if duty.is_family or duty.layer is Layer.ANY:
            continue
        part = rulebook.part(subject, duty.slug)
        if part.basis is not Basis.GENERAL or part.owner is not Owner.SHARED:
            by_layer[duty.layer].append(part)
    stack = tuple(
        LayerOwners(layer, _owner(parts), tuple(parts))
        for layer, parts in reversed(by_layer.items())
        if parts
    )
    rulings = {**(variant.rulings if variant else {}), **service.rulings}
    name = variant.name if variant else service.name
    duties = [knowledge.responsibilities[slug] for slug in rulings]
    choices = [Choice(duty.title, ask(duty, name)) for duty in duties[:4]]
    choices += [
        Choice(other.name, f"overview of {other.name}")
        for other in (() if variant else service.variants.values())
    ]
    return Overview(reading, service, variant, stack, tuple(choices))


def _owner(parts: list[Part]) -> Owner:
    owners = {part.owner for part in parts}
    return owners.pop() if len(owners) == 1 else Owner.SHARED


def list_services(knowledge: Knowledge, reading: Reading) -> Listing:
    """Every service by category, or those of the category asked for."""
    groups: dict[str, list[Choice]] = {}
    for service in sorted(knowledge.services.values(), key=lambda s: (s.category, s.name)):
        if reading.category in (None, service.category):
            groups.setdefault(service.category, []).append(
                Choice(service.name, f"overview of {service.name}")
            )
    return Listing(reading, "Services", tuple((k, tuple(v)) for k, v in groups.items()))


def list_responsibilities(knowledge: Knowledge, reading: Reading) -> Listing:
    """Every responsibility by layer."""
    groups: dict[str, list[Choice]] = {layer: [] for layer in Layer}
    for duty in knowledge.responsibilities.values():
        groups[duty.layer].append(Choice(duty.title, f"who is responsible for {duty.title}"))
    return Listing(
        reading, "Responsibilities", tuple((k, tuple(v)) for k, v in groups.items() if v)
    )
