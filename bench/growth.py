"""The knowledge base, several times over under made-up names."""

from __future__ import annotations

from dataclasses import replace

from bot.model import Knowledge, Ruling, Service, Variant


def grown(knowledge: Knowledge, times: int) -> Knowledge:
    """``knowledge`` with every service cloned until there are ``times`` as many."""
    services = dict(knowledge.services)
    for copy in range(1, times):
        for service in knowledge.services.values():
            clone = _clone(service, f"zq{copy}")
            services[clone.slug] = clone
    return replace(knowledge, services=services)


def _clone(service: Service, mark: str) -> Service:
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
    return replace(ruling, id=f"{subject}:{ruling.responsibility}", words=words, asks=())
