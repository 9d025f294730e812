"""Both shortcuts: the modal to choose in, and the answer to somebody else's message."""

from typing import Any

import pytest

from bot.model import Knowledge
from bot.rendering import limits
from bot.slack.posting import STALE
from tests.slack.web_api import RESPONSE_URL
from tests.slack.workspace import Workspace, clicked, recorded


def chosen(
    action_id: str, service: str = "", responsibility: str = "", variant: str = ""
) -> dict[str, Any]:
    """A choice in the modal, with what stands in all of its menus."""
    payload = clicked("click_modal", action_id)
    payload["view"]["state"]["values"] = {
        block_id: {element: {"type": "external_select", "selected_option": option(value)}}
        for block_id, element, value in (
            ("service", "modal:service", service),
            ("responsibility", "modal:responsibility", responsibility),
            (f"variant:{service}", "modal:variant", variant),
        )
    }
    return payload


def option(value: str) -> dict[str, str] | None:
    return {"value": value} if value else None


def updated(workspace: Workspace) -> dict[str, Any]:
    sent = workspace.api.one("views.update")
    assert sent["view_id"] == "V0MODAL"
    assert limits.problems(sent["view"]["blocks"], "modal") == []
    return sent


async def test_the_global_shortcut_opens_a_modal(workspace: Workspace):
    response = await workspace.interact(recorded("shortcut_global"))
    assert (response.status_code, response.text) == (200, "")
    sent = workspace.api.one("views.open")
    assert sent["trigger_id"] == "1.2.abc"
    assert limits.problems(sent["view"]["blocks"], "modal") == []
    assert len(sent["view"]["title"]["text"]) <= 24


@pytest.mark.parametrize(
    ("menu", "typed", "first"),
    [
        ("modal:service", "auro", "aurora"),
        ("modal:service", "lamda", "lambda"),
        ("modal:responsibility", "backup", "backups"),
        ("modal:responsibility", "encrytion", "encryption"),
    ],
)
async def test_its_menus_find_by_name_and_by_typo(
    workspace: Workspace, menu: str, typed: str, first: str
):
    payload = recorded("suggestion_modal") | {"action_id": menu, "value": typed}
    response = await workspace.interact(payload)
    assert response.json()["options"][0]["value"] == first


async def test_the_menu_of_responsibilities_offers_all_before_anything_is_typed(
    workspace: Workspace, knowledge: Knowledge
):
    payload = recorded("suggestion_modal") | {"action_id": "modal:responsibility", "value": ""}
    response = await workspace.interact(payload)
    assert len(response.json()["options"]) == min(100, len(knowledge.responsibilities))


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"service": "rds"}, "Amazon RDS: who does what"),
        ({"responsibility": "backups"}, "backups"),
        ({"service": "rds", "responsibility": "backups"}, "share backups on Amazon RDS"),
        (
            {"service": "eks", "responsibility": "guest-os-patching", "variant": "eks/fargate"},
            "Fargate",
        ),
        ({"service": "gone", "responsibility": "gone", "variant": "gone"}, "The answer appears"),
        ({}, "The answer appears"),
    ],
)
async def test_the_ruling_appears_with_each_choice(
    workspace: Workspace, choice: dict[str, str], expected: str
):
    await workspace.interact(chosen("modal:service", **choice))
    sent = updated(workspace)
    assert sent["hash"] == "1763900900.abc"
    assert expected in str(sent["view"]["blocks"])


async def test_every_variant_of_a_service_can_be_chosen(workspace: Workspace, knowledge: Knowledge):
    await workspace.interact(chosen("modal:service", service="eks"))
    menu = next(
        b for b in updated(workspace)["view"]["blocks"] if b.get("block_id") == "variant:eks"
    )
    values = [each["value"] for each in menu["accessory"]["options"]]
    assert values == ["any", *knowledge.services["eks"].variants]


async def test_a_choice_of_the_answer_fills_the_menus(workspace: Workspace):
    await workspace.interact(clicked("click_modal", "ask:0", "who patches aurora"))
    blocks = updated(workspace)["view"]["blocks"]
    assert blocks[0]["accessory"]["initial_option"]["value"] == "aurora"


async def test_the_pages_of_an_overview_can_be_turned_in_the_modal(workspace: Workspace):
    await workspace.interact(chosen("modal:service", service="rds"))
    blocks = updated(workspace)["view"]["blocks"]
    following = next(b for b in blocks if b.get("block_id") == "pages")["elements"][-1]
    workspace.api.recorded.clear()
    await workspace.interact(clicked("click_modal", following["action_id"], following["value"]))
    blocks = updated(workspace)["view"]["blocks"]
    assert "Page 2 of 2" in str(blocks)
    assert blocks[0]["accessory"]["initial_option"]["value"] == "rds"


