"""Every form of words in the help does what the help says, under ``/srm`` and elsewhere."""

import pytest

from bot.rendering.commands import COMMANDS
from tests.slack.workspace import Workspace, recorded

GIVES = {
    "who patches rds": "AWS is responsible for engine patching on Amazon RDS.",
    "rds": "Amazon RDS: who does what",
    "compare rds ec2 lambda": "AWS Lambda side by side",
    "services databases": "Amazon DynamoDB",
    "responsibilities": "Physical security",
    "why": "Why this answer?",
    "help": "Whose job is it on AWS?",
}


def test_every_command_is_tried_here():
    assert GIVES.keys() == {each.example for each in COMMANDS}


@pytest.mark.parametrize(("text", "expected"), GIVES.items())
async def test_a_command_gives_what_the_help_says(workspace: Workspace, text: str, expected: str):
    await workspace.command(recorded("command_channel"))
    response = await workspace.command(recorded("command_channel", text=text))
    assert expected in response.json()["text"]


@pytest.mark.parametrize(
    ("text", "expected"), [(text, given) for text, given in GIVES.items() if text != "rds"]
)
async def test_the_same_words_work_in_a_thread(workspace: Workspace, text: str, expected: str):
    await workspace.event(recorded("mention_channel"))
    follow_up = recorded("mention_thread", thread_ts="1763900000.000100", text=f"<@U0SRM> {text}")
    await workspace.event(follow_up)
    assert expected in workspace.api.calls[-1].arguments["text"]


async def test_a_mention_and_nothing_else_is_a_cry_for_help(workspace: Workspace):
    await workspace.event(recorded("mention_channel", text="<@U0SRM>"))
    assert "Whose job is it on AWS?" in workspace.api.only["text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aurora", "Amazon Aurora: who does what"),
        ("and aurora?", "engine patching on Amazon Aurora"),
        ("and for aurora", "engine patching on Amazon Aurora"),
    ],
)
async def test_a_service_alone_is_a_command_and_after_and_a_follow_up(
    workspace: Workspace, text: str, expected: str
):
    await workspace.command(recorded("command_channel"))
    response = await workspace.command(recorded("command_channel", text=text))
    assert expected in response.json()["text"]


async def test_a_service_alone_in_a_thread_is_a_follow_up(workspace: Workspace):
    await workspace.event(recorded("mention_channel"))
    follow_up = recorded("mention_thread", thread_ts="1763900000.000100", text="<@U0SRM> aurora")
    await workspace.event(follow_up)
    assert "engine patching on Amazon Aurora" in workspace.api.calls[-1].arguments["text"]


async def test_a_chain_of_follow_ups_keeps_what_the_first_one_asked(workspace: Workspace):
    for text in ("who patches rds", "and aurora?", "and ec2?"):
        response = await workspace.command(recorded("command_channel", text=text))
    assert "patching on Amazon EC2" in response.json()["text"]


async def test_help_lists_every_command(workspace: Workspace):
    response = await workspace.command(recorded("command_channel", text="help"))
    assert all(each.example in response.json()["text"] for each in COMMANDS)


@pytest.mark.parametrize("text", ["", "  ", "help"])
async def test_nothing_typed_is_a_cry_for_help(workspace: Workspace, text: str):
    response = await workspace.command(recorded("command_channel", text=text))
    assert "Whose job is it on AWS?" in response.json()["text"]


@pytest.mark.parametrize(
    "text",
    [
        *("why", "Why?", "why is that", "How come?!", "explain why", "and why?"),
        *("how do you know?", "How did you get to that?", "why did you say that"),
    ],
)
async def test_why_explains_the_question_before(workspace: Workspace, text: str):
    await workspace.command(recorded("command_channel", text="who patches s3"))
    response = await workspace.command(recorded("command_channel", text=text))
    assert "Amazon S3" in response.json()["text"]


async def test_why_can_be_asked_twice(workspace: Workspace):
    await workspace.command(recorded("command_channel"))
    for _ in range(2):
        response = await workspace.command(recorded("command_channel", text="why"))
        assert "rds:engine-patching" in response.json()["text"]


async def test_a_list_can_be_walked_down_to_a_stack(workspace: Workspace):
    text = "services"
    for expected in ("Services", "Services", "who does what"):
        response = await workspace.command(recorded("command_channel", text=text))
        assert expected in response.json()["text"]
        menus = [
            element
            for block in response.json()["blocks"]
            if block["type"] == "actions"
            for element in block["elements"]
            if element["action_id"] == "ask:listed"
        ]
        text = menus[0]["options"][-1]["value"] if menus else ""
    assert text == ""


NATURALLY = {
    "what can you do?": "Whose job is it on AWS?",
    "tell me about rds": "Amazon RDS: who does what",
    "how does rds compare with aurora": "Amazon RDS and Amazon Aurora side by side",
    "what services do you know?": "Services",
    "which databases do you know?": "Amazon DynamoDB",
    "what responsibilities are there?": "Responsibilities",
    "how did you get to that?": "Why this answer?",
}


@pytest.mark.parametrize(("text", "expected"), NATURALLY.items())
async def test_each_command_has_natural_words_too(workspace: Workspace, text: str, expected: str):
    await workspace.command(recorded("command_channel"))
    response = await workspace.command(recorded("command_channel", text=text))
    assert expected in response.json()["text"]
    await workspace.event(recorded("dm"))
    await workspace.event(recorded("dm_thread", text=text))
    assert expected in workspace.api.calls[-1].arguments["text"]


async def test_a_command_that_speaks_of_a_payload_is_no_interaction(workspace: Workspace):
    """Bolt looks for that word anywhere in a form to tell what it is."""
    text = "wrong payload format from devices on iot core"
    response = await workspace.command(recorded("command_channel", text=text))
    assert "AWS IoT Core" in response.json()["text"]
