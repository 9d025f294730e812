"""Whatever the bot shows can be clicked: each button and menu of each kind of answer leads on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack.posting import STALE
from tests.slack.test_cells import OUTCOMES
from tests.slack.workspace import Workspace, clicked, recorded

Json = dict[str, Any]


def clickable(blocks: list[Json]) -> Iterator[Json]:
    """An action for each thing that can be pressed or chosen, as Slack would send it."""
    for block in blocks:
        elements = [*block.get("elements", []), block.get("accessory") or block.get("element")]
        for element in elements:
            if not element or "action_id" not in element:
                continue
            made = {"action_id": element["action_id"], "block_id": block.get("block_id", "b")}
            match element["type"]:
                case "button":
                    yield made | {"value": element["value"]}
                case "static_select":
                    for option in (element["options"][0], element["options"][-1]):
                        yield made | {"value": "", "selected_option": option}
                case "external_select":
                    yield made | {"value": "", "selected_option": {"value": "Amazon EC2"}}
                case "feedback_buttons":
                    yield made | {"value": element["positive_button"]["value"]}
                    yield made | {"value": element["negative_button"]["value"]}
                case "plain_text_input":
                    yield made | {"value": "who patches rds"}
                case kind:
                    raise AssertionError(f"nobody clicks a {kind} here")


async def leads_on(workspace: Workspace, payload: str, action: Json) -> list[Json]:
    """Clicks, and returns the blocks that came of it."""
    workspace.api.recorded.clear()
    await workspace.interact(clicked(payload, **action))
    assert workspace.api.calls, action
    for call in workspace.api.calls:
        assert STALE not in str(call.arguments), action
        assert "something broke" not in str(call.arguments), action
    sent = workspace.api.calls[0].arguments
    return sent.get("blocks") or sent.get("view", {}).get("blocks", [])


@pytest.mark.parametrize("payload", ["click_private", "click_thread", "click_dm"])
@pytest.mark.parametrize("outcome", OUTCOMES)
async def test_below_an_answer(workspace: Workspace, outcome: str, payload: str):
    text, _ = OUTCOMES[outcome]
    response = await workspace.command(recorded("command_channel", text=text))
    for action in list(clickable(response.json()["blocks"]))[:25]:
        await leads_on(workspace, payload, action)


@pytest.mark.parametrize(("payload", "first"), [("click_home", "home_first"), ("click_modal", "")])
@pytest.mark.parametrize("outcome", ["overview", "verdict", "question back", "long verdict"])
async def test_in_a_view(workspace: Workspace, outcome: str, payload: str, first: str):
    text, _ = OUTCOMES[outcome]
    if first:
        await workspace.event(recorded(first))
    else:
        await workspace.interact(recorded("shortcut_global"))
    opened = workspace.api.calls[0].arguments["view"]["blocks"]
    for action in clickable(opened):
        await leads_on(workspace, payload, action)
    answered = await leads_on(workspace, payload, {"action_id": "ask:0", "value": text})
    for action in clickable(answered):
        await leads_on(workspace, payload, action)
