"""Clicks below an answer: who sees what comes of them, and where.

The table of ``docs/design.md``, cell by cell.
"""

import json
from typing import Any

import pytest

from bot.engine import Engine
from bot.model import Question, Surface
from bot.rendering.buttons import carry
from bot.slack.conversations import Conversations
from bot.slack.desk import Desk
from bot.slack.patience import TOO_MANY
from bot.slack.posting import STALE, TOO_LATE
from tests.slack.conftest import Asked
from tests.slack.web_api import RESPONSE_URL
from tests.slack.workspace import Workspace, clicked, recorded

RDS = "who patches rds"
CARRIED = carry(Question(RDS))
MANY = "who patches ec2, rds, lambda, s3, eks, fargate, aurora, dynamodb, ecs, vpc and kms"
CARRIED_MANY = carry(Question(MANY))
LONG = f"{MANY}? {'My boss would like to know. ' * 100}"


def action_ids(blocks: list[dict[str, Any]]) -> list[str]:
    return [
        element["action_id"]
        for block in blocks
        if block["type"] in {"actions", "context_actions"}
        for element in block["elements"]
    ]


def element(blocks: list[dict[str, Any]], action_id: str) -> dict[str, Any]:
    return next(
        found
        for block in blocks
        if block["type"] == "actions"
        for found in block["elements"]
        if found["action_id"] == action_id
    )


def labels(blocks: list[dict[str, Any]]) -> list[str]:
    return [
        element["text"]["text"]
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "button"
    ]


@pytest.mark.parametrize("payload", ["click_private", "click_private_thread", "click_private_dm"])
async def test_a_choice_below_a_private_answer_changes_it_in_place(
    workspace: Workspace, payload: str
):
    response = await workspace.interact(clicked(payload, "ask:0", RDS))
    assert (response.status_code, response.text) == (200, "")
    sent = workspace.api.one(RESPONSE_URL)
    assert sent["replace_original"] is True
    assert "engine patching on Amazon RDS" in sent["text"]


@pytest.mark.parametrize(
    ("payload", "thread"), [("click_thread", "1763900000.000100"), ("click_channel", None)]
)
async def test_a_choice_below_a_public_answer_is_answered_privately(
    workspace: Workspace, payload: str, thread: str | None
):
    await workspace.interact(clicked(payload, "ask:0", RDS))
    sent = workspace.api.one(RESPONSE_URL)
    assert (sent["response_type"], sent["replace_original"]) == ("ephemeral", False)
    assert sent.get("thread_ts") == thread


async def test_the_askers_own_choice_completes_the_public_question_in_place(workspace: Workspace):
    payload = clicked("click_thread", "ask:0", RDS, block_id="choices:U0ANA")
    await workspace.interact(payload)
    sent = workspace.api.one(RESPONSE_URL)
    assert sent["replace_original"] is True
    assert "response_type" not in sent


async def test_somebody_elses_choice_is_answered_to_the_clicker_alone(workspace: Workspace):
    payload = clicked("click_thread", "ask:0", RDS, block_id="choices:U0BO")
    await workspace.interact(payload)
    assert workspace.api.one(RESPONSE_URL)["response_type"] == "ephemeral"


@pytest.mark.parametrize(
    ("payload", "thread"),
    [("click_dm", "1763900101.000300"), ("click_dm_thread", "1763900100.000300")],
)
async def test_a_choice_in_direct_messages_is_answered_in_the_thread(
    workspace: Workspace, payload: str, thread: str
):
    await workspace.interact(clicked(payload, "ask:0", RDS))
    assert (workspace.api.only["channel"], workspace.api.only["thread_ts"]) == ("D0ANA", thread)


async def test_the_choices_of_a_public_clarification_are_the_askers(workspace: Workspace):
    await workspace.event(recorded("mention_channel", text="<@U0SRM> who patches postgres"))
    blocks = workspace.api.only["blocks"]
    assert [b["block_id"] for b in blocks if b["type"] == "actions"] == ["choices:U0ANA"]


