"""What was already answered, so that each question is answered once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Hashable, Iterable
from contextlib import asynccontextmanager

from bot.slack.recent import Recent


class Delivered:
    """Remembers identities of answered deliveries for ten minutes, in memory.

    Slack repeats an event at once, after a minute and after five, so ten minutes cover every
    repeat (https://docs.slack.dev/apis/events-api#retries).
    """

    def __init__(self, capacity: int = 20_000, clock: Callable[[], float] = time.monotonic) -> None:
        self._answered: Recent[Hashable, bool] = Recent(600.0, capacity, clock)
        self._running: dict[Hashable, asyncio.Event] = {}

    @asynccontextmanager
    async def once(self, identities: Iterable[Hashable]) -> AsyncGenerator[bool, None]:
        """Enters with whether the delivery still wants an answer.

        The identities count as answered when the body ends without an exception, so a first try
        that failed is not lost. A repeat that comes in meanwhile waits for the first to end.
        """
        mine = frozenset(identities)
        while running := next((self._running[i] for i in mine if i in self._running), None):
            await running.wait()
        if any(self._answered.get(identity) for identity in mine):
            yield False
            return
        ended = asyncio.Event()
        self._running.update((identity, ended) for identity in mine)
        try:
            yield True
            for identity in mine:
                self._answered.set(identity, True)
        finally:
            for identity in mine:
                del self._running[identity]
            ended.set()
