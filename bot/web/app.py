"""The ASGI app: Slack's endpoint and a health check."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.slack.http import Endpoint

MAX_BODY = 1_000_000
"""Bytes. The largest thing Slack sends, a view, may have 250 kB before it is encoded."""


def create_asgi(endpoint: Endpoint, about: Mapping[str, str] | None = None) -> Starlette:
    """Serves ``POST /slack/events`` and ``GET /health``, which says ``about``.

    Answers under way are posted before it shuts down.
    """

    async def slack_events(request: Request) -> Response:
        body = await _read(request)
        if body is None:
            return PlainTextResponse("The body is too large.", 413)
        reply = await endpoint.receive(body, request.headers)
        return Response(reply.body, reply.status, reply.headers)

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", **(about or {})})

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None, None]:
        yield
        await endpoint.drain()

    return Starlette(
        routes=[
            Route("/slack/events", slack_events, methods=["POST"]),
            Route("/health", health, methods=["GET"]),
        ],
        lifespan=lifespan,
    )


async def _read(request: Request) -> bytes | None:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY:
            return None
        chunks.append(chunk)
    return b"".join(chunks)
