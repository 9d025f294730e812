"""Entry point × place × outcome: who sees it, in which thread, with how many calls of the Web API.

The table of ``docs/design.md``, cell by cell, for every kind of answer. Each entry point is also
held to acknowledge before anything slow.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.model import (
    Answer,
    Clarification,
    Comparison,
    Help,
    Listing,
    OutOfScope,
    Overview,
    Question,
    Unknown,
    Verdict,
)
from bot.rendering.buttons import carry
from tests.slack.conftest import Asked
from tests.slack.web_api import DESCRIPTIONS, RESPONSE_URL, Call
from tests.slack.workspace import FORM, Workspace, clicked, recorded

Payload = dict[str, Any]

OUTCOMES: dict[str, tuple[str, type[Answer]]] = {
    "verdict": ("who patches rds", Verdict),
    "long verdict": ("who patches ec2, rds, lambda, s3, eks, fargate, aurora and ecs", Verdict),
    "comparison": ("compare rds ec2 lambda", Comparison),
    "overview": ("overview of rds", Overview),
    "list": ("services", Listing),
    "question back": ("who patches postgres", Clarification),
    "unknown": ("who handles frobnication on rds", Unknown),
    "out of scope": ("lunch?", OutOfScope),
    "help": ("help", Help),
}
BREAKS = "who patches rds when everything breaks"


@dataclass(frozen=True)
class Cell:
    """An entry point at a place, and where what it leads to must go."""

    name: str
    payload: Callable[[str], Payload]
    """Slack's delivery for a text that somebody typed, chose or clicked."""
    kind: str
    """``command``, ``event`` or ``interaction``."""
    method: str = ""
    """The one method that is called; none inside an acknowledgement."""
    seen_by: str = "asker"
    """``asker``, ``everybody``, or ``in place``: whoever sees the message that was clicked."""
    thread: str | None = None
    channel: str | None = None
    calls: int = 1

    async def deliver(self, workspace: Workspace, text: str) -> Any:
        sent = self.payload(text)
        match self.kind:
            case "command":
                return await workspace.command(sent)
            case "event":
                return await workspace.event(sent)
            case _:
                return await workspace.interact(sent)


def command(name: str) -> Cell:
    return Cell(name, lambda text: recorded(name, text=text), "command", calls=0)


def message(name: str, channel: str, thread: str, *, mention: bool) -> Cell:
    before = "<@U0SRM> " if mention else ""
    return Cell(
        name,
        lambda text: recorded(name, text=before + text),
        "event",
        method="chat.postMessage",
        seen_by="everybody",
        channel=channel,
        thread=thread,
    )


def choice(name: str, seen_by: str, thread: str | None = None) -> Cell:
    """A click on a choice, or on what a list leads on to."""
    return Cell(
        f"choice {name}",
        lambda text: clicked(name, "ask:0", text),
        "interaction",
        method="chat.postMessage" if seen_by == "everybody" else RESPONSE_URL,
        seen_by=seen_by,
        channel="D0ANA" if seen_by == "everybody" else None,
        thread=thread,
    )


def own_choice(text: str) -> Payload:
    return clicked("click_thread", "ask:0", text, block_id="choices:U0ANA")


def page(name: str, seen_by: str, thread: str | None = None) -> Cell:
    return Cell(
        f"page {name}",
        lambda text: clicked(name, "page:0", carry(Question(text))),
        "interaction",
        method=RESPONSE_URL,
        seen_by=seen_by,
        thread=thread,
    )


def why(name: str, seen_by: str, thread: str | None = None) -> Cell:
    return Cell(
        f"why {name}",
        lambda text: clicked(name, "why", carry(Question(text))),
        "interaction",
        method="chat.postMessage" if seen_by == "everybody" else RESPONSE_URL,
        seen_by=seen_by,
        channel="D0ANA" if seen_by == "everybody" else None,
        thread=thread,
    )


def about_message(thread: str | None) -> Cell:
    def payload(text: str) -> Payload:
        found = recorded("shortcut_message")
        found["message"] |= {"text": text} | ({"thread_ts": thread} if thread else {})
        return found

    return Cell(
        f"shortcut on a message {'in' if thread else 'outside'} a thread",
        payload,
        "interaction",
        method=RESPONSE_URL,
        thread=thread,
    )


