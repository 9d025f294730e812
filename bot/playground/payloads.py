"""The payloads that Slack sends to an app, built from a workspace.

Shapes: https://docs.slack.dev/interactivity/implementing-slash-commands,
https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/reference/events
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.playground.workspace import APP, BOT, TEAM, Channel, Json, Message, Run, View, Workspace

VERIFICATION = "playground"
"""Slack's old verification token: still in every payload, good for nothing."""

_PIECE = re.compile(r"@(?P<name>\w+)|#(?P<channel>\w+)|(?P<link>https?://[^\s<>|]+)")
_BROADCASTS = {"here", "channel", "everyone"}


def composed(workspace: Workspace, typed: str) -> tuple[str, Json]:
    """What somebody typed as Slack would store it: the text and its ``rich_text`` block.

    ``@SRM``, ``@here`` and ``#cloud`` become what they name; everything else is escaped.
    """
    people = {name.lower(): user for user, name in workspace.people.items()}
    people[workspace.bot.lower()] = BOT
    channels = {c.name: c.id for c in workspace.channels.values() if c.person is None}
    text: list[str] = []
    elements: list[Json] = []

    def add(written: str, element: Json) -> None:
        text.append(written)
        elements.append(element)

    def add_text(plain: str) -> None:
        if plain:
            add(_escaped(plain), {"type": "text", "text": plain})

    at = 0
    for match in _PIECE.finditer(typed):
        name = (match["name"] or "").lower()
        channel = channels.get(match["channel"] or "")
        add_text(typed[at : match.start()])
        at = match.end()
        if name in people:
            add(f"<@{people[name]}>", {"type": "user", "user_id": people[name]})
        elif name in _BROADCASTS:
            add(f"<!{name}>", {"type": "broadcast", "range": name})
        elif channel:
            add(f"<#{channel}|{match['channel']}>", {"type": "channel", "channel_id": channel})
        elif match["link"]:
            add(f"<{_escaped(match['link'])}>", {"type": "link", "url": match["link"]})
        else:
            add_text(match[0])
    add_text(typed[at:])
    section = {"type": "rich_text_section", "elements": elements}
    return "".join(text), {"type": "rich_text", "elements": [section]}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def slash_command(
    workspace: Workspace, user: str, channel: Channel, command: str, text: str, response_url: str
) -> Mapping[str, str]:
    """The form of a slash command."""
    return {
        "token": VERIFICATION,
        "team_id": TEAM,
        "team_domain": "playground",
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.person else channel.name,
        "user_id": user,
        "user_name": workspace.people[user].lower(),
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": workspace.trigger(user),
    }


def event(workspace: Workspace, inner: Json) -> Json:
    """The envelope of an event."""
    return {
        "token": VERIFICATION,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "api_app_id": APP,
        "event": inner,
        "type": "event_callback",
        "event_id": workspace.fresh("Ev"),
        "event_time": int(workspace.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": workspace.fresh("EC"),
    }


def message_event(channel: Channel, message: Message) -> Json:
    """The event of a message that the bot may see: a mention, or a direct message."""
    found = {**message.payload(), "channel": channel.id, "event_ts": message.ts}
    if channel.person:
        return {**found, "channel_type": "im"}
    return {**found, "type": "app_mention"}


def home_opened(workspace: Workspace, user: str, tab: str) -> Json:
    """The event of a person who looks at a tab of the bot's."""
    found: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": workspace.direct(user).id,
        "tab": tab,
        "event_ts": workspace.fresh_ts(),
    }
    view = workspace.homes.get(user)
    return {**found, "view": view.payload()} if tab == "home" and view else found


