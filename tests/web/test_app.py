"""The ASGI app lets in what Slack signed, and nothing else."""

import json
import logging
import time
from collections.abc import Callable

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from tests.slack.conftest import Asked
from tests.slack.workspace import SECRET, Workspace, recorded

BODY = json.dumps(recorded("dm", text="who patches marker-7d1e"))


def signed(secret: str = SECRET, age: int = 0, body: str = BODY) -> dict[str, str]:
    timestamp = str(int(time.time()) - age)
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {"x-slack-request-timestamp": timestamp, "x-slack-signature": signature or ""}


async def send(workspace: Workspace, headers: dict[str, str], body: str = BODY) -> httpx.Response:
    return await workspace.http.post(
        "/slack/events", content=body, headers={"content-type": "application/json", **headers}
    )


FORGED: dict[str, Callable[[], dict[str, str]]] = {
    "no signature": dict,
    "other secret": lambda: signed("another-secret"),
    "other body": lambda: signed(body="{}"),
    "stale": lambda: signed(age=301),
    "from the future": lambda: signed(age=-310),
    "timestamp is no number": lambda: signed() | {"x-slack-request-timestamp": "soon"},
    "no timestamp": lambda: {"x-slack-signature": signed()["x-slack-signature"]},
    "signature is empty": lambda: signed() | {"x-slack-signature": ""},
    "timestamp is huge": lambda: signed() | {"x-slack-request-timestamp": "9" * 5000},
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED)
async def test_a_forged_or_stale_request_is_refused_and_logged_without_its_body(
    workspace: Workspace,
    engine: Asked,
    caplog: pytest.LogCaptureFixture,
    headers: Callable[[], dict[str, str]],
):
    caplog.set_level(logging.DEBUG)
    response = await send(workspace, headers())
    assert response.status_code == 401
    assert engine.questions == []
    assert "refused a request" in caplog.text
    assert "marker-7d1e" not in caplog.text


async def test_a_signature_beyond_ascii_is_refused(workspace: Workspace):
    response = await workspace.http.post(
        "/slack/events",
        content=BODY,
        headers=[
            (b"x-slack-request-timestamp", signed()["x-slack-request-timestamp"].encode()),
            (b"x-slack-signature", "v0=é".encode()),
        ],
    )
    assert response.status_code == 401


async def test_a_body_that_is_no_text_is_refused(workspace: Workspace):
    response = await workspace.http.post("/slack/events", content=b"\xff\xfe", headers=signed())
    assert response.status_code == 401


async def test_a_signed_request_is_let_in(workspace: Workspace, engine: Asked):
    response = await send(workspace, signed())
    await workspace.endpoint.drain()
    assert response.status_code == 200
    assert len(engine.questions) == 1


async def test_a_signature_is_good_for_five_minutes(workspace: Workspace):
    assert (await send(workspace, signed(age=290))).status_code == 200


async def test_a_body_larger_than_slack_sends_is_refused_unread(workspace: Workspace):
    response = await workspace.http.post("/slack/events", content="x" * 1_000_001)
    assert response.status_code == 413


async def test_slacks_check_of_the_address_gets_its_challenge_back(workspace: Workspace):
    payload = recorded("url_verification")
    response = await workspace.event(payload)
    assert response.json() == {"challenge": payload["challenge"]}


async def test_a_broken_body_is_refused_and_logged_without_it(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    response = await workspace.deliver('{"text": "marker-7d1e', "application/json")
    assert response.status_code == 400
    assert "JSONDecodeError" in caplog.text
    assert "marker-7d1e" not in caplog.text


async def test_health_says_that_it_lives_and_what_it_knows(workspace: Workspace):
    response = await workspace.http.get("/health")
    assert response.json() == {"status": "ok", "knowledge": "abc123"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/slack/events", 405), ("POST", "/health", 405), ("GET", "/", 404)],
)
async def test_there_is_nothing_else(workspace: Workspace, method: str, path: str, status: int):
    assert (await workspace.http.request(method, path)).status_code == status
