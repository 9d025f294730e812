"""Questions to begin a conversation with, and no harm where Slack has no agent features."""

import pytest

from tests.slack.workspace import Workspace, recorded


async def test_opening_the_conversation_suggests_questions_without_a_thread(workspace: Workspace):
    await workspace.event(recorded("messages_opened"))
    sent = workspace.api.one("assistant.threads.setSuggestedPrompts")
    assert sent["channel_id"] == "D0ANA"
    assert "thread_ts" not in sent
    assert 1 <= len(sent["prompts"]) <= 4


async def test_every_suggested_question_gets_an_answer(workspace: Workspace):
    await workspace.event(recorded("messages_opened"))
    for prompt in workspace.api.calls[0].arguments["prompts"]:
        response = await workspace.command(recorded("command_channel", text=prompt["message"]))
        assert "did not find" not in response.json()["text"]


@pytest.mark.parametrize("error", ["missing_scope", "not_allowed_token_type", "channel_not_found"])
async def test_a_workspace_without_agent_features_is_answered_all_the_same(
    workspace: Workspace, error: str
):
    workspace.api.refusals["assistant.threads.setSuggestedPrompts"] = error
    await workspace.event(recorded("messages_opened"))
    await workspace.event(recorded("dm"))
    methods = [call.method for call in workspace.api.calls]
    assert methods == ["assistant.threads.setSuggestedPrompts", "chat.postMessage"]


async def test_a_network_that_is_down_is_no_matter_for_who_opens_the_conversation(
    workspace: Workspace,
):
    prompts = workspace.api.hangs_up = "assistant.threads.setSuggestedPrompts"
    await workspace.event(recorded("messages_opened"))
    assert {call.method for call in workspace.api.calls} == {prompts}


async def test_opening_the_conversation_publishes_no_home(workspace: Workspace):
    await workspace.event(recorded("messages_opened"))
    assert all(call.method != "views.publish" for call in workspace.api.calls)
