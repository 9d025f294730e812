"""HTTP mode: the ASGI app on a port."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import uvicorn

from bot.slack.http import Endpoint
from bot.web.app import create_asgi

EVERY_INTERFACE = "0.0.0.0"  # noqa: S104 - Slack comes in from outside, often through a proxy.


def run(
    endpoint: Endpoint,
    port: int,
    about: Mapping[str, str] | None = None,
    host: str = EVERY_INTERFACE,
) -> None:
    """Serves until SIGINT or SIGTERM, posts what is under way, and returns.

    Raises ``SignInError`` when Slack refuses the bot token, and ``SystemExit`` when the port is
    taken.
    """
    config = uvicorn.Config(create_asgi(endpoint, about), host=host, port=port, access_log=False)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(endpoint, uvicorn.Server(config)))


async def _serve(endpoint: Endpoint, server: uvicorn.Server) -> None:
    await endpoint.sign_in()
    await server.serve()
