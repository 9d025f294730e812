"""The servers that are compared, each a process of its own: ``python -m bench.servers KIND PORT``.

All of them run under the same uvicorn and call a Web API that stands in the same process, which
knows nothing but who the bot is.
"""

from __future__ import annotations

import logging
import sys

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

SECRET = "made-up-signing-secret"  # noqa: S105
TOKEN = "xoxb-made-up"  # noqa: S105
KINDS = ("srm", "empty", "default")
"""The bot; an app that does nothing, answering as the bot does; and one as Bolt sets it up."""


def serve(kind: str, port: int) -> None:
    """Serves until it is told to stop."""
    logging.basicConfig(level=logging.WARNING)
    web_api = f"http://127.0.0.1:{port}/api/"
    app = _srm(web_api) if kind == "srm" else _empty(web_api, before_response=kind == "empty")
    app.router.routes.append(Route("/api/auth.test", _who_am_i, methods=["POST"]))
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
    )


def _srm(web_api: str) -> Starlette:
    from bot import compiled
    from bot.slack.app import build_app
    from bot.slack.http import Endpoint
    from bot.web.app import create_asgi

    bot = build_app(compiled.engine(), token=TOKEN, base_url=web_api)
    return create_asgi(Endpoint(bot, SECRET))


def _empty(web_api: str, *, before_response: bool) -> Starlette:
    bolt = AsyncApp(
        signing_secret=SECRET,
        client=AsyncWebClient(TOKEN, base_url=web_api),
        process_before_response=before_response,
    )

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    bolt.command("/srm")(acknowledge)
    handler = AsyncSlackRequestHandler(bolt)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    async def health(_: Request) -> Response:
        return JSONResponse({})

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/health", health, methods=["GET"]),
        ]
    )


async def _who_am_i(_: Request) -> Response:
    known = {"team": "T", "team_id": "T1", "user": "srm", "user_id": "U1", "bot_id": "B1"}
    return JSONResponse({"ok": True, "url": "https://t.slack.example/", **known})


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
