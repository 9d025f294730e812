"""Socket Mode over a real WebSocket: the same app, the same answers."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.slack import socket
from bot.slack.app import build_app
from bot.slack.sign_in import SignInError
from tests.slack.conftest import Asked
from tests.slack.web_api import TOKEN, WebApi
from tests.slack.workspace import recorded

APP_TOKEN = "xapp-made-up"


@asynccontextmanager
async def connected(engine: Asked) -> AsyncGenerator[tuple[WebApi, asyncio.Task[None]], None]:
    async with WebApi() as api, asyncio.timeout(10):
        app = build_app(engine, token=TOKEN, base_url=api.url)
        serving = asyncio.create_task(socket.serve(app, APP_TOKEN))
        yield api, serving
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def deliver(api: WebApi, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Sends an envelope over the bot's connection and returns what acknowledges it."""
    connection = await api.connections.get()
    await connection.send_json(
        {"type": kind, "envelope_id": "e-1", "payload": payload, "accepts_response_payload": True}
    )
    return await api.acknowledged.get()


async def test_a_command_is_answered_in_the_acknowledgement(engine: Asked):
    async with connected(engine) as (api, _):
        answer = await deliver(api, "slash_commands", recorded("command_channel"))
    assert answer["envelope_id"] == "e-1"
    assert answer["payload"]["response_type"] == "ephemeral"
    assert answer["payload"]["blocks"]


@pytest.mark.parametrize("payload", ["mention_channel", "dm"])
async def test_a_message_is_acknowledged_and_answered(engine: Asked, payload: str):
    async with connected(engine) as (api, serving):
        assert await deliver(api, "events_api", recorded(payload)) == {"envelope_id": "e-1"}
        os.kill(os.getpid(), signal.SIGTERM)
        await serving
        assert api.only["text"]


@pytest.mark.parametrize("payload", ["unknown_event", "dm_edited", "dm_own", "mention_by_bot"])
async def test_everything_is_acknowledged_so_that_slack_does_not_repeat_it(
    engine: Asked, payload: str
):
    async with connected(engine) as (api, _):
        assert await deliver(api, "events_api", recorded(payload)) == {"envelope_id": "e-1"}


async def test_a_command_that_breaks_is_acknowledged_with_an_apology(engine: Asked):
    engine.failure = RuntimeError()
    async with connected(engine) as (api, _):
        answer = await deliver(api, "slash_commands", recorded("command_channel"))
    assert "incident" in answer["payload"]["text"]


@pytest.mark.parametrize(
    ("method", "token"),
    [("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")],
)
async def test_a_token_that_slack_refuses_ends_it_with_a_sentence(
    engine: Asked, method: str, token: str
):
    async with WebApi(refusals={method: "invalid_auth"}) as api:
        app = build_app(engine, token=TOKEN, base_url=api.url)
        with pytest.raises(SignInError, match=rf"{token}\): invalid_auth"):
            await socket.serve(app, APP_TOKEN)


async def test_a_slack_that_cannot_be_reached_ends_it_with_a_sentence(engine: Asked):
    async with WebApi() as api:
        url = api.url
    app = build_app(engine, token=TOKEN, base_url=url)
    with pytest.raises(SignInError, match="cannot be reached"):
        await socket.serve(app, APP_TOKEN)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_stop_signal_ends_it_quietly(engine: Asked, number: signal.Signals):
    async with connected(engine) as (api, serving):
        await api.connections.get()
        os.kill(os.getpid(), number)
        assert await serving is None
