"""Slack hears at once that its delivery arrived, however slow everything behind is."""

import asyncio
import json

import pytest

from bot.slack.app import build_app
from tests.slack.conftest import Asked
from tests.slack.workspace import Workspace, recorded


async def test_answers_under_way_are_posted_before_the_app_stops(workspace: Workspace):
    workspace.api.open.clear()
    await workspace.deliver(json.dumps(recorded("dm")), "application/json")
    stopping = asyncio.create_task(workspace.endpoint.drain())
    await asyncio.sleep(0.05)
    assert not stopping.done()
    workspace.api.open.set()
    await stopping
    assert workspace.api.only["text"]


async def test_a_busy_slack_is_asked_again_after_the_pause_it_wants(workspace: Workspace):
    workspace.api.busy = 1
    await workspace.event(recorded("mention_channel"))
    assert len(workspace.api.calls) == 2
    assert workspace.api.calls[0] == workspace.api.calls[1]


def test_the_environment_adds_nothing(
    engine: Asked, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-another")
    assert build_app(engine, token="xoxb-mine").client.token == "xoxb-mine"
    assert caplog.text == ""
