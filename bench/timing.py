"""How long things take, as the median and the 99th percentile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds: the middle and the slow end of a distribution."""

    p50: float
    p99: float


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the sorted values lie (nearest rank)."""
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


def measure(function: Callable[[T], object], arguments: Sequence[T]) -> Times:
    """The time of one call a argument, each argument once, so that nothing is cached."""
    taken: list[float] = []
    for argument in arguments:
        start = perf_counter()
        function(argument)
        taken.append(perf_counter() - start)
    taken.sort()
    return Times(percentile(taken, 0.5), percentile(taken, 0.99))
