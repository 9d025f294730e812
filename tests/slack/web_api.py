"""A local Web API that records what it is asked, and refuses what Slack's descriptions refuse."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from bot.rendering import limits
from bot.slack.manifest import SCOPES

DESCRIPTIONS = Path(__file__).parents[3] / "shared" / "slack" / "methods"

TOKEN = "xoxb-made-up"
RESPONSE_URL = "response_url"
ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {
        "url": "https://acme.slack.com/",
        "team": "Acme",
        "user": "srm",
        "team_id": "T0ACME",
        "user_id": "U0SRM",
        "bot_id": "B0SRM",
    },
    "apps.connections.open": {},
    "chat.postMessage": {"channel": "C0GENERAL", "ts": "1763999999.000001"},
}


_CONNECTING = {"auth.test", "apps.connections.open"}


@dataclass(frozen=True)
class Call:
    """One call: its method and the arguments that carry a value."""

    method: str
    arguments: dict[str, Any]


@dataclass
class WebApi:
    """Records calls; can be told to refuse a method or to keep callers waiting."""

    url: str = ""
    hook: str = ""
    """A response URL."""
    recorded: list[Call] = field(default_factory=list[Call])
    refusals: dict[str, str] = field(default_factory=dict[str, str])
    refused_blocks: str = ""
    """The error for messages with blocks."""
    hangs_up: str = ""
    """The method whose calls get no answer at all."""
    busy: int = 0
    """So many calls are refused as too many."""
    open: asyncio.Event = field(default_factory=asyncio.Event)
    """While it is not set, calls wait for their answer."""
    connections: asyncio.Queue[web.WebSocketResponse] = field(default_factory=asyncio.Queue)
    acknowledged: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    """What came back over Socket Mode."""

    @property
    def calls(self) -> list[Call]:
        """What was called, but for what connects the bot."""
        return [call for call in self.recorded if call.method not in _CONNECTING]

    @property
    def only(self) -> dict[str, Any]:
        """The arguments of the one message that was posted."""
        return self.one("chat.postMessage")

    def one(self, method: str) -> dict[str, Any]:
        """The arguments of the one call that was made, which is of this method."""
        assert [call.method for call in self.calls] == [method]
        return self.calls[0].arguments

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.recorded.append(Call(method, arguments))
        if method not in _CONNECTING:
            await self.open.wait()
        if method == self.hangs_up and request.transport:
            request.transport.close()
        if self.busy and method not in _CONNECTING:
            self.busy -= 1
            refusal = {"ok": False, "error": "ratelimited"}
            return web.json_response(refusal, status=429, headers={"Retry-After": "1"})
        if self.refused_blocks and arguments.get("blocks"):
            return web.json_response({"ok": False, "error": self.refused_blocks})
        if method in self.refusals:
            return web.json_response({"ok": False, "error": self.refusals[method]})
        url = {"url": str(self._server.make_url("/socket"))} if "open" in method else {}
        return web.json_response({"ok": True, **ANSWERS.get(method, {}), **url})

    async def respond(self, request: web.Request) -> web.Response:
        """What stands in for a response URL."""
        sent = {key: value for key, value in (await request.json()).items() if value is not None}
        await self.open.wait()
        self.recorded.append(Call(RESPONSE_URL, sent))
        refused = RESPONSE_URL in self.refusals
        return web.Response(text="expired_url" if refused else "ok", status=404 if refused else 200)

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self.connections.put_nowait(connection)
        async for received in connection:
            if received.type is WSMsgType.TEXT:
                self.acknowledged.put_nowait(received.json())
        return connection

    async def __aenter__(self) -> WebApi:
        self.open.set()
        application = web.Application()
        application.router.add_route("*", "/api/{method}", self.answer)
        application.router.add_get("/socket", self.socket)
        application.router.add_post("/hook", self.respond)
        self._server = TestServer(application)
        await self._server.start_server()
        self.url = str(self._server.make_url("/api/"))
        self.hook = str(self._server.make_url("/hook"))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()
        for call in self.recorded:
            check_content(call.arguments)
            if DESCRIPTIONS.is_dir() and call.method != RESPONSE_URL:
                check(call)


async def _arguments(request: web.Request) -> dict[str, Any]:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if request.content_type == "application/json":
        sent = await request.json()
    else:
        sent = dict(await request.post()) | dict(request.query)
    given = {name: value for name, value in sent.items() if value is not None}
    if isinstance(given.get("outputs"), str):
        given["outputs"] = json.loads(given["outputs"])
    return {"token": token, **given}


def check_content(sent: dict[str, Any]) -> None:
    """Holds a message or a view against Slack's limits, and a message with blocks to have a text."""
    if blocks := sent.get("blocks"):
        assert limits.problems(blocks, "message") == []
        assert sent["text"]
    assert len(sent.get("text", "")) <= limits.MESSAGE_FALLBACK
    if view := sent.get("view"):
        assert limits.view_problems(view, view["type"]) == []


def check(call: Call) -> None:
    """Holds a call against Slack's own description of the method, which allows any extra name."""
    described = json.loads((DESCRIPTIONS / f"{call.method}.json").read_text())
    scopes = described.get("scope", {}).get("bot", [])
    assert not scopes or set(scopes) & set(SCOPES), (call.method, scopes)
    schema = described["args"]
    known = schema["properties"]
    assert not (extra := call.arguments.keys() - known.keys() - {"team_id"}), (call.method, extra)
    jsonschema.validate(
        {
            name: json.dumps(value)
            if isinstance(value, list | dict) and _is_text(known.get(name, {}))
            else value
            for name, value in call.arguments.items()
        },
        schema,
    )


def _is_text(described: dict[str, Any]) -> bool:
    kinds = [described, *described.get("anyOf", []), *described.get("allOf", [])]
    typed = [kind["type"] for kind in kinds if "type" in kind]
    return "string" in typed or not typed