def function_executed(
    workspace: Workspace, definition: Mapping[str, Any], run: Run, token: str
) -> Json:
    """The event of a workflow that reached the bot's step."""
    return {
        "type": "function_executed",
        "function": {
            "id": "Fn0SRM",
            "callback_id": run.callback,
            "title": definition.get("title", ""),
            "description": definition.get("description", ""),
            "type": "app",
            "app_id": APP,
        },
        "inputs": run.inputs,
        "function_execution_id": run.id,
        "workflow_execution_id": workspace.fresh("Wx"),
        "event_ts": workspace.fresh_ts(),
        "bot_access_token": token,
    }


def _interaction(workspace: Workspace, kind: str, user: str, view: str | None = None) -> Json:
    name = workspace.people[user].lower()
    return {
        "type": kind,
        "user": {"id": user, "username": name, "name": name, "team_id": TEAM},
        "api_app_id": APP,
        "token": VERIFICATION,
        "trigger_id": workspace.trigger(user, view),
        "team": {"id": TEAM, "domain": "playground"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def block_actions(
    workspace: Workspace,
    user: str,
    origin: Message | View,
    action: Json,
    values: Json,
    response_url: str,
) -> Json:
    """A pressed button or a chosen option, in a message or in a view."""
    return {
        **_interaction(
            workspace, "block_actions", user, origin.id if isinstance(origin, View) else None
        ),
        **_where(workspace, origin, values, response_url),
        "actions": [{**action, "action_ts": workspace.fresh_ts()}],
    }


def block_suggestion(
    workspace: Workspace, user: str, origin: Message | View, ids: Json, typed: str, values: Json
) -> Json:
    """What somebody typed into an ``external_select`` so far."""
    found = {
        **_interaction(workspace, "block_suggestion", user),
        **_where(workspace, origin, values, ""),
        **ids,
        "value": typed,
    }
    # Options are asked for, not acted on: there is nothing to open and nowhere to respond.
    return {
        name: value for name, value in found.items() if name not in {"trigger_id", "response_url"}
    }


def _where(workspace: Workspace, origin: Message | View, values: Json, response_url: str) -> Json:
    if isinstance(origin, View):
        return {
            "container": {"type": "view", "view_id": origin.id},
            "view": origin.payload(values),
        }
    channel = workspace.channels[origin.channel]
    found: Json = {
        "container": {
            "type": "message",
            "message_ts": origin.ts,
            "channel_id": origin.channel,
            "is_ephemeral": bool(origin.visible_to),
            **({"thread_ts": origin.thread} if origin.thread else {}),
        },
        "channel": {
            "id": channel.id,
            "name": "directmessage" if channel.person else channel.name,
        },
        "state": {"values": values},
        "response_url": response_url,
    }
    # Slack keeps no ephemeral message, so it cannot send one along.
    return found if origin.visible_to else {**found, "message": origin.payload()}


def view_submission(workspace: Workspace, user: str, view: View, values: Json) -> Json:
    """A modal's form, sent."""
    return {
        **_interaction(workspace, "view_submission", user, view.id),
        "view": view.payload(values),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, user: str, view: View, *, all_of_them: bool) -> Json:
    """A modal that was closed and wanted to know."""
    found = _interaction(workspace, "view_closed", user)
    del found["trigger_id"]
    return {**found, "view": view.payload(), "is_cleared": all_of_them}


def global_shortcut(workspace: Workspace, user: str, callback: str) -> Json:
    """A shortcut chosen beside the message box."""
    return {
        **_interaction(workspace, "shortcut", user),
        "callback_id": callback,
        "action_ts": workspace.fresh_ts(),
    }


def message_shortcut(
    workspace: Workspace, user: str, callback: str, message: Message, response_url: str
) -> Json:
    """A shortcut chosen on a message."""
    channel = workspace.channels[message.channel]
    return {
        **_interaction(workspace, "message_action", user),
        "callback_id": callback,
        "action_ts": workspace.fresh_ts(),
        "message_ts": message.ts,
        "message": message.payload(),
        "channel": {
            "id": channel.id,
            "name": "directmessage" if channel.person else channel.name,
        },
        "response_url": response_url,
    }
