"""The playground: the real bot, a stand-in for Slack and a page, on one local port."""

from __future__ import annotations

import secrets
import socket
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import typer
import uvicorn
from pydantic import ValidationError, validate_call
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from bot.engine import Engine
from bot.model import Question
from bot.playground.gestures import Courier, Gestures, ImpossibleError
from bot.playground.standin import TOKEN, StandIn
from bot.playground.state import state
from bot.playground.workspace import ANA, BEN, CLOUD, SECURITY, Workspace
from bot.rendering import terminal
from bot.slack.app import build_app
from bot.slack.http import Endpoint
from bot.slack.manifest import manifest
from bot.web.app import create_asgi

HOST = "127.0.0.1"
"""Nobody but this machine may talk to it."""
PORT = 8765
FIRST_QUESTION = "who patches rds"

_HERE = Path(__file__).parent
_FILES = {
    "page.html": "text/html; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Playground:
    """One workspace with the bot in it."""

    asgi: Starlette
    workspace: Workspace
    standin: StandIn
    gestures: Gestures


def build(engine: Engine, port: int) -> Playground:
    """The playground with the real bot in it, for a server on ``port`` of this machine."""

    def bot(base_url: str, signing_secret: str) -> Starlette:
        app = build_app(engine, token=TOKEN, base_url=base_url)
        return create_asgi(Endpoint(app, signing_secret))

    return around(bot, manifest(), port)


def around(
    make_bot: Callable[[str, str], Starlette], about: Mapping[str, Any], port: int
) -> Playground:
    """The playground around the bot that ``make_bot`` makes, given a base URL and a secret.

    The page posts plain JSON to ``/play/…``; from that the playground makes what Slack would send
    to an app with the manifest ``about``, signs it with the secret and posts it to
    ``/slack/events`` of the same server. Two messages are there to try things on.
    """
    address = f"http://{HOST}:{port}"
    secret = secrets.token_hex(16)
    workspace = Workspace()
    standin = StandIn(workspace, about, address)
    gestures = Gestures(workspace, standin, about, Courier(f"{address}/slack/events", secret))
    bot = make_bot(f"{address}/api/", secret)
    workspace.post(
        CLOUD, BEN, "Our Fargate tasks run an old kernel. Who is supposed to patch the host there?"
    )
    workspace.post(
        SECURITY, BEN, "The auditor asks who encrypts S3 at rest, and who rotates the KMS keys."
    )

    async def page(request: Request) -> Response:
        name = request.url.path[1:] if request.url.path[1:] in _FILES else "page.html"
        content = (_HERE / name).read_bytes()
        return Response(content, media_type=_FILES[name], headers={"cache-control": "no-store"})

    async def shown(request: Request) -> Response:
        user = request.query_params.get("user", ANA)
        if user not in workspace.people:
            return _wrong("there is no such person", 404)
        return JSONResponse(state(workspace, about, user))

    async def updates(_: Request) -> Response:
        return StreamingResponse(_events(workspace), media_type="text/event-stream")

    doors = {
        gesture.__name__: validate_call(gesture)
        for gesture in (
            gestures.act,
            gestures.close,
            gestures.open_tab,
            gestures.run_step,
            gestures.say,
            gestures.shortcut,
            gestures.submit,
            gestures.suggest,
        )
    }

    async def play(request: Request) -> Response:
        # A page elsewhere cannot send this type without being asked for leave, which is not given.
        if request.headers.get("content-type") != "application/json":
            return _wrong("send application/json", 415)
        door = doors.get(request.path_params["gesture"])
        if door is None:
            return _wrong("there is no such gesture", 404)
        try:
            return JSONResponse({"result": await door(**await request.json())})
        except ValidationError as error:
            wrong = error.errors()[0]
            return _wrong(f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}", 400)
        except (ImpossibleError, ValueError, TypeError) as error:
            return _wrong(str(error), 400)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None, None]:
        async with bot.router.lifespan_context(bot):
            yield

    asgi = Starlette(
        routes=[
            Route("/", page),
            Route("/archives/{place:path}", page),
            Route("/page.css", page),
            Route("/page.js", page),
            Route("/play/state", shown),
            Route("/play/updates", updates),
            Route("/play/{gesture}", play, methods=["POST"]),
            *standin.routes(),
            Mount("/", bot),
        ],
        # A name that somebody else points at this machine does not get in.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
        lifespan=lifespan,
    )
    return Playground(asgi, workspace, standin, gestures)


def _wrong(text: str, status: int) -> Response:
    return JSONResponse({"error": text}, status)


async def _events(workspace: Workspace) -> AsyncIterator[str]:
    async for version in workspace.updates():
        yield f"data: {version}\n\n"


class _Server(uvicorn.Server):
    """Lets go of the pages that listen for updates, which would hold up the end."""

    def __init__(self, config: uvicorn.Config, workspace: Workspace) -> None:
        super().__init__(config)
        self._workspace = workspace

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._workspace.close()
        super().handle_exit(sig, frame)


def run(engine: Engine, port: int = PORT) -> None:
    """Serves the playground until Ctrl-C; says where it is and shows one answered question.

    Port 0 takes any free one. Raises ``OSError`` when the port cannot be had.
    """
    with socket.create_server((HOST, port)) as listening:
        port = listening.getsockname()[1]
        playground = build(engine, port)
        answered = terminal(engine.answer(Question(FIRST_QUESTION)))
        typer.echo(f"SRM is in its playground, no Slack needed: http://{HOST}:{port}\n")
        typer.echo(f"> /srm {FIRST_QUESTION}\n{answered}\n")
        typer.echo("Ctrl-C stops it.")
        config = uvicorn.Config(playground.asgi, log_level="warning", access_log=False, ws="none")
        try:
            _Server(config, playground.workspace).run(sockets=[listening])
        except KeyboardInterrupt:
            typer.echo("Stopped.")
