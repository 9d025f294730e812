"""Work that goes on after Slack got its acknowledgement."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import wraps

from slack_bolt.async_app import AsyncAck, AsyncBoltRequest
from slack_bolt.lazy_listener.async_internals import to_runnable_function
from slack_bolt.lazy_listener.async_runner import AsyncLazyListenerRunner

Listener = Callable[..., Awaitable[None]]
OnError = Callable[[Exception, AsyncBoltRequest], Awaitable[object]]


async def acknowledge(ack: AsyncAck) -> None:
    """Says at once that the delivery arrived."""
    await ack()


class LazyRunner(AsyncLazyListenerRunner):
    """Runs lazy listeners as tasks whose errors reach ``on_error``.

    Bolt's own runner hides such errors from the app's error handler, logs only their message,
    and holds no reference to the task, which the event loop may then drop half-way.
    """

    def __init__(self, logger: logging.Logger, on_error: OnError) -> None:
        self.logger = logger
        self._on_error = on_error
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, function: Listener, request: AsyncBoltRequest) -> None:
        """Starts the listener and returns at once."""

        # Bolt looks through the wrapper for the names of the arguments to inject.
        @wraps(function)
        async def guarded(**arguments: object) -> None:
            try:
                await function(**arguments)
            except Exception as error:
                await self._on_error(error, request)

        task = asyncio.create_task(to_runnable_function(guarded, self.logger, request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self, seconds: float) -> None:
        """Waits until all work is done, at most that long."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
