"""Socket Mode: Slack's requests over a WebSocket that the bot opens."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.slack.app import drain
from bot.slack.sign_in import check_app_token, check_bot_token

_log = logging.getLogger(__name__)


async def serve(app: AsyncApp, app_token: str) -> None:
    """Connects and answers until SIGINT, SIGTERM or cancellation; then posts what is under way.

    Raises ``SignInError`` when Slack refuses either token: the client by itself would try a bad
    one for ever.
    """
    workspace = await check_bot_token(app.client)
    await check_app_token(app.client, app_token)
    handler = AsyncSocketModeHandler(app, app_token)
    with _stop_signals() as stop:
        try:
            await handler.connect_async()
            _log.info("connected to %s over Socket Mode", workspace)
            await stop.wait()
        finally:
            await drain(app)
            await handler.close_async()


@contextmanager
def _stop_signals() -> Generator[asyncio.Event, None, None]:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    # Windows has no such handlers; there Ctrl-C cancels instead.
    with suppress(NotImplementedError):
        for number in signals:
            loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        with suppress(NotImplementedError):
            for number in signals:
                loop.remove_signal_handler(number)
