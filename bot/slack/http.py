"""Slack's requests over HTTP: checked, then handed to the app. No web framework."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.slack.app import drain
from bot.slack.errors import describe
from bot.slack.sign_in import check_bot_token

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HttpReply:
    """What goes back to Slack."""

    status: int
    body: str = ""
    headers: Mapping[str, str] | None = None


class Endpoint:
    """The one address that Slack posts to."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    async def receive(self, body: bytes, headers: Mapping[str, str]) -> HttpReply:
        """The app's answer to a signed request.

        401 when the signature is missing, wrong or older than five minutes
        (https://docs.slack.dev/authentication/verifying-requests-from-slack), 400 when the body
        is no payload of Slack's. Both are logged without the body, and before the signature is
        known to be good nothing in the body is looked at.
        """
        if not self._is_signed(body, headers):
            _log.warning("refused a request: its signature is missing, wrong or stale")
            return HttpReply(401, "The signature is missing, wrong or stale.")
        try:
            request = AsyncBoltRequest(body=_legible(body.decode()), headers=dict(headers))
            response = await self._app.async_dispatch(request)
        # Bolt reads some fields outside its own error handling, and trusts each to be of its kind.
        except Exception as error:
            _log.warning("refused a request: its body is no payload: %s", describe(error))
            return HttpReply(400, "The body is not a payload of Slack's.")
        return HttpReply(
            response.status, response.body, response.first_headers_without_set_cookie()
        )

    async def sign_in(self) -> str:
        """The name of the workspace; raises ``SignInError`` when Slack refuses the bot token."""
        return await check_bot_token(self._app.client)

    async def drain(self) -> None:
        """Waits until the answers under way are posted, at most five seconds."""
        await drain(self._app)

    def _is_signed(self, body: bytes, headers: Mapping[str, str]) -> bool:
        try:
            return self._verifier.is_valid_request(body, headers)
        # A timestamp that is no number, a body that is no text, a signature beyond ASCII.
        except (ValueError, TypeError):
            return False


def _legible(body: str) -> str:
    """The body as Bolt reads it right.

    Bolt takes a form with "payload" anywhere in it for an interaction, even where that is a word
    of a slash command's text, and then finds nothing.
    """
    if "payload" not in body or body.startswith("{"):
        return body
    fields = dict(parse_qsl(body, keep_blank_values=True))
    return body if "payload" in fields else json.dumps(fields)
