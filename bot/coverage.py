"""The grid of service x responsibility with the level that answers each cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from bot.answering import Rulebook
from bot.model import Basis, Knowledge, Service


@dataclass(frozen=True, slots=True)
class Row:
    """One service: the basis of every responsibility on it."""

    service: str
    cells: Mapping[str, Basis]

    def count(self, basis: Basis) -> int:
        """How many responsibilities this level answers."""
        return sum(1 for found in self.cells.values() if found is basis)


@dataclass(frozen=True, slots=True)
class Grid:
    """Every service, thinnest first: those with the fewest rulings of their own."""

    responsibilities: tuple[str, ...]
    rows: tuple[Row, ...]


def measure(knowledge: Knowledge) -> Grid:
    """The grid of ``knowledge``. A cell that only some variant rules on counts as variant."""
    rulebook = Rulebook(knowledge)
    duties = tuple(knowledge.responsibilities)
    rows = [
        Row(service.slug, {duty: _basis(rulebook, service, duty) for duty in duties})
        for service in knowledge.services.values()
    ]
    rows.sort(key=lambda r: (r.count(Basis.SERVICE) + r.count(Basis.VARIANT), r.service))
    return Grid(duties, tuple(rows))


def _basis(rulebook: Rulebook, service: Service, duty: str) -> Basis:
    basis = rulebook.find(service.slug, None, None, duty).basis
    if basis is not Basis.SERVICE and any(duty in v.rulings for v in service.variants.values()):
        return Basis.VARIANT
    return basis


_COLOURS = {
    Basis.VARIANT: "#2e7d32",
    Basis.SERVICE: "#66bb6a",
    Basis.PROFILE: "#ffe082",
    Basis.GENERAL: "#eeeeee",
}
_STYLE = """
body { font: 13px system-ui, sans-serif; margin: 1.5rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #ccc; padding: 2px 4px; text-align: center; }
th.side { text-align: left; position: sticky; left: 0; background: #fff; }
thead th { writing-mode: vertical-rl; position: sticky; top: 0; background: #fff; }
"""


def page(grid: Grid) -> str:
    """The whole grid as one HTML page; letters repeat what the colours say."""
    legend = ", ".join(f"{basis[0].upper()} = {basis}" for basis in Basis)
    head = "".join(f"<th>{escape(duty)}</th>" for duty in grid.responsibilities)
    body = "".join(
        f'<tr><th class="side">{escape(row.service)}</th>'
        + "".join(
            f'<td style="background:{_COLOURS[basis]}">{basis[0].upper()}</td>'
            for basis in row.cells.values()
        )
        + "</tr>"
        for row in grid.rows
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>SRM coverage</title>'
        f"<style>{_STYLE}</style><h1>Where each answer comes from</h1><p>{legend}</p>"
        f'<table><thead><tr><th class="side"></th>{head}</tr></thead><tbody>{body}</tbody></table></html>\n'
    )