@pytest.mark.parametrize(
    ("action_id", "value"), [("from-last-year", "x"), ("page:1", "gone"), ("ask:0", "")]
)
async def test_a_stale_button_is_told_so_in_a_fresh_modal(
    workspace: Workspace, action_id: str, value: str
):
    await workspace.interact(clicked("click_modal", action_id, value))
    assert STALE in str(updated(workspace)["view"]["blocks"])


@pytest.mark.parametrize("error", ["hash_conflict", "not_found"])
async def test_a_quicker_choice_or_a_closed_modal_does_no_harm(
    workspace: Workspace, caplog: pytest.LogCaptureFixture, error: str
):
    workspace.api.refusals["views.update"] = error
    await workspace.interact(chosen("modal:service", service="rds"))
    assert "incident" not in caplog.text


async def test_a_messages_question_is_answered_to_the_asker_alone(workspace: Workspace):
    response = await workspace.interact(recorded("shortcut_message"))
    assert (response.status_code, response.text) == (200, "")
    sent = workspace.api.one(RESPONSE_URL)
    assert (sent["response_type"], sent["replace_original"]) == ("ephemeral", False)
    assert "on AWS Fargate" in sent["text"]


async def test_where_no_thread_is_yet_it_is_shown_in_the_channel_or_nobody_would_see_it(
    workspace: Workspace,
):
    await workspace.interact(recorded("shortcut_message"))
    assert "thread_ts" not in workspace.api.one(RESPONSE_URL)


async def test_in_a_thread_it_is_shown_in_the_thread(workspace: Workspace):
    payload = recorded("shortcut_message")
    payload["message"]["thread_ts"] = "1763901000.000001"
    await workspace.interact(payload)
    assert workspace.api.one(RESPONSE_URL)["thread_ts"] == "1763901000.000001"


async def test_it_can_be_shared_to_the_messages_thread(workspace: Workspace):
    await workspace.interact(recorded("shortcut_message"))
    toolbar = next(
        block
        for block in workspace.api.one(RESPONSE_URL)["blocks"]
        if str(block.get("block_id")).startswith("toolbar")
    )
    share = toolbar["elements"][-1]
    assert share["text"]["text"] == "Share to thread"
    workspace.api.recorded.clear()
    await workspace.interact(
        clicked("click_private", "share", share["value"], block_id=toolbar["block_id"])
    )
    shared = workspace.api.calls[0].arguments
    assert (shared["response_type"], shared["thread_ts"]) == ("in_channel", "1763901000.000900")


async def test_a_message_that_asks_nothing_offers_the_services_it_names(workspace: Workspace):
    payload = recorded("shortcut_message")
    payload["message"]["text"] = "we are moving the orders service to eks tomorrow"
    await workspace.interact(payload)
    sent = workspace.api.one(RESPONSE_URL)
    assert "These services are named" in sent["text"]
    assert "Amazon EKS" in sent["text"]


SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Who patches RDS?"}}
RICH = {
    "type": "rich_text_section",
    "elements": [{"type": "text", "text": "Who patches"}, {"type": "text", "text": "RDS?"}],
}


@pytest.mark.parametrize(
    "said",
    [
        {"text": "", "blocks": [SECTION]},
        {"text": "", "blocks": [{"type": "rich_text", "elements": [RICH]}]},
        {"text": "", "attachments": [{"fallback": "Who patches RDS?"}]},
        {"text": "", "attachments": [{"title": "Ana wrote", "text": "Who patches RDS?"}]},
        {"text": "", "attachments": [{"blocks": [SECTION]}]},
        {"text": "Look at this:", "attachments": [{"text": "Who patches RDS?"}]},
    ],
    ids=["block", "rich text", "fallback", "attachment", "attached block", "forwarded"],
)
async def test_what_a_bot_or_a_forwarded_message_says_is_read_too(
    workspace: Workspace, said: dict[str, Any]
):
    payload = recorded("shortcut_message")
    payload["message"] |= said
    await workspace.interact(payload)
    assert "engine patching on Amazon RDS" in workspace.api.one(RESPONSE_URL)["text"]


@pytest.mark.parametrize("text", ["", "lunch?", "<!channel>"])
async def test_a_message_about_anything_else_is_told_so_politely(workspace: Workspace, text: str):
    payload = recorded("shortcut_message")
    payload["message"]["text"] = text
    await workspace.interact(payload)
    assert workspace.api.one(RESPONSE_URL)["response_type"] == "ephemeral"


async def test_a_modal_that_cannot_open_is_told_in_a_direct_message(workspace: Workspace):
    workspace.api.refusals["views.open"] = "expired_trigger_id"
    await workspace.interact(recorded("shortcut_global"))
    apology = workspace.api.calls[-1]
    assert (apology.method, apology.arguments["channel"]) == ("chat.postMessage", "U0ANA")
