"""Who sees a reply, and in which thread: one test per entry point and place.

The table of ``docs/design.md``, cell by cell.
"""

from typing import Any

import pytest

from tests.slack.workspace import Workspace, recorded


@pytest.mark.parametrize(
    "payload",
    [
        "command_channel",
        "command_private",
        "command_dm",
        "command_group_dm",
        "command_shared_channel",
    ],
)
async def test_a_command_is_answered_for_the_asker_alone_inside_the_acknowledgement(
    workspace: Workspace, payload: str
):
    response = await workspace.command(recorded(payload))
    assert response.status_code == 200
    assert response.json()["response_type"] == "ephemeral"
    assert response.json()["text"]
    assert workspace.api.calls == []


@pytest.mark.parametrize(
    ("payload", "channel", "thread"),
    [
        ("mention_channel", "C0GENERAL", "1763900000.000100"),
        ("mention_private", "G0OPS", "1763900000.000100"),
        ("mention_group_dm", "G0TRIO", "1763900000.000100"),
        ("mention_shared_channel", "C0GENERAL", "1763900000.000100"),
        ("mention_middle", "C0GENERAL", "1763900000.000100"),
        ("mention_thread", "C0GENERAL", "1763899000.000900"),
        ("dm", "D0ANA", "1763900100.000300"),
        ("dm_with_mention", "D0ANA", "1763900100.000300"),
        ("dm_with_file", "D0ANA", "1763900100.000300"),
        ("dm_thread", "D0ANA", "1763900100.000300"),
    ],
)
async def test_a_message_is_answered_for_everybody_there_in_its_thread(
    workspace: Workspace, payload: str, channel: str, thread: str
):
    response = await workspace.event(recorded(payload))
    assert (response.status_code, response.text) == (200, "")
    posted: dict[str, Any] = workspace.api.only
    assert (posted["channel"], posted.get("thread_ts")) == (channel, thread)
    assert posted["text"]


@pytest.mark.parametrize(
    "payload",
    [
        "mention_edited",
        "mention_by_bot",
        "dm_edited",
        "dm_deleted",
        "dm_by_bot",
        "dm_by_old_bot",
        "dm_own",
        "message_in_channel",
        "channel_joined",
        "unknown_event",
    ],
)
async def test_what_is_no_question_is_acknowledged_and_not_answered(
    workspace: Workspace, payload: str
):
    response = await workspace.event(recorded(payload))
    assert response.status_code == 200
    assert workspace.api.calls == []


async def test_links_of_an_answer_do_not_unfold(workspace: Workspace):
    await workspace.event(recorded("mention_channel"))
    posted = workspace.api.only
    assert (posted["unfurl_links"], posted["unfurl_media"]) == (False, False)
