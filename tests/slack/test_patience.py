"""Too many questions in a row: a polite private note, once, and then silence for a while."""

import pytest

from bot.slack.patience import TOO_MANY, Patience
from tests.slack.web_api import RESPONSE_URL
from tests.slack.workspace import Workspace, clicked, recorded


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def asked(patience: Patience, times: int, user: str = "U1", channel: str = "") -> int:
    return sum(patience.allows("T1", user, channel) for _ in range(times))


def test_a_person_may_ask_thirty_questions_at_once():
    assert asked(Patience(clock=Clock()), 100) == 30


def test_one_more_is_allowed_each_second():
    clock = Clock()
    patience = Patience(clock=clock)
    asked(patience, 100)
    clock.now = 3
    assert asked(patience, 100) == 3


def test_after_a_pause_everything_is_allowed_again():
    clock = Clock()
    patience = Patience(clock=clock)
    asked(patience, 100)
    clock.now = 3_600
    assert asked(patience, 100) == 30


def test_one_persons_haste_is_not_anothers():
    patience = Patience(clock=Clock())
    asked(patience, 100)
    assert patience.allows("T1", "U2")


def test_a_channel_may_ask_sixty_questions_at_once():
    patience = Patience(clock=Clock())
    assert sum(asked(patience, 10, f"U{number}", "C1") for number in range(10)) == 60


def test_a_question_that_is_refused_costs_nobody_anything():
    clock = Clock()
    patience = Patience(clock=clock)
    asked(patience, 100, "U1", "C1")
    assert sum(asked(patience, 10, f"V{number}", "C1") for number in range(10)) == 30


def test_a_question_by_nobody_known_counts_for_its_channel_alone():
    assert asked(Patience(clock=Clock()), 100, "", "C1") == 60


def test_it_tells_once_a_minute():
    clock = Clock()
    patience = Patience(clock=clock)
    assert patience.should_tell("T1", "U1")
    assert not patience.should_tell("T1", "U1")
    clock.now = 60
    assert patience.should_tell("T1", "U1")


async def test_commands_are_not_counted(workspace: Workspace):
    for _ in range(40):
        response = await workspace.command(recorded("command_channel"))
    assert "Amazon RDS" in response.json()["text"]


@pytest.mark.parametrize("thread", [None, "1763899000.000900"])
async def test_hasty_mentions_are_told_to_wait_once_and_privately(
    workspace: Workspace, thread: str | None
):
    more = {"thread_ts": thread} if thread else {}
    for number in range(33):
        event = recorded("mention_channel", ts=f"17639{number}.0", **more)
        await workspace.event(event | {"event_id": f"Ev{number}"})
    methods = [call.method for call in workspace.api.calls]
    assert methods == ["chat.postMessage"] * 30 + ["chat.postEphemeral"]
    told = workspace.api.calls[-1].arguments
    assert (told["user"], told["text"], told.get("thread_ts")) == ("U0ANA", TOO_MANY, thread)


async def test_a_hasty_channel_is_told_to_wait_each_asker_privately(workspace: Workspace):
    for number in range(62):
        event = recorded("mention_channel", ts=f"17639{number}.0", user=f"U{number}")
        await workspace.event(event | {"event_id": f"Ev{number}"})
    methods = [call.method for call in workspace.api.calls]
    assert methods == ["chat.postMessage"] * 60 + ["chat.postEphemeral"] * 2
    assert [call.arguments["user"] for call in workspace.api.calls[-2:]] == ["U60", "U61"]


async def test_hasty_direct_messages_are_told_to_wait_once(workspace: Workspace):
    for number in range(33):
        event = recorded("dm", ts=f"17639{number}.0") | {"event_id": f"Ev{number}"}
        await workspace.event(event)
    texts = [call.arguments["text"] for call in workspace.api.calls]
    assert (len(texts), texts.count(TOO_MANY)) == (31, 1)


async def test_hasty_shortcuts_are_told_to_wait_once_and_privately(workspace: Workspace):
    for _ in range(33):
        await workspace.interact(recorded("shortcut_message"))
    sent = [call.arguments for call in workspace.api.calls if call.method == RESPONSE_URL]
    assert (len(sent), sent[-1]["text"]) == (31, TOO_MANY)
    assert sent[-1]["response_type"] == "ephemeral"


async def test_hasty_clicks_are_told_to_wait_once_and_privately(workspace: Workspace):
    for _ in range(33):
        await workspace.interact(clicked("click_thread", "ask:0", "rds"))
    sent = [call.arguments for call in workspace.api.calls if call.method == RESPONSE_URL]
    assert (len(sent), sent[-1]["text"]) == (31, TOO_MANY)
    assert sent[-1]["response_type"] == "ephemeral"
