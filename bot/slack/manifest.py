"""The app manifest: what Slack is told about this app.

Fields and limits: https://docs.slack.dev/reference/app-manifest
"""

from __future__ import annotations

from typing import Any

from bot.rendering.commands import COMMANDS

COMMAND = "/srm"
USAGE = " | ".join(each.example for each in COMMANDS[:3]) + " | help"

ASK_ANYWHERE = "ask_anywhere"
ASK_MESSAGE = "ask_message"
"""Callback ids of the shortcuts."""
FIND_OWNER = "find_owner"
"""Callback id of the workflow step."""

EVENTS = ("app_home_opened", "app_mention", "function_executed", "message.im")
"""Every one has a listener: Slack repeats a delivery that nobody acknowledges."""

SCOPES = ("app_mentions:read", "assistant:write", "chat:write", "commands", "im:history")
"""``assistant:write`` suggests questions where a conversation begins; ``im:history`` only because Slack ties direct-message events to it; nothing is ever read."""

_PROMPTS = (
    ("Patching a database", "who patches rds"),
    ("Encryption in S3", "who encrypts data at rest in s3"),
    ("My part on EKS", "what am I responsible for on eks"),
    ("EC2 beside Lambda", "compare ec2 and lambda"),
)

_STEP: dict[str, Any] = {
    "title": "Find out who is responsible",
    "description": "Says whose job something is on AWS, from a question or a service and a responsibility",
    "input_parameters": {
        "properties": {
            "question": {
                "type": "string",
                "title": "Question",
                "description": "Such as: who patches rds",
            },
            "service": {
                "type": "string",
                "title": "Service",
                "description": "Instead of a question: the AWS service",
            },
            "responsibility": {
                "type": "string",
                "title": "Responsibility",
                "description": "Instead of a question: what has to be done",
            },
        },
        "required": [],
    },
    "output_parameters": {
        "properties": {
            "owner": {
                "type": "string",
                "title": "Owner",
                "description": "AWS, You, Shared, or Several",
            },
            "aws_part": {"type": "string", "title": "AWS's part", "description": "What AWS does"},
            "customer_part": {
                "type": "string",
                "title": "Your part",
                "description": "What you do",
            },
            "source": {
                "type": "string",
                "title": "Source",
                "description": "The page that says so, and when it was checked",
            },
            "link": {"type": "string", "title": "Link", "description": "The address of that page"},
        },
        "required": ["owner", "aws_part", "customer_part", "source", "link"],
    },
}


def manifest(url: str | None = None) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP when ``url``, the bot's own address, is given.

    ``url`` may end with a slash. Raises ``ValueError`` when it is not an ``https`` address.
    """
    endpoint = None if url is None else _endpoint(url)
    at_endpoint = {} if endpoint is None else {"url": endpoint}
    requests = {} if endpoint is None else {"request_url": endpoint}
    options = {} if endpoint is None else {"message_menu_options_url": endpoint}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "SRM",
            "description": "On AWS, whose job is it: AWS's, yours, or both?",
            "background_color": "#232f3e",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "agent_view": {
                "agent_description": "Answers whose job something is on AWS: AWS's, yours, or both, "
                "with what each side does and the AWS page that says so.",
                "suggested_prompts": suggested_prompts(),
            },
            "bot_user": {"display_name": "SRM", "always_online": True},
            "shortcuts": [
                {
                    "name": "Whose job is it?",
                    "type": "global",
                    "callback_id": ASK_ANYWHERE,
                    "description": "Look up who is responsible for what on an AWS service",
                },
                {
                    "name": "Who owns this?",
                    "type": "message",
                    "callback_id": ASK_MESSAGE,
                    "description": "Answer the question in this message, for your eyes only",
                },
            ],
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Whose job is it: AWS's, yours, or both?",
                    "usage_hint": USAGE,
                    "should_escape": False,
                    **at_endpoint,
                }
            ],
        },
        "functions": {FIND_OWNER: _STEP},
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**requests, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **requests, **options},
            "function_runtime": "remote",
            # Workflow steps of an app need it: https://docs.slack.dev/workflows/workflow-steps
            "org_deploy_enabled": True,
            "socket_mode_enabled": endpoint is None,
            "token_rotation_enabled": False,
        },
    }


def suggested_prompts() -> list[dict[str, str]]:
    """Four questions to begin a conversation with; Slack shows no more."""
    return [{"title": title, "message": message} for title, message in _PROMPTS]


def _endpoint(url: str) -> str:
    base = url.strip().rstrip("/")
    if not base.startswith("https://") or len(base) == len("https://"):
        raise ValueError(f"{url!r} is not an https address. Slack delivers to https://… only.")
    return base if base.endswith("/slack/events") else f"{base}/slack/events"
