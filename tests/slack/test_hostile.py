"""Payloads that nobody expects: each is acknowledged or refused, and nothing crashes."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.slack.conftest import Asked
from tests.slack.workspace import FORM, Workspace, recorded

EVENTS = ["mention_channel", "mention_thread", "dm", "dm_thread", "dm_edited", "dm_by_bot"]

EVENTS += ["home_again", "messages_opened", "workflow_step"]
INTERACTIONS = ["click_private", "click_thread", "click_dm", "click_home", "click_modal"]
INTERACTIONS += ["complaint", "shortcut_global", "shortcut_message", "suggestion"]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
# The workspace lives as long as the test; what it remembers between examples does no harm.
fuzz = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def mangled(draw: st.DrawFn, names: list[str]) -> Any:
    """A recorded payload with some fields gone and some of another kind, at any depth."""
    payload = recorded(draw(st.sampled_from(names)))
    for _ in range(draw(st.integers(1, 4))):
        holder = payload
        while True:
            name = draw(st.sampled_from(sorted(holder)))
            inner = holder[name]
            if isinstance(inner, dict) and inner and draw(st.booleans()):
                holder = inner
                continue
            break
        if draw(st.booleans()) and len(holder) > 1:
            del holder[name]
        else:
            holder[name] = draw(anything)
    return payload


@fuzz
@given(payload=mangled(EVENTS))
async def test_an_event_with_fields_missing_or_of_another_kind(
    workspace: Workspace, payload: dict[str, Any]
):
    response = await workspace.event(payload)
    assert response.status_code in {200, 400}


@fuzz
@given(payload=mangled(["command_channel"]))
async def test_a_command_with_fields_missing_or_of_another_kind(
    workspace: Workspace, payload: dict[str, Any]
):
    response = await workspace.command(payload)
    assert response.status_code == 200


@fuzz
@given(payload=mangled(INTERACTIONS))
async def test_an_interaction_with_fields_missing_or_of_another_kind(
    workspace: Workspace, payload: dict[str, Any]
):
    response = await workspace.interact(payload)
    assert response.status_code in {200, 400}


@fuzz
@given(payload=anything)
async def test_json_that_is_no_payload(workspace: Workspace, payload: object):
    assert (await workspace.event(payload)).status_code in {200, 400}
    assert (await workspace.interact(payload)).status_code in {200, 400}


@pytest.mark.parametrize(
    "body",
    ["", "{", "null", "[1]", "payload=", "payload=%7B", "[" * 100_000, '{"type":', "\x00"],
    ids=[
        "empty",
        "cut",
        "null",
        "list",
        "no payload",
        "cut payload",
        "deep",
        "cut field",
        "null byte",
    ],
)
@pytest.mark.parametrize("content_type", ["application/json", FORM, "text/plain"])
async def test_a_body_that_is_no_payload(workspace: Workspace, body: str, content_type: str):
    assert (await workspace.deliver(body, content_type)).status_code in {200, 400}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "a\x00b",
        "\u202egnihctap",
        "<!channel> who patches rds",
        "<https://evil.example|who patches rds>",
        "\ud83d\ude00" * 500,
        "who patches rds " * 6_000,
        "%s {0} {} \\",
    ],
)
async def test_any_text_reaches_the_engine_as_it_was_typed(
    workspace: Workspace, engine: Asked, text: str
):
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    await workspace.command(recorded("command_channel", text=text))
    await workspace.event(recorded("dm", text=text))
    assert [question.text for question in engine.questions] == [text, text.strip()]


async def test_half_a_surrogate_pair_in_json_is_answered(workspace: Workspace, engine: Asked):
    body = json.dumps(recorded("dm", text="who \ud83d patches"))
    response = await workspace.deliver(body, "application/json")
    await workspace.endpoint.drain()
    assert response.status_code == 200
    assert len(workspace.api.calls) == 1


@pytest.mark.parametrize("event", [None, 1, "x", [], {}, {"type": None}])
async def test_an_event_that_is_none(workspace: Workspace, event: object):
    response = await workspace.event(recorded("dm") | {"event": event})
    assert response.status_code in {200, 400}


async def test_an_unknown_event_type_is_acknowledged(workspace: Workspace):
    assert (await workspace.event(recorded("unknown_event"))).status_code == 200
