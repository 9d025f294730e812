"""When something breaks: the asker hears about it, the operator can find it, nobody's words leak."""

import logging
import re

import pytest

from bot.slack.errors import describe
from tests.slack.conftest import Asked
from tests.slack.workspace import Workspace, clicked, recorded

INCIDENT = re.compile(r"incident ([0-9a-f]{8})")


def incident(text: str) -> str:
    found = INCIDENT.search(text)
    assert found, text
    return found[1]


@pytest.fixture
def broken(engine: Asked) -> Asked:
    engine.failure = RuntimeError("marker-5f3a")
    return engine


async def test_a_command_that_breaks_gets_a_private_apology_as_its_acknowledgement(
    workspace: Workspace, broken: Asked, caplog: pytest.LogCaptureFixture
):
    response = await workspace.command(recorded("command_channel"))
    assert response.status_code == 200
    assert response.json()["response_type"] == "ephemeral"
    assert f"incident {incident(response.json()['text'])}" in caplog.text


@pytest.mark.parametrize(
    ("payload", "channel", "thread"),
    [
        ("mention_channel", "C0GENERAL", "1763900000.000100"),
        ("mention_thread", "C0GENERAL", "1763899000.000900"),
        ("dm", "D0ANA", "1763900100.000300"),
        ("dm_thread", "D0ANA", "1763900100.000300"),
    ],
)
async def test_a_message_that_breaks_gets_an_apology_where_the_answer_would_be(
    workspace: Workspace,
    broken: Asked,
    caplog: pytest.LogCaptureFixture,
    payload: str,
    channel: str,
    thread: str,
):
    response = await workspace.event(recorded(payload))
    assert response.status_code == 200
    posted = workspace.api.only
    assert (posted["channel"], posted.get("thread_ts")) == (channel, thread)
    assert f"incident {incident(posted['text'])}" in caplog.text


async def test_the_log_has_the_traceback_without_the_message_of_the_error(
    workspace: Workspace, broken: Asked, caplog: pytest.LogCaptureFixture
):
    await workspace.event(recorded("dm"))
    assert "RuntimeError" in caplog.text
    assert "in answer" in caplog.text
    assert "marker-5f3a" not in caplog.text


async def test_an_apology_that_slack_refuses_too_is_logged_with_slacks_reason(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
):
    workspace.api.refusals["chat.postMessage"] = "channel_not_found"
    response = await workspace.event(recorded("mention_channel"))
    assert response.status_code == 200
    assert caplog.text.count("SlackApiError (channel_not_found)") == 2


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long"])
@pytest.mark.parametrize("payload", ["mention_channel", "dm"])
async def test_an_answer_whose_blocks_slack_refuses_is_told_in_plain_text(
    workspace: Workspace, payload: str, error: str
):
    workspace.api.refused_blocks = error
    await workspace.event(recorded(payload))
    with_blocks, plain = (call.arguments for call in workspace.api.calls)
    assert with_blocks["blocks"]
    assert not plain["blocks"]
    assert plain["text"] == with_blocks["text"]
    assert (plain["channel"], plain["thread_ts"]) == (
        with_blocks["channel"],
        with_blocks["thread_ts"],
    )


async def test_a_question_whose_first_try_failed_is_answered_when_slack_repeats_it(
    workspace: Workspace, engine: Asked
):
    engine.failure = RuntimeError()
    await workspace.event(recorded("dm"))
    engine.failure = None
    await workspace.event(recorded("dm"), headers={"x-slack-retry-num": "1"})
    assert len(workspace.api.calls) == 2
    assert "incident" not in workspace.api.calls[1].arguments["text"]


async def test_an_event_nobody_listens_to_is_named_in_the_log_and_acknowledged(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
):
    response = await workspace.event(recorded("unknown_event"))
    assert response.status_code == 200
    assert "team_teleported" in caplog.text


def test_a_description_goes_back_to_the_cause():
    try:
        try:
            int("marker")
        except ValueError as cause:
            raise KeyError("marker") from cause
    except KeyError as error:
        described = describe(error)
    assert described.index("ValueError") < described.index("KeyError")
    assert "'marker'" not in described


def test_a_description_ends_for_errors_that_cause_each_other():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert describe(first).count("KeyError") == 1


@pytest.mark.parametrize(
    ("payload", "send"),
    [
        ("command_channel", "command"),
        ("mention_channel", "event"),
        ("dm", "event"),
        ("dm_edited", "event"),
        ("dm_by_bot", "event"),
        ("dm_own", "event"),
        ("message_in_channel", "event"),
        ("unknown_event", "event"),
    ],
)
@pytest.mark.parametrize("breaks", [False, True], ids=["works", "breaks"])
async def test_what_people_write_is_in_no_log_at_any_level(
    workspace: Workspace,
    engine: Asked,
    caplog: pytest.LogCaptureFixture,
    payload: str,
    send: str,
    breaks: bool,
):
    caplog.set_level(logging.DEBUG)
    marker = "marker-91c2"
    engine.failure = ValueError(marker) if breaks else None
    await getattr(workspace, send)(recorded(payload, text=f"who patches {marker}"))
    assert marker not in caplog.text


@pytest.mark.parametrize("name", ["click_private", "click_thread", "click_home", "click_modal"])
@pytest.mark.parametrize("breaks", [False, True], ids=["works", "breaks"])
async def test_what_a_click_carries_is_in_no_log_at_any_level(
    workspace: Workspace,
    engine: Asked,
    caplog: pytest.LogCaptureFixture,
    name: str,
    breaks: bool,
):
    caplog.set_level(logging.DEBUG)
    engine.failure = ValueError("marker-91c2") if breaks else None
    await workspace.interact(clicked(name, "ask:0", "who patches marker-91c2"))
    assert "marker-91c2" not in caplog.text


async def test_what_a_shortcut_or_a_look_up_carries_is_in_no_log_at_any_level(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    shortcut = recorded("shortcut_message")
    shortcut["message"]["text"] = "who patches marker-91c2"
    await workspace.interact(shortcut)
    await workspace.interact(recorded("suggestion") | {"value": "marker-91c2"})
    await workspace.event(recorded("workflow_step", inputs={"question": "marker-91c2"}))
    assert "marker-91c2" not in caplog.text
