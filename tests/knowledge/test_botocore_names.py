"""Every name that botocore carries for a service leads to exactly one service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import botocore.session
import pytest

from bot.catalog import load
from bot.model import Service
from bot.words import phrase

KEYS = ("serviceFullName", "serviceAbbreviation", "serviceId")


def _botocore_names() -> dict[str, frozenset[str]]:
    """Names by botocore's own key for the service."""
    session = botocore.session.get_session()
    return {
        key: frozenset(
            phrase(metadata[field])
            for metadata in [session.get_service_model(key).metadata]
            for field in KEYS
            if metadata.get(field)
        )
        for key in session.get_available_services()
    }


def _known_names(service: Service) -> Iterator[str]:
    yield from service.aliases
    yield from service.common_aliases
    yield from (former.name for former in service.former_names)
    for variant in service.variants.values():
        yield from variant.aliases


@pytest.fixture(scope="module")
def owners() -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for slug, service in load().services.items():
        for name in _known_names(service):
            found[phrase(name)].add(slug)
    return found


NAMES = _botocore_names()


@pytest.mark.parametrize("key", NAMES)
def test_every_name_of_a_botocore_service_leads_to_one_service(
    key: str, owners: dict[str, set[str]]
) -> None:
    assert {name: len(owners.get(name, ())) for name in NAMES[key]} == dict.fromkeys(NAMES[key], 1)


@pytest.mark.parametrize("key", NAMES)
def test_the_names_of_one_botocore_service_lead_to_the_same_service(
    key: str, owners: dict[str, set[str]]
) -> None:
    assert len(set().union(*(owners.get(name, set()) for name in NAMES[key]))) == 1
