"""Budgets beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One budget."""

    what: str
    measured: str
    budget: str
    met: bool | None
    """``None`` where nothing was measured; ``measured`` says why."""


_MET = {True: "[green]yes[/]", False: "[red]no[/]", None: "-"}


def budgets(rows: list[Row], title: str) -> Table:
    """The rows as a table."""
    table = Table("what", "measured", "budget", "met", title=title)
    for row in rows:
        table.add_row(row.what, row.measured, row.budget, _MET[row.met])
    return table


def duration(seconds: float) -> str:
    """Seconds in the unit that reads best."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1:
        return f"{seconds * 1e3:.1f} ms"
    return f"{seconds:.2f} s"
