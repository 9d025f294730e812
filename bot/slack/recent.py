"""A dictionary that forgets: by age, and oldest first when it is full."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps a value for ``lifetime`` seconds after it was set, and at most ``capacity`` values."""

    def __init__(
        self, lifetime: float, capacity: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._lifetime = lifetime
        self._capacity = capacity
        self._clock = clock
        self._kept: OrderedDict[K, tuple[float, V]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: K) -> V | None:
        """The value, or ``None`` when there is none or it is too old."""
        kept = self._kept.get(key)
        if kept is None or self._clock() - kept[0] >= self._lifetime:
            return None
        return kept[1]

    def set(self, key: K, value: V) -> None:
        """Keeps the value from now on; forgets what is too old or too much."""
        now = self._clock()
        self._kept[key] = (now, value)
        self._kept.move_to_end(key)
        while self._kept:
            oldest, (since, _) = next(iter(self._kept.items()))
            if len(self._kept) <= self._capacity and now - since < self._lifetime:
                break
            del self._kept[oldest]
