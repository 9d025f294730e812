"""The manifest asks Slack for what the app uses, and for nothing more."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.rendering.commands import COMMANDS
from bot.slack.manifest import COMMAND, EVENTS, SCOPES, manifest
from tests.slack.web_api import DESCRIPTIONS
from tests.slack.workspace import Workspace, recorded

ROOT = Path(__file__).parents[2]
SCHEMA = DESCRIPTIONS.parent / "manifest.schema.json"

EVENT_SCOPES = {"app_mention": "app_mentions:read", "message.im": "im:history"}
"""https://docs.slack.dev/reference/events"""
EVENT_PAYLOADS = {
    "app_home_opened": "home_first",
    "app_mention": "mention_channel",
    "function_executed": "workflow_step",
    "message.im": "dm",
}


def called_methods() -> Iterator[str]:
    """Every Web API method that the Slack room calls, read from its code."""
    for path in (ROOT / "bot" / "slack").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "client"
            ):
                yield node.func.attr


def described(attribute: str) -> dict[str, Any]:
    found = [p for p in DESCRIPTIONS.glob("*.json") if p.stem.replace(".", "_") == attribute]
    assert found, f"no description of {attribute}"
    return json.loads(found[0].read_text())


@pytest.mark.parametrize("url", [None, "https://srm.example.com"], ids=["socket", "http"])
@pytest.mark.skipif(not SCHEMA.exists(), reason="Slack's manifest schema is not at hand")
def test_the_manifest_is_valid(url: str | None):
    jsonschema.validate(manifest(url), json.loads(SCHEMA.read_text()))


def test_the_file_at_the_root_is_the_manifest_for_socket_mode():
    assert json.loads((ROOT / "manifest.json").read_text()) == manifest()


def test_socket_mode_has_no_address():
    assert manifest()["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(manifest())


@pytest.mark.parametrize(
    "url",
    [
        "https://srm.example.com",
        "https://srm.example.com/",
        "https://srm.example.com/slack/events",
    ],
)
def test_over_http_every_request_goes_to_the_one_endpoint(url: str):
    made = manifest(url)
    endpoint = "https://srm.example.com/slack/events"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == endpoint
    assert [command["url"] for command in made["features"]["slash_commands"]] == [endpoint]
    assert made["settings"]["interactivity"]["request_url"] == endpoint
    assert made["settings"]["interactivity"]["message_menu_options_url"] == endpoint


@pytest.mark.parametrize("url", ["", "https://", "http://srm.example.com", "srm.example.com"])
def test_an_address_that_slack_cannot_deliver_to_is_refused(url: str):
    with pytest.raises(ValueError, match="not an https address"):
        manifest(url)


@pytest.mark.skipif(not DESCRIPTIONS.is_dir(), reason="Slack's method descriptions are not at hand")
def test_every_scope_is_used_and_every_used_one_is_there():
    methods = {
        scope
        for attribute in called_methods()
        for scope in described(attribute).get("scope", {}).get("bot", [])[:1]
    }
    events = {EVENT_SCOPES[event] for event in EVENTS if event in EVENT_SCOPES}
    assert set(SCOPES) == methods | events | {"commands"}


@pytest.mark.parametrize("event", EVENTS)
async def test_every_event_asked_for_has_a_listener(
    workspace: Workspace, caplog: pytest.LogCaptureFixture, event: str
):
    response = await workspace.event(recorded(EVENT_PAYLOADS[event]))
    assert response.status_code == 200
    assert "nobody listens" not in caplog.text


@pytest.mark.parametrize("shortcut", manifest()["features"]["shortcuts"], ids=str)
async def test_every_shortcut_of_the_manifest_has_a_listener(
    workspace: Workspace, caplog: pytest.LogCaptureFixture, shortcut: dict[str, str]
):
    payload = recorded(f"shortcut_{shortcut['type']}", callback_id=shortcut["callback_id"])
    assert (await workspace.interact(payload)).status_code == 200
    assert "nobody listens" not in caplog.text


async def test_the_command_of_the_manifest_is_answered(workspace: Workspace):
    response = await workspace.command(recorded("command_channel", command=COMMAND))
    assert response.json()["response_type"] == "ephemeral"


def test_the_hint_beside_the_command_is_made_of_what_can_be_typed():
    hint = manifest()["features"]["slash_commands"][0]["usage_hint"]
    assert set(hint.split(" | ")) <= {each.example for each in COMMANDS}
