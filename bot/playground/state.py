"""What one person sees in the workspace, as the page is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.playground.drawing import builder_link, draw, draw_mrkdwn
from bot.playground.standin import parameters
from bot.playground.workspace import BOT, Json, Message, View, Workspace


def state(workspace: Workspace, manifest: Mapping[str, Any], user: str) -> Json:
    """Everything that ``user`` may see. Every ``html`` in it is escaped already."""
    features = manifest["features"]
    agent = features.get("agent_view", {})
    direct = workspace.direct(user)
    suggested = workspace.prompts.get(direct.id)
    home = workspace.homes.get(user)
    return {
        "version": workspace.version,
        "me": user,
        "people": [{"id": each, "name": name} for each, name in workspace.people.items()],
        "bot": {"id": BOT, "name": workspace.bot, "channel": direct.id},
        "channels": [
            {
                "id": each.id,
                "name": each.name,
                "direct": bool(each.person),
                "bot": BOT in each.members,
            }
            for each in workspace.channels.values()
            if user in each.members
        ],
        "messages": [
            _message(workspace, message)
            for message in workspace.messages
            if user in workspace.channels[message.channel].members
            and message.visible_to in {None, user}
        ],
        "statuses": [
            {"channel": message.channel, "ts": message.ts, "text": text}
            for message in workspace.messages
            if (text := workspace.status(message.channel, message.ts))
        ],
        "prompts": {
            "title": suggested.title if suggested else "",
            "prompts": suggested.prompts if suggested else agent.get("suggested_prompts", []),
        },
        "modals": [_view(workspace, view) for view in workspace.modals.get(user, ())],
        "home": _view(workspace, home) if home else None,
        "has_home": bool(features.get("app_home", {}).get("home_tab_enabled")),
        "commands": features.get("slash_commands", []),
        "shortcuts": features.get("shortcuts", []),
        "steps": [_step(name, each) for name, each in manifest.get("functions", {}).items()],
        "runs": [
            {
                "id": run.id,
                "step": run.callback,
                "inputs": run.inputs,
                "outputs": run.outputs,
                "error": run.error,
            }
            for run in workspace.runs.values()
            if run.user == user
        ],
    }


def _message(workspace: Workspace, message: Message) -> Json:
    names = workspace.names()
    payload: Json = {"text": message.text, "blocks": message.sent}
    return {
        "place": f"{message.channel}/{message.ts}",
        "channel": message.channel,
        "ts": message.ts,
        "thread": message.thread,
        "author": names[message.user],
        "kind": "person" if message.user in workspace.people else "app",
        "is_bot": message.user == BOT,
        "ephemeral": bool(message.visible_to),
        "edited": message.edited,
        "title": workspace.titles.get((message.channel, message.ts), ""),
        "html": draw(message.blocks, names)
        if message.blocks
        else f'<div class="block">{draw_mrkdwn(message.text, names)}</div>',
        **_behind(payload, {"blocks": message.sent}),
    }


def _view(workspace: Workspace, view: View) -> Json:
    def label(name: str) -> str:
        found: Json = view.sent.get(name) or {}
        return found.get("text", "")

    return {
        "place": view.id,
        "title": label("title"),
        "submit": label("submit"),
        "close": label("close"),
        "html": draw(view.blocks, workspace.names()),
        **_behind(view.sent, view.sent),
    }


def _behind(payload: Json, built: Json) -> Json:
    return {
        "json": json.dumps(payload, indent=2, ensure_ascii=False),
        "builder": builder_link(built),
    }


def _step(name: str, definition: Mapping[str, Any]) -> Json:
    inputs: Json = definition.get("input_parameters") or {}
    return {
        "id": name,
        "title": definition.get("title", name),
        "description": definition.get("description", ""),
        "inputs": [
            {
                "name": each,
                "title": about.get("title") or each,
                "description": about.get("description", ""),
                "required": each in inputs.get("required", ()) or bool(about.get("is_required")),
            }
            for each, about in parameters(inputs).items()
        ],
        "outputs": {
            each: about.get("title") or each
            for each, about in parameters(definition.get("output_parameters") or {}).items()
        },
    }
