"""The one error handler: a short apology for the asker, a traceback for the operator.

Neither holds what was typed: exceptions like to quote it, so their messages stay out of the log.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterator

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from bot.model import Reply
from bot.slack import click, message, payload
from bot.slack.posting import post, respond_privately

_log = logging.getLogger(__name__)


async def handle(error: Exception, request: AsyncBoltRequest) -> BoltResponse:
    """Logs the error, apologises to the asker, and returns the acknowledgement.

    It is always an acknowledgement: in Socket Mode anything else makes Slack deliver again.
    """
    body = request.body
    if isinstance(error, BoltUnhandledRequestError):
        kind = payload.text(body, "event", "type") or payload.text(body, "type") or "unknown"
        _log.warning("nobody listens to %r: the manifest asks Slack for too much", kind[:80])
        return BoltResponse(status=200)
    incident = secrets.token_hex(4)
    _log.error("incident %s: %s", incident, describe(error))
    apology = (
        "Sorry, something broke on my side and I have no answer for you. "
        f"Please try again; if it stays broken, tell whoever runs me: incident {incident}."
    )
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": apology})
    try:
        await _apologise(apology, request)
    except Exception as failure:
        _log.error("incident %s: the apology failed too: %s", incident, _describe_one(failure))
    return BoltResponse(status=200)


def describe(error: BaseException) -> str:
    """Kinds and tracebacks of an error and what caused it, innermost first, without messages.

    Slack's own error codes are kept: they are a closed list and hold nothing that was typed.
    """
    return "\n".join(_describe_one(one) for one in reversed(list(_chain(error))))


def _chain(error: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _describe_one(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, SlackApiError):
        kind += f" ({error.response['error']})"
    return kind + "\n" + "".join(traceback.format_tb(error.__traceback__)).rstrip()


async def _apologise(apology: str, request: AsyncBoltRequest) -> None:
    body, context = request.body, request.context
    reply = Reply(apology, ())
    if payload.text(body, "event", "type") == "function_executed" and context.fail:
        # A workflow waits for its step until it ends one way or the other.
        await context.fail(apology)
        return
    asked = message.read(body)
    if asked is not None:
        await post(context.client, asked.channel, asked.thread or asked.ts, reply)
    elif context.response_url and context.respond:
        await respond_privately(context.respond, context.client, click.read(body), reply)
    elif user := click.read(body).user:
        # Whoever clicked in a view is told in a direct message, which a user id opens.
        await post(context.client, user, "", reply)
