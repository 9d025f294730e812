"""Slack's side of the wire: signed requests to the real ASGI app."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

from bot.slack.http import Endpoint
from tests.slack.web_api import WebApi, check_content

PAYLOADS = Path(__file__).parent / "payloads"
SECRET = "made-up-signing-secret"
FORM = "application/x-www-form-urlencoded"


def recorded(name: str, **changed: Any) -> dict[str, Any]:
    """A recorded payload; ``changed`` replaces fields of its event, or of a payload without one."""
    payload = json.loads((PAYLOADS / f"{name}.json").read_text())
    payload.get("event", payload).update(changed)
    return payload


def clicked(name: str, action_id: str, value: str = "", **changed: Any) -> dict[str, Any]:
    """A recorded click, on another button; ``changed`` replaces fields of the action."""
    payload = recorded(name)
    payload["actions"][0].update({"action_id": action_id, "value": value, **changed})
    return payload


@dataclass
class Workspace:
    """Delivers as Slack does, and shows what came back and what was called."""

    http: httpx.AsyncClient
    endpoint: Endpoint
    api: WebApi

    async def deliver(
        self, body: str | bytes, content_type: str, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """Posts a signed body."""
        timestamp = str(int(time.time()))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
        return await self.http.post(
            "/slack/events",
            content=body,
            headers={
                "content-type": content_type,
                "x-slack-request-timestamp": timestamp,
                "x-slack-signature": signature or "",
                **(headers or {}),
            },
        )

    async def event(self, payload: object, headers: dict[str, str] | None = None) -> httpx.Response:
        """Delivers an event and waits until all work that it started is done."""
        response = await self.deliver(json.dumps(payload), "application/json", headers)
        await self.endpoint.drain()
        return response

    async def command(self, payload: dict[str, Any]) -> httpx.Response:
        """Delivers a slash command."""
        response = await self.deliver(urlencode(payload), FORM)
        await self.endpoint.drain()
        if response.content:
            check_content(response.json())
        return response

    async def interact(self, payload: object) -> httpx.Response:
        """Delivers a click, a shortcut, a view or a look-up."""
        if isinstance(payload, dict) and "response_url" in payload:
            payload["response_url"] = self.api.hook
        response = await self.deliver(urlencode({"payload": json.dumps(payload)}), FORM)
        await self.endpoint.drain()
        return response
