"""The Home tab as it is opened, asked and browsed."""

from typing import Any

import pytest

from bot.model import Category, Knowledge
from bot.rendering import limits
from bot.rendering.home import home
from bot.slack.posting import STALE
from tests.slack.conftest import Asked, connected
from tests.slack.workspace import Workspace, clicked, recorded


def published(workspace: Workspace) -> dict[str, Any]:
    sent = workspace.api.one("views.publish")
    assert sent["user_id"] == "U0ANA"
    assert sent["view"]["type"] == "home"
    assert limits.problems(sent["view"]["blocks"], "home") == []
    return sent


def pager(view: dict[str, Any]) -> list[dict[str, Any]]:
    return next(b["elements"] for b in view["blocks"] if b.get("block_id") == "pages")


def text_of(view: dict[str, Any]) -> str:
    return str(view["blocks"])


async def test_it_is_published_when_it_is_first_opened(workspace: Workspace):
    await workspace.event(recorded("home_first"))
    sent = published(workspace)
    assert "hash" not in sent


async def test_it_says_what_it_knows_and_since_when(workspace: Workspace, knowledge: Knowledge):
    await workspace.event(recorded("home_first"))
    shown = text_of(published(workspace)["view"])
    assert knowledge.version in shown
    assert f"{len(knowledge.services)} services" in shown


async def test_it_says_what_changed_lately(workspace: Workspace, knowledge: Knowledge):
    await workspace.event(recorded("home_first"))
    shown = text_of(published(workspace)["view"])
    assert knowledge.changes
    assert [change.text in shown for change in knowledge.changes[:6]] == [True] * 5 + [False]


async def test_an_older_view_is_replaced_guarded_by_its_hash(workspace: Workspace):
    await workspace.event(recorded("home_again"))
    assert published(workspace)["hash"] == "1763900600.abc"


async def test_what_somebody_was_looking_at_stays_when_it_is_opened_again(workspace: Workspace):
    await workspace.interact(clicked("click_home", "home:ask", "who patches rds"))
    event = recorded("home_again")
    event["event"]["view"]["private_metadata"] = published(workspace)["view"]["private_metadata"]
    workspace.api.recorded.clear()
    await workspace.event(event)
    assert workspace.api.calls == []


async def test_what_somebody_was_looking_at_stays_when_the_bot_is_started_anew(engine: Asked):
    editions: list[str] = []
    for _ in range(2):
        async with connected(engine) as workspace:
            await workspace.event(recorded("home_first"))
            editions.append(published(workspace)["view"]["private_metadata"])
    assert editions[0] == editions[1]


async def test_every_page_of_an_answer_can_be_turned_in_the_tab(workspace: Workspace):
    payload = clicked("click_home", "home:service", "", selected_option={"value": "rds"})
    await workspace.interact(payload)
    following = pager(published(workspace)["view"])[-1]
    workspace.api.recorded.clear()
    await workspace.interact(clicked("click_home", following["action_id"], following["value"]))
    view = published(workspace)["view"]
    assert "Page 2 of 2" in text_of(view)
    assert "browse:databases" in text_of(view)


@pytest.mark.parametrize(
    ("action_id", "value"), [("from-last-year", "x"), ("page:1", "gone"), ("ask:0", "")]
)
async def test_a_stale_button_is_told_so_in_a_fresh_tab(
    workspace: Workspace, action_id: str, value: str
):
    await workspace.interact(clicked("click_home", action_id, value))
    assert STALE in text_of(published(workspace)["view"])


async def test_a_question_is_answered_in_the_tab(workspace: Workspace):
    await workspace.interact(clicked("click_home", "home:ask", "who patches rds"))
    sent = published(workspace)
    assert sent["hash"] == "1763900600.abc"
    assert "engine patching on Amazon RDS" in text_of(sent["view"])


async def test_a_choice_of_the_answer_is_answered_in_the_tab(workspace: Workspace):
    await workspace.interact(clicked("click_home", "ask:0", "who patches aurora"))
    assert "engine patching on Amazon Aurora" in text_of(published(workspace)["view"])


@pytest.mark.parametrize("category", Category)
async def test_every_category_shows_its_services(
    workspace: Workspace, knowledge: Knowledge, category: Category
):
    await workspace.interact(
        clicked("click_home", "home:category", "", selected_option={"value": category.value})
    )
    shown = text_of(published(workspace)["view"])
    names = [s.name for s in knowledge.services.values() if s.category is category]
    assert all(str({"type": "plain_text", "text": name}) in shown for name in names)


async def test_a_service_shows_its_stack_on_its_shelf(workspace: Workspace):
    await workspace.interact(
        clicked("click_home", "home:service", "", selected_option={"value": "rds"})
    )
    shown = text_of(published(workspace)["view"])
    assert "Amazon RDS: who does what" in shown
    assert "browse:databases" in shown


@pytest.mark.parametrize("action_id", ["home:service", "home:category", "home:ask"])
async def test_a_choice_that_no_longer_exists_does_no_harm(workspace: Workspace, action_id: str):
    await workspace.interact(clicked("click_home", action_id, "gone"))
    published(workspace)


async def test_a_quicker_click_wins(workspace: Workspace, caplog: pytest.LogCaptureFixture):
    workspace.api.refusals["views.publish"] = "hash_conflict"
    await workspace.interact(clicked("click_home", "home:ask", "who patches rds"))
    assert "incident" not in caplog.text


async def test_another_refusal_is_told_in_a_direct_message(workspace: Workspace):
    workspace.api.refusals["views.publish"] = "view_too_large"
    await workspace.interact(clicked("click_home", "home:ask", "who patches rds"))
    apology = workspace.api.calls[-1]
    assert (apology.method, apology.arguments["channel"]) == ("chat.postMessage", "U0ANA")


def test_a_knowledge_base_of_two_services_has_a_home(tiny: Knowledge):
    for category in (None, Category.COMPUTE, Category.AI):
        assert limits.problems(home(tiny, category)["blocks"], "home") == []  # type: ignore[arg-type]
