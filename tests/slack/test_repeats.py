"""Each question is answered once, however often and in whatever shape Slack delivers it."""

from tests.slack.conftest import Asked
from tests.slack.workspace import Workspace, recorded

RETRY = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}


async def test_a_repeated_event_is_acknowledged_and_not_answered_again(workspace: Workspace):
    for headers in ({}, RETRY, RETRY):
        response = await workspace.event(recorded("mention_channel"), headers)
        assert response.status_code == 200
    assert len(workspace.api.calls) == 1


async def test_a_first_delivery_that_calls_itself_a_repeat_is_answered(workspace: Workspace):
    await workspace.event(recorded("mention_channel"), RETRY)
    assert len(workspace.api.calls) == 1


async def test_one_message_under_two_event_ids_is_answered_once(workspace: Workspace):
    await workspace.event(recorded("dm"))
    await workspace.event(recorded("dm") | {"event_id": "Ev0SECOND"})
    assert len(workspace.api.calls) == 1


async def test_a_mention_that_also_comes_as_a_message_is_answered_once(workspace: Workspace):
    mention = recorded("mention_channel", channel="D0ANA", ts="1763900100.000300")
    await workspace.event(mention)
    await workspace.event(recorded("dm"))
    assert len(workspace.api.calls) == 1


async def test_the_same_words_written_twice_are_two_questions(workspace: Workspace, engine: Asked):
    await workspace.event(recorded("dm"))
    await workspace.event(recorded("dm", ts="1763900101.000000") | {"event_id": "Ev0NEXT"})
    assert len(engine.questions) == 2


async def test_the_same_command_twice_is_answered_twice(workspace: Workspace, engine: Asked):
    for _ in range(2):
        await workspace.command(recorded("command_channel"))
    assert len(engine.questions) == 2
