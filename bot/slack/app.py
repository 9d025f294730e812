"""The app: every surface behind one door, for HTTP and Socket Mode alike."""

from __future__ import annotations

import logging

from slack_bolt.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.engine import Engine
from bot.slack import (
    agent,
    buttons,
    command,
    direct_message,
    errors,
    home,
    mention,
    shortcuts,
    workflow,
)
from bot.slack.conversations import Conversations
from bot.slack.delivered import Delivered
from bot.slack.desk import Desk
from bot.slack.feedback import Votes
from bot.slack.feedback import register as register_feedback
from bot.slack.lazily import LazyRunner
from bot.slack.patience import Patience
from bot.slack.suggestions import Suggestions


def build_app(
    engine: Engine,
    *,
    token: str,
    base_url: str = AsyncWebClient.BASE_URL,
    feedback: bool = True,
) -> AsyncApp:
    """The Bolt app that answers with ``engine``, calling the Web API at ``base_url``.

    ``feedback`` asks below each answer whether it helped.

    Signatures are checked by ``bot.slack.http`` before anything is parsed, not by this app.
    """
    log = _private_logger()
    app = AsyncApp(
        name="srm",
        logger=log,
        token=token,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        request_verification_enabled=False,
    )
    # Bolt copies both to the client of each request. Given a client of ours it would warn of the
    # token that it finds in the environment by itself.
    app.client.base_url = base_url
    app.client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
    app.error(errors.handle)
    app.listener_runner.lazy_listener_runner = LazyRunner(log, errors.handle)

    desk = Desk(engine, Conversations(), feedback=feedback)
    delivered = Delivered()
    patience = Patience()
    suggestions = Suggestions(engine)
    # The first listener is the quickest to reach: the command is answered while Slack waits.
    command.register(app, desk)
    mention.register(app, desk, delivered, patience)
    direct_message.register(app, desk, delivered, patience)
    agent.register(app)
    workflow.register(app, desk)
    if feedback:
        register_feedback(app, Votes(), delivered)
    # In a view the same buttons change the view, so its listeners come before those for messages.
    home.register(app, desk, engine.knowledge)
    shortcuts.register(app, desk, engine.knowledge, suggestions, patience)
    buttons.register(app, desk, delivered, suggestions, patience)
    buttons.register_last(app)
    return app


async def drain(app: AsyncApp) -> None:
    """Waits until the answers under way are posted, at most five seconds."""
    runner = app.listener_runner.lazy_listener_runner
    if isinstance(runner, LazyRunner):
        await runner.drain(5.0)


def _private_logger() -> logging.Logger:
    # Below INFO both libraries log what people wrote, whatever level the root logger has.
    logging.getLogger("slack_sdk").setLevel(logging.INFO)
    log = logging.getLogger("slack_bolt")
    log.setLevel(logging.INFO)
    return log
