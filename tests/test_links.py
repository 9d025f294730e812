"""The list of addresses that ``make links`` tries."""

import importlib.util
from pathlib import Path

from bot.model import Knowledge

PLACE = Path(__file__).parents[1] / "docs" / "links.py"


def test_each_address_is_tried_once(tiny: Knowledge) -> None:
    """Sources shared by rulings and the services' own pages, without repetition."""
    spec = importlib.util.spec_from_file_location("links", PLACE)
    assert spec is not None
    assert spec.loader is not None
    links = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(links)
    found = links.addresses(tiny)
    assert found == sorted(set(found))
    assert {service.docs for service in tiny.services.values()} < set(found)