async def test_a_follow_up_leans_on_what_was_clicked(workspace: Workspace, engine: Asked):
    await workspace.interact(clicked("click_private", "ask:0", "who patches aurora"))
    await workspace.command(recorded("command_channel", text="and backups?"))
    assert engine.questions[-1].previous == "who patches aurora"


@pytest.mark.parametrize(
    ("payload", "thread"),
    [
        ("click_private", None),
        ("click_private_thread", "1763900000.000100"),
        ("click_private_dm", None),
        ("click_thread", "1763900000.000100"),
        ("click_channel", None),
    ],
)
async def test_why_is_explained_to_the_clicker_alone(
    workspace: Workspace, payload: str, thread: str | None
):
    await workspace.interact(clicked(payload, "why", CARRIED))
    sent = workspace.api.one(RESPONSE_URL)
    assert (sent["response_type"], sent["replace_original"]) == ("ephemeral", False)
    assert sent.get("thread_ts") == thread
    assert "rds:engine-patching" in sent["text"]


async def test_why_in_direct_messages_is_explained_in_the_thread(workspace: Workspace):
    await workspace.interact(clicked("click_dm", "why", CARRIED))
    assert workspace.api.only["thread_ts"] == "1763900101.000300"


@pytest.mark.parametrize(
    ("payload", "thread"),
    [("click_private", None), ("click_private_thread", "1763900000.000100")],
)
async def test_sharing_makes_the_answer_public_and_takes_the_private_one_away(
    workspace: Workspace, payload: str, thread: str | None
):
    await workspace.interact(clicked(payload, "share", CARRIED))
    shared, taken_away = (call.arguments for call in workspace.api.calls)
    assert (shared["response_type"], shared.get("thread_ts")) == ("in_channel", thread)
    assert shared["text"].endswith("Shared by ana.")
    assert taken_away["delete_original"] is True


async def test_what_slack_refuses_to_share_stays_and_its_reader_is_told_once(workspace: Workspace):
    workspace.api.refusals[RESPONSE_URL] = "expired_url"
    await workspace.interact(clicked("click_private", "share", CARRIED))
    assert [call.method for call in workspace.api.calls] == [RESPONSE_URL, "chat.postEphemeral"]


async def test_too_much_sharing_is_told_to_wait_privately(workspace: Workspace):
    for number in range(33):
        payload = clicked("click_private", "share", CARRIED)
        payload["container"]["message_ts"] = f"17639{number}.0"
        await workspace.interact(payload)
    sent = [call.arguments for call in workspace.api.calls]
    public = [each for each in sent if each.get("response_type") == "in_channel"]
    assert (len(public), sent[-1]["text"]) == (30, TOO_MANY)
    assert sent[-1]["response_type"] == "ephemeral"


@pytest.mark.parametrize(
    "payload",
    ["click_private", "click_private_thread", "click_private_dm", "click_dm", "click_dm_thread"],
)
async def test_a_page_is_turned_in_place_where_its_reader_is_alone(
    workspace: Workspace, payload: str
):
    await workspace.interact(clicked(payload, "page:1", CARRIED_MANY))
    sent = workspace.api.one(RESPONSE_URL)
    assert sent["replace_original"] is True
    assert "Page 2 of 2" in json.dumps(sent["blocks"])


@pytest.mark.parametrize(
    ("payload", "thread"), [("click_thread", "1763900000.000100"), ("click_channel", None)]
)
async def test_a_page_of_a_public_answer_is_turned_for_the_reader_alone(
    workspace: Workspace, payload: str, thread: str | None
):
    await workspace.interact(clicked(payload, "page:1", CARRIED_MANY))
    sent = workspace.api.one(RESPONSE_URL)
    assert (sent["response_type"], sent["replace_original"]) == ("ephemeral", False)
    assert sent.get("thread_ts") == thread


async def test_the_pages_of_a_question_too_long_for_a_button_can_be_turned(workspace: Workspace):
    response = await workspace.command(recorded("command_channel", text=LONG))
    following = element(response.json()["blocks"], "page:1")
    assert len(following["value"]) < 100
    await workspace.interact(clicked("click_private", "page:1", following["value"]))
    assert "Page 2 of 2" in json.dumps(workspace.api.one(RESPONSE_URL)["blocks"])


