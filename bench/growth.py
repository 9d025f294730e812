"""The knowledge base, several times over under made-up names."""

from __future__ import annotations

from dataclasses import replace

from bot.model import Knowledge, Responsibility, Ruling, Service, Variant


def grown(knowledge: Knowledge, times: int) -> Knowledge:
    """``knowledge`` with every service and responsibility cloned until there are ``times`` as many.

    The clones' words share all but one with the originals, so that every index is as much fuller.
    """
    services = dict(knowledge.services)
    responsibilities = dict(knowledge.responsibilities)
    for copy in range(1, times):
        mark = f"zq{copy}"
        for service in knowledge.services.values():
            services[f"{mark}-{service.slug}"] = _service(service, mark)
        for duty in knowledge.responsibilities.values():
            responsibilities[f"{mark}-{duty.slug}"] = _responsibility(duty, mark)
    return replace(knowledge, services=services, responsibilities=responsibilities)


def _responsibility(duty: Responsibility, mark: str) -> Responsibility:
    slug = f"{mark}-{duty.slug}"
    return replace(
        duty,
        slug=slug,
        title=f"{mark} {duty.title}",
        words=tuple(f"{mark} {words}" for words in duty.words),
        ruling=replace(duty.ruling, id=f"general:{slug}", responsibility=slug, words=(), asks=()),
    )


def _service(service: Service, mark: str) -> Service:
    slug = f"{mark}-{service.slug}"
    return replace(
        service,
        slug=slug,
        name=f"{mark} {service.name}",
        aliases=tuple(f"{mark} {alias}" for alias in service.aliases),
        common_aliases=(),
        former_names=(),
        variants={
            f"{slug}/{name.partition('/')[2]}": _variant(variant, slug, mark)
            for name, variant in service.variants.items()
        },
        rulings={duty: _ruling(ruling, slug, mark) for duty, ruling in service.rulings.items()},
    )


def _variant(variant: Variant, service: str, mark: str) -> Variant:
    slug = f"{service}/{variant.slug.partition('/')[2]}"
    return replace(
        variant,
        slug=slug,
        name=f"{mark} {variant.name}",
        aliases=tuple(f"{mark} {alias}" for alias in variant.aliases),
        words=tuple(f"{mark} {words}" for words in variant.words),
        rulings={duty: _ruling(ruling, slug, mark) for duty, ruling in variant.rulings.items()},
    )


def _ruling(ruling: Ruling, subject: str, mark: str) -> Ruling:
    words = tuple(f"{mark} {words}" for words in ruling.words)
    sides = {
        owner: tuple(f"{mark} {words}" for words in texts) for owner, texts in ruling.sides.items()
    }
    identifier = f"{subject}:{ruling.responsibility}"
    return replace(ruling, id=identifier, words=words, sides=sides, asks=())