CELLS = [
    command("command_channel"),
    command("command_private"),
    command("command_dm"),
    command("command_group_dm"),
    command("command_shared_channel"),
    message("mention_channel", "C0GENERAL", "1763900000.000100", mention=True),
    message("mention_private", "G0OPS", "1763900000.000100", mention=True),
    message("mention_group_dm", "G0TRIO", "1763900000.000100", mention=True),
    message("mention_shared_channel", "C0GENERAL", "1763900000.000100", mention=True),
    message("mention_thread", "C0GENERAL", "1763899000.000900", mention=True),
    message("dm", "D0ANA", "1763900100.000300", mention=False),
    message("dm_thread", "D0ANA", "1763900100.000300", mention=False),
    choice("click_private", "in place"),
    choice("click_private_thread", "in place"),
    choice("click_private_dm", "in place"),
    choice("click_channel", "asker"),
    choice("click_thread", "asker", "1763900000.000100"),
    choice("click_dm", "everybody", "1763900101.000300"),
    choice("click_dm_thread", "everybody", "1763900100.000300"),
    Cell("own choice", own_choice, "interaction", RESPONSE_URL, "in place"),
    page("click_private", "in place"),
    page("click_private_thread", "in place"),
    page("click_private_dm", "in place"),
    page("click_dm", "in place"),
    page("click_dm_thread", "in place"),
    page("click_channel", "asker"),
    page("click_thread", "asker", "1763900000.000100"),
    why("click_private", "asker"),
    why("click_private_thread", "asker", "1763900000.000100"),
    why("click_private_dm", "asker"),
    why("click_channel", "asker"),
    why("click_thread", "asker", "1763900000.000100"),
    why("click_dm", "everybody", "1763900101.000300"),
    why("click_dm_thread", "everybody", "1763900100.000300"),
    about_message(None),
    about_message("1763901000.000001"),
]
HOME = Cell(
    "home", lambda text: clicked("click_home", "home:ask", text), "interaction", "views.publish"
)
MODAL = Cell(
    "modal", lambda text: clicked("click_modal", "ask:0", text), "interaction", "views.update"
)
STEP = Cell("step", lambda text: recorded("workflow_step", inputs={"question": text}), "event")
ELSEWHERE = [
    Cell("home opened", lambda _: recorded("home_first"), "event", "views.publish"),
    Cell(
        "messages opened",
        lambda _: recorded("messages_opened"),
        "event",
        "assistant.threads.setSuggestedPrompts",
    ),
    Cell("global shortcut", lambda _: recorded("shortcut_global"), "interaction", "views.open"),
    Cell(
        "helpful",
        lambda _: clicked("click_thread", "feedback", "helpful rds"),
        "interaction",
        RESPONSE_URL,
    ),
    Cell(
        "not helpful",
        lambda _: clicked("click_thread", "feedback", "not-helpful rds"),
        "interaction",
        "views.open",
    ),
    Cell(
        "share",
        lambda _: clicked("click_private", "share", carry(Question("who patches rds"))),
        "interaction",
        RESPONSE_URL,
        calls=2,
    ),
    Cell(
        "compare with",
        lambda _: clicked(
            "click_thread", "compare:Amazon RDS|", selected_option={"value": "Amazon EC2"}
        ),
        "interaction",
        RESPONSE_URL,
    ),
    Cell(
        "stale button",
        lambda _: clicked("click_thread", "from-last-year"),
        "interaction",
        RESPONSE_URL,
    ),
    Cell(
        "category",
        lambda _: clicked("click_home", "home:category", selected_option={"value": "storage"}),
        "interaction",
        "views.publish",
    ),
]


def named(cell: Cell) -> str:
    return cell.name


def held(cell: Cell, call: Call) -> dict[str, Any]:
    """The arguments of the one call, after checking where it goes."""
    sent = call.arguments
    assert call.method == cell.method
    if cell.method == RESPONSE_URL and cell.seen_by == "in place":
        assert sent["replace_original"] is True
        assert "response_type" not in sent
    elif cell.method == RESPONSE_URL:
        assert (sent["response_type"], sent["replace_original"]) == ("ephemeral", False)
    else:
        assert sent["channel"] == cell.channel
    assert sent.get("thread_ts") == cell.thread
    return sent


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_is_what_it_is_called(engine: Asked, outcome: str):
    text, kind = OUTCOMES[outcome]
    assert isinstance(engine.answer(Question(text)), kind)