@pytest.mark.parametrize("typed", ["x", "é", "\x00", '"', "\\", "\n"])
@pytest.mark.parametrize("length", [0, 100, 249, 250, 251, 300, 340, 1_000, 1_990, 2_000, 5_000])
def test_whatever_a_button_cannot_carry_is_remembered(real_engine: Engine, typed: str, length: int):
    desk = Desk(real_engine, Conversations(), feedback=False)
    question = Question(typed * length + RDS, previous=typed * (length // 2))
    desk.again(question)
    assert desk.question(carry(question)) == question


async def test_a_turned_page_is_still_shared_to_the_thread_it_was_asked_for(workspace: Workspace):
    payload = recorded("shortcut_message")
    payload["message"]["text"] = MANY
    await workspace.interact(payload)
    blocks = workspace.api.one(RESPONSE_URL)["blocks"]
    pager = next(block for block in blocks if str(block.get("block_id")).startswith("pages"))
    workspace.api.recorded.clear()
    await workspace.interact(
        clicked("click_private", "page:1", CARRIED_MANY, block_id=pager["block_id"])
    )
    toolbar = next(
        block
        for block in workspace.api.one(RESPONSE_URL)["blocks"]
        if str(block.get("block_id")).startswith("toolbar")
    )
    assert toolbar["block_id"] == "toolbar:1763901000.000900"
    assert toolbar["elements"][-1]["text"]["text"] == "Share to thread"


async def test_a_long_answer_is_shared_with_its_pages(workspace: Workspace):
    await workspace.interact(clicked("click_private", "share", CARRIED_MANY))
    assert "page:1" in action_ids(workspace.api.calls[0].arguments["blocks"])


async def test_a_long_explanation_has_pages_too(workspace: Workspace):
    await workspace.interact(clicked("click_private", "why", CARRIED_MANY))
    blocks = workspace.api.one(RESPONSE_URL)["blocks"]
    workspace.api.recorded.clear()
    following = element(blocks, "why:1")
    await workspace.interact(clicked("click_private", "why:1", following["value"]))
    sent = workspace.api.one(RESPONSE_URL)
    assert sent["replace_original"] is True
    assert "Page 2 of 2" in json.dumps(sent["blocks"])


async def test_why_explains_a_follow_up_as_it_was_read_where_it_was_asked(workspace: Workspace):
    await workspace.event(recorded("dm"))
    await workspace.event(recorded("dm_thread", text="aurora"))
    value = element(workspace.api.calls[-1].arguments["blocks"], "why")["value"]
    assert value == carry(Question("aurora", Surface.DM, "who patches rds"))
    workspace.api.recorded.clear()
    await workspace.interact(clicked("click_dm", "why", value))
    assert "Engine patching on Amazon Aurora" in workspace.api.only["text"]


async def test_sharing_mentions_nobody_and_offers_no_second_sharing(workspace: Workspace):
    await workspace.interact(clicked("click_private", "share", CARRIED))
    shared = workspace.api.calls[0].arguments
    assert "<@" not in json.dumps(shared)
    assert "share" not in action_ids(shared["blocks"])


async def test_two_quick_clicks_share_once(workspace: Workspace):
    for _ in range(2):
        await workspace.interact(clicked("click_private", "share", CARRIED))
    assert len([c for c in workspace.api.calls if c.arguments.get("response_type")]) == 1


async def test_a_shared_follow_up_says_what_the_private_one_said(workspace: Workspace):
    await workspace.command(recorded("command_channel"))
    response = await workspace.command(recorded("command_channel", text="and aurora?"))
    value = next(
        element["value"]
        for block in response.json()["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == "share"
    )
    await workspace.interact(clicked("click_private", "share", value))
    assert "engine patching on Amazon Aurora" in workspace.api.calls[0].arguments["text"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("auro", "Amazon Aurora"),
        ("ddb", "Amazon DynamoDB"),
        ("lamda", "AWS Lambda"),
    ],
)
async def test_comparing_offers_services_by_name_nickname_and_typo(
    workspace: Workspace, typed: str, first: str
):
    response = await workspace.interact(recorded("suggestion") | {"value": typed})
    assert response.json()["options"][0]["text"]["text"] == first


async def test_a_menu_that_no_longer_exists_offers_nothing(workspace: Workspace):
    payload = recorded("suggestion") | {"action_id": "from-last-year", "value": "rds"}
    response = await workspace.interact(payload)
    assert (response.status_code, response.json()) == (200, {"options": []})


@pytest.mark.parametrize("typed", ["", "a", "\x00", "zzzzqqq", "x" * 10_000])
async def test_whatever_is_typed_gets_at_most_a_hundred_options(workspace: Workspace, typed: str):
    response = await workspace.interact(recorded("suggestion") | {"value": typed})
    assert response.status_code == 200
    assert len(response.json()["options"]) <= 100


async def test_choosing_a_service_compares_it(workspace: Workspace):
    payload = clicked("click_private", "compare:Amazon RDS|Engine patching")
    payload["actions"][0]["selected_option"] = {"value": "Amazon EC2"}
    await workspace.interact(payload)
    text = workspace.api.one(RESPONSE_URL)["text"]
    assert text.startswith("Amazon RDS and Amazon EC2 side by side")
    assert "Engine patching. Amazon RDS: AWS, Amazon EC2: You." in text


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        *(("ask:0", ""), ("why", "not json"), ("why", "[1]"), ("share", "{}")),
        *(("page:1", "0" * 64), ("why:1", ""), ("page:x", CARRIED), ("from-last-year", "x")),
    ],
)
async def test_a_stale_button_gets_a_polite_private_note(
    workspace: Workspace, action_id: str, value: str
):
    await workspace.interact(clicked("click_thread", action_id, value))
    sent = workspace.api.one(RESPONSE_URL)
    assert (sent["text"], sent["response_type"]) == (STALE, "ephemeral")


