"""What can be wrong with a knowledge file, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where it is and what to do about it."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """``file:line: field: message``."""
        return f"{self.file}:{self.line}: {self.field}: {self.message}"


class CatalogError(ValueError):
    """The knowledge base cannot be used; carries every problem found, sorted."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        lines = [*map(str, self.problems), f"{len(self.problems)} problem(s) in the knowledge base"]
        super().__init__("\n".join(lines))
