"""Which question a follow-up leans on: the last one in the same conversation, and no other."""

import pytest

from bot.model import Question, Surface
from bot.rendering.buttons import carry
from tests.slack.conftest import Asked
from tests.slack.workspace import Workspace, clicked, recorded


def leaned_on(engine: Asked) -> str | None:
    """The question before, as the engine got it with the last one."""
    return engine.questions[-1].previous


async def test_the_first_question_leans_on_nothing(workspace: Workspace, engine: Asked):
    await workspace.command(recorded("command_channel"))
    question = engine.questions[0]
    assert (question.text, question.surface, question.previous) == (
        "who patches rds",
        Surface.SLASH,
        None,
    )


async def test_a_command_leans_on_the_same_persons_last_one_in_that_channel(
    workspace: Workspace, engine: Asked
):
    await workspace.command(recorded("command_channel"))
    await workspace.command(recorded("command_channel", text="and aurora?"))
    assert leaned_on(engine) == "who patches rds"


@pytest.mark.parametrize(
    "elsewhere",
    [{"user_id": "U0BO"}, {"channel_id": "C0OTHER"}, {"team_id": "T0OTHER"}],
    ids=["person", "channel", "workspace"],
)
async def test_a_command_leans_on_nothing_of_another(
    workspace: Workspace, engine: Asked, elsewhere: dict[str, str]
):
    await workspace.command(recorded("command_channel"))
    await workspace.command(recorded("command_channel", text="and aurora?", **elsewhere))
    assert leaned_on(engine) is None


async def test_a_mention_in_the_thread_of_an_answer_leans_on_its_question(
    workspace: Workspace, engine: Asked
):
    await workspace.event(recorded("mention_channel"))
    follow_up = recorded(
        "mention_thread",
        text="<@U0SRM> and aurora?",
        thread_ts="1763900000.000100",
        user="U0BO",
    )
    await workspace.event(follow_up)
    assert engine.questions[-1].surface is Surface.MENTION
    assert leaned_on(engine) == "who patches rds"


async def test_a_mention_in_another_thread_leans_on_nothing(workspace: Workspace, engine: Asked):
    await workspace.event(recorded("mention_channel"))
    await workspace.event(recorded("mention_thread", text="<@U0SRM> and aurora?"))
    assert leaned_on(engine) is None


async def test_a_mention_leans_on_the_answer_that_was_shared_to_its_thread(
    workspace: Workspace, engine: Asked
):
    value = carry(Question("who patches rds"))
    await workspace.interact(clicked("click_private_thread", "share", value))
    thread = "1763900000.000100"
    follow_up = recorded("mention_thread", text="<@U0SRM> and aurora?", thread_ts=thread)
    await workspace.event(follow_up)
    assert leaned_on(engine) == "who patches rds"


async def test_a_direct_message_leans_on_the_one_before_in_its_thread(
    workspace: Workspace, engine: Asked
):
    await workspace.event(recorded("dm"))
    await workspace.event(recorded("dm_thread", text="and aurora?"))
    assert engine.questions[-1].surface is Surface.DM
    assert leaned_on(engine) == "who patches rds"


async def test_a_direct_message_outside_a_thread_begins_a_new_conversation(
    workspace: Workspace, engine: Asked
):
    await workspace.event(recorded("dm"))
    again = recorded("dm", text="and aurora?", ts="1763900110.0") | {"event_id": "Ev0NEXT"}
    await workspace.event(again)
    assert leaned_on(engine) is None


async def test_a_whole_question_is_read_once(workspace: Workspace, engine: Asked):
    await workspace.command(recorded("command_channel"))
    await workspace.command(recorded("command_channel", text="who patches aurora"))
    assert [question.previous for question in engine.questions] == [None, None]
