"""How many messages one person, or one channel, may draw from the bot in a row.

Slash commands are not counted: their answers are seen by the asker alone and cost Slack nothing.
Neither are views, which change in place.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

from bot.slack.recent import Recent

TOO_MANY = "That is a lot of questions at once. Please give me a moment, then ask again."

PERSON = (30.0, 1.0)
"""Questions at once, and questions a second after that: nobody reads faster."""
CHANNEL = (60.0, 1.0)
"""Slack takes about one message a second in a channel:
https://docs.slack.dev/apis/web-api/rate-limits"""


class Patience:
    """A bucket of questions for each person and each channel, in memory."""

    def __init__(self, capacity: int = 20_000, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        # Every bucket is full again after a minute, and a full one need not be kept.
        self._buckets: Recent[Hashable, tuple[float, float]] = Recent(60.0, capacity, clock)
        self._told: Recent[Hashable, bool] = Recent(60.0, capacity, clock)

    def allows(self, team: str, user: str, channel: str = "") -> bool:
        """Whether one more question is answered; it counts for ``channel`` too when one is given."""
        wanted = [(("person", team, user), *PERSON)] if user else []
        if channel:
            wanted.append((("channel", team, channel), *CHANNEL))
        left = {key: self._left(key, most, rate) for key, most, rate in wanted}
        if any(tokens < 1 for tokens in left.values()):
            return False
        for key, tokens in left.items():
            self._buckets.set(key, (tokens - 1, self._clock()))
        return True

    def should_tell(self, team: str, user: str) -> bool:
        """Whether the person is to be told to wait: once a minute, not once a question."""
        key = (team, user)
        if self._told.get(key):
            return False
        self._told.set(key, True)
        return True

    def _left(self, key: Hashable, most: float, rate: float) -> float:
        tokens, since = self._buckets.get(key) or (most, self._clock())
        return min(most, tokens + (self._clock() - since) * rate)