@pytest.mark.parametrize("outcome", [*OUTCOMES, "error"])
@pytest.mark.parametrize("cell", CELLS, ids=named)
async def test_a_reply_goes_where_it_belongs(
    workspace: Workspace, engine: Asked, cell: Cell, outcome: str
):
    if outcome == "error":
        engine.failure = RuntimeError()
    response = await cell.deliver(workspace, OUTCOMES.get(outcome, (BREAKS,))[0])
    assert response.status_code == 200
    if cell.kind == "command":
        assert workspace.api.calls == []
        sent = response.json()
        assert sent["response_type"] == "ephemeral"
    else:
        assert response.text == ""
        (call,) = workspace.api.calls
        # An apology for a click takes the place of nothing, and only who clicked sees it.
        apology = outcome == "error" and cell.kind == "interaction"
        sent = call.arguments if apology else held(cell, call)
        if apology:
            assert (sent["response_type"], sent["replace_original"]) == ("ephemeral", False)
    assert sent["text"]
    assert "<!" not in json.dumps(sent)
    assert "<@" not in json.dumps(sent)


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("cell", [HOME, MODAL], ids=named)
async def test_a_view_takes_every_answer_in_one_call(
    workspace: Workspace, cell: Cell, outcome: str
):
    await cell.deliver(workspace, OUTCOMES[outcome][0])
    assert [call.method for call in workspace.api.calls] == [cell.method]


@pytest.mark.parametrize("cell", [HOME, MODAL], ids=named)
async def test_a_view_that_breaks_is_apologised_for_in_a_direct_message(
    workspace: Workspace, engine: Asked, cell: Cell
):
    engine.failure = RuntimeError()
    await cell.deliver(workspace, BREAKS)
    assert workspace.api.only["channel"] == "U0ANA"


@pytest.mark.parametrize("outcome", [*OUTCOMES, "error"])
async def test_a_step_ends_in_one_call(workspace: Workspace, engine: Asked, outcome: str):
    if outcome == "error":
        engine.failure = RuntimeError()
    await STEP.deliver(workspace, OUTCOMES.get(outcome, (BREAKS,))[0])
    (call,) = workspace.api.calls
    succeeds = outcome in {"verdict", "long verdict"}
    assert call.method == f"functions.complete{'Success' if succeeds else 'Error'}"
    assert succeeds or call.arguments["error"]


@pytest.mark.parametrize("cell", ELSEWHERE, ids=named)
async def test_what_asks_nothing_calls_no_more_than_it_must(workspace: Workspace, cell: Cell):
    response = await cell.deliver(workspace, "")
    assert (response.status_code, response.text) == (200, "")
    assert [call.method for call in workspace.api.calls] == [cell.method] * cell.calls


@pytest.mark.parametrize("cell", [*CELLS, HOME, MODAL, STEP, *ELSEWHERE], ids=named)
async def test_it_is_acknowledged_while_slack_keeps_the_bot_waiting(
    workspace: Workspace, cell: Cell
):
    workspace.api.open.clear()
    sent = cell.payload("who patches rds")
    if "response_url" in sent:
        sent["response_url"] = workspace.api.hook
    body, kind = {
        "command": (urlencode(sent), FORM),
        "event": (json.dumps(sent), "application/json"),
        "interaction": (urlencode({"payload": json.dumps(sent)}), FORM),
    }[cell.kind]
    async with asyncio.timeout(3):
        response = await workspace.deliver(body, kind)
    assert response.status_code == 200
    done = [call for call in workspace.api.calls if call.method == RESPONSE_URL]
    assert done == []
    workspace.api.open.set()
    await workspace.endpoint.drain()
    assert len(workspace.api.calls) == cell.calls


@pytest.mark.skipif(not DESCRIPTIONS.is_dir(), reason="Slack's method descriptions are not at hand")
def test_every_method_called_here_is_described():
    """Only then is each recorded call held against its description, as ``web_api.check`` does."""
    methods = {cell.method for cell in [*CELLS, HOME, MODAL, *ELSEWHERE] if cell.method}
    described = {path.stem for path in DESCRIPTIONS.glob("*.json")}
    assert methods - {RESPONSE_URL} <= described
