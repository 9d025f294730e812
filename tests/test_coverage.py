"""The grid tells which level answers, and which services have the least of their own."""

from bot.coverage import Row, measure, page
from bot.model import Basis
from tests import small

GRID = measure(small.knowledge())


def row(service: str) -> Row:
    return next(found for found in GRID.rows if found.service == service)


def test_every_service_has_a_cell_for_every_responsibility() -> None:
    duties = tuple(small.knowledge().responsibilities)
    assert GRID.responsibilities == duties
    assert {found.service for found in GRID.rows} == set(small.knowledge().services)
    assert all(tuple(found.cells) == duties for found in GRID.rows)


def test_cell_names_the_level_that_answers() -> None:
    assert row("quilt").cells["encryption-at-rest"] is Basis.SERVICE
    assert row("quilt").cells["backups"] is Basis.PROFILE
    assert row("quilt").cells["oiling"] is Basis.GENERAL


def test_cell_that_only_a_variant_rules_on_counts_as_variant() -> None:
    assert row("loom").cells["oiling"] is Basis.VARIANT


def test_cell_that_the_service_rules_on_too_counts_as_service() -> None:
    assert row("loom").cells["backups"] is Basis.SERVICE


def test_services_with_the_fewest_rulings_of_their_own_come_first() -> None:
    own = [found.count(Basis.SERVICE) + found.count(Basis.VARIANT) for found in GRID.rows]
    assert own == sorted(own)
    assert own[0] < own[-1]


def test_counts_of_a_row_add_up() -> None:
    assert sum(row("loom").count(basis) for basis in Basis) == len(GRID.responsibilities)


def test_page_shows_each_cell_in_letters() -> None:
    text = page(GRID)
    letters = "".join(basis[0].upper() for basis in row("quilt").cells.values())
    line = next(part for part in text.split("<tr>") if ">quilt</th>" in part)
    assert "".join(cell[0] for cell in line.split('">')[2:]) == letters