async def test_a_click_that_slack_lets_nobody_answer_any_more_is_explained(workspace: Workspace):
    workspace.api.refusals[RESPONSE_URL] = "expired_url"
    await workspace.interact(clicked("click_thread", "ask:0", RDS))
    told = workspace.api.calls[-1]
    assert told.method == "chat.postEphemeral"
    assert (told.arguments["user"], told.arguments["text"]) == ("U0ANA", TOO_LATE)


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel"])
async def test_where_the_bot_is_no_member_it_explains_that_in_a_direct_message(
    workspace: Workspace, error: str
):
    workspace.api.refusals |= {RESPONSE_URL: "expired_url", "chat.postEphemeral": error}
    await workspace.interact(clicked("click_thread", "ask:0", RDS))
    told = workspace.api.calls[-1]
    assert (told.method, told.arguments["channel"]) == ("chat.postMessage", "U0ANA")
    assert told.arguments["text"] == TOO_LATE


@pytest.mark.parametrize("payload", ["click_private", "click_thread", "click_dm"])
async def test_a_click_that_breaks_gets_a_private_apology(
    workspace: Workspace, engine: Asked, payload: str
):
    engine.failure = RuntimeError()
    await workspace.interact(clicked(payload, "ask:0", RDS))
    sent = workspace.api.one(RESPONSE_URL)
    assert "incident" in sent["text"]
    assert sent["response_type"] == "ephemeral"


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("command_channel", ["Whole picture", "Why?", "Share in channel"]),
        ("command_dm", ["Whole picture", "Why?"]),
    ],
)
async def test_a_private_verdict_can_be_shared_where_somebody_is(
    workspace: Workspace, payload: str, expected: list[str]
):
    response = await workspace.command(recorded(payload, text="who patches s3"))
    assert labels(response.json()["blocks"])[-len(expected) :] == expected


@pytest.mark.parametrize("payload", ["mention_channel", "dm"])
async def test_a_public_verdict_offers_no_sharing(workspace: Workspace, payload: str):
    await workspace.event(recorded(payload))
    assert "Share in channel" not in labels(workspace.api.only["blocks"])
