"""Votes on answers: counted once, thanked for, and asked about when they say no."""

import logging

import pytest

from bot.engine import Engine
from bot.model import Question
from bot.rendering import limits
from bot.slack.conversations import Conversations
from bot.slack.desk import Desk
from bot.slack.feedback import THANKS, Vote, Votes
from bot.slack.posting import STALE
from tests.slack.conftest import Asked, connected
from tests.slack.web_api import RESPONSE_URL
from tests.slack.workspace import Workspace, clicked, recorded

YES = "helpful rds:engine-patching"
NO = "not-helpful rds:engine-patching"


@pytest.fixture
def votes(monkeypatch: pytest.MonkeyPatch) -> list[Vote]:
    """Every vote that reaches the one place for votes."""
    cast: list[Vote] = []
    monkeypatch.setattr(Votes, "cast", lambda _, vote: cast.append(vote))
    return cast


@pytest.mark.parametrize("payload", ["click_private", "click_thread", "click_dm"])
async def test_a_yes_is_counted_and_thanked_for_privately(
    votes: list[Vote], workspace: Workspace, payload: str
):
    await workspace.interact(clicked(payload, "feedback", YES))
    assert votes == [Vote(True, "rds:engine-patching")]
    sent = workspace.api.one(RESPONSE_URL)
    assert (sent["text"], sent["response_type"], sent["replace_original"]) == (
        THANKS,
        "ephemeral",
        False,
    )


async def test_a_no_is_counted_and_asks_what_was_wrong(votes: list[Vote], workspace: Workspace):
    await workspace.interact(clicked("click_thread", "feedback", NO))
    assert votes == [Vote(False, "rds:engine-patching")]
    view = workspace.api.one("views.open")["view"]
    assert limits.problems(view["blocks"], "modal") == []
    assert view["private_metadata"] == "rds:engine-patching"
    assert all(len(view[part]["text"]) <= 24 for part in ("title", "submit", "close"))


async def test_what_was_wrong_reaches_the_same_place(votes: list[Vote], workspace: Workspace):
    response = await workspace.interact(recorded("complaint"))
    assert votes == [Vote(False, "rds:engine-patching", "RDS Custom is mine")]
    assert response.json()["response_action"] == "update"
    assert limits.problems(response.json()["view"]["blocks"], "modal") == []


async def test_clicking_twice_votes_once(votes: list[Vote], workspace: Workspace):
    for _ in range(2):
        await workspace.interact(clicked("click_thread", "feedback", YES))
    assert len(votes) == 1


async def test_two_people_vote_twice(votes: list[Vote], workspace: Workspace):
    for user in ("U0ANA", "U0BO"):
        payload = clicked("click_thread", "feedback", YES)
        payload["user"]["id"] = user
        await workspace.interact(payload)
    assert len(votes) == 2


async def test_a_comment_is_in_no_log(workspace: Workspace, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    payload = recorded("complaint")
    payload["view"]["state"]["values"]["complaint"]["complaint"]["value"] = "marker-33f0"
    await workspace.interact(payload)
    assert "marker-33f0" not in caplog.text


@pytest.mark.parametrize("feedback", [True, False])
def test_votes_can_be_switched_off(real_engine: Engine, feedback: bool):
    desk = Desk(real_engine, Conversations(), feedback=feedback)
    blocks = desk.again(Question("who patches rds")).reply.blocks
    assert any(block["type"] == "context_actions" for block in blocks) is feedback


async def test_a_vote_on_an_older_answer_is_stale_once_votes_are_off(engine: Asked):
    async with connected(engine, feedback=False) as workspace:
        await workspace.interact(clicked("click_thread", "feedback", YES))
        assert workspace.api.one(RESPONSE_URL)["text"] == STALE


def test_votes_are_counted_and_comments_kept_within_bounds():
    votes = Votes()
    votes.cast(Vote(True, "rds"))
    votes.cast(Vote(True, "rds"))
    for number in range(600):
        votes.cast(Vote(False, "rds", str(number)))
    assert votes.counts == {("rds", True): 2}
    assert (len(votes.comments), votes.comments[-1].comment) == (500, "599")
