"""The tokens, tried before anything is served."""

from __future__ import annotations

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


class SignInError(Exception):
    """Slack accepts no token or cannot be reached; the text says which and what to do."""


async def check_bot_token(client: AsyncWebClient) -> str:
    """The name of the workspace that the client's token belongs to.

    Raises ``SignInError`` when Slack refuses the token or cannot be reached.
    """
    try:
        who = await client.auth_test()
    except SlackApiError as error:
        raise _refusal("bot token (SLACK_BOT_TOKEN)", error) from error
    except (ClientError, OSError) as error:
        raise _silence(client, error) from error
    return str(who.get("team", "the workspace"))


async def check_app_token(client: AsyncWebClient, app_token: str) -> None:
    """Raises ``SignInError`` when Slack opens no Socket Mode connection for the token."""
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        raise _refusal("app-level token (SLACK_APP_TOKEN)", error) from error
    except (ClientError, OSError) as error:
        raise _silence(client, error) from error


def _refusal(token: str, error: SlackApiError) -> SignInError:
    return SignInError(
        f"Slack refuses the {token}: {error.response['error']}. "
        "Copy it again from the app's settings at https://api.slack.com/apps."
    )


def _silence(client: AsyncWebClient, error: Exception) -> SignInError:
    return SignInError(
        f"{client.base_url} cannot be reached ({error}). Check the network and any proxy."
    )
