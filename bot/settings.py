"""The environment as typed settings: which way the bot runs, and with which secrets.

Variables may also stand in a ``.env`` file; the environment wins over the file. A variable that
is set to nothing counts as not set.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from dotenv import dotenv_values

BOT = "SLACK_BOT_TOKEN"
APP = "SLACK_APP_TOKEN"
SIGNING = "SLACK_SIGNING_SECRET"
PORT = "PORT"
FEEDBACK = "SRM_FEEDBACK"
INSTALL = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")

DEFAULT_PORT = 3000

_WHERE = {
    BOT: "the bot token (xoxb-…) from OAuth & Permissions in the app's settings",
    APP: "an app-level token (xapp-…) with connections:write from Basic Information",
    SIGNING: "the signing secret from Basic Information in the app's settings",
}
_PREFIX = {BOT: "xoxb-", APP: "xapp-"}
_BELONGS = {
    "xoxb-": f"a bot token, which belongs in {BOT}",
    "xapp-": f"an app-level token, which belongs in {APP}",
    "xoxp-": "a user token, which this bot does not use",
    "xoxe": "a token of the app configuration API, which this bot does not use",
}


class Way(StrEnum):
    """How Slack's requests reach the bot."""

    HTTP = "http"
    SOCKET = "socket"


@dataclass(frozen=True, slots=True)
class Playground:
    """No Slack variable is set: everything runs against the local stand-in."""


@dataclass(frozen=True, slots=True)
class SocketMode:
    """Slack is reached over a WebSocket that the bot opens."""

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    notes: tuple[str, ...] = ()
    """What to tell the operator at start."""
    feedback: bool = True
    """Whether each answer asks for a vote."""


@dataclass(frozen=True, slots=True)
class Http:
    """Slack posts to this process."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    port: int = DEFAULT_PORT
    feedback: bool = True
    """Whether each answer asks for a vote."""


Settings = Playground | SocketMode | Http


class SettingsError(Exception):
    """The variables fit no way to run; the text names every problem, one a line.

    The text never holds the value of a secret.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(way: Way | None = None, dotenv: Path = Path(".env")) -> Settings:
    """The settings from the environment and the ``.env`` file beside the caller.

    Raises ``SettingsError`` as ``read`` does.
    """
    from_file = {name: value or "" for name, value in dotenv_values(dotenv).items()}
    return read({**from_file, **os.environ}, way)


def read(variables: Mapping[str, str], way: Way | None = None) -> Settings:
    """The settings that ``variables`` ask for, or that ``way`` asks for when it is given.

    Without ``way``: no Slack variable is the playground, a bot token with an app token is Socket
    Mode, a bot token with a signing secret is HTTP. Raises ``SettingsError`` for anything else.
    """
    found = {
        name: value for name in (BOT, APP, SIGNING) if (value := variables.get(name, "").strip())
    }
    if not found and way is None:
        return Playground()
    if way is None:
        way = Way.SOCKET if APP in found or SIGNING not in found else Way.HTTP
        problems = _missing(found, way, undecided=found.keys() <= {BOT})
    else:
        problems = _missing(found, way, undecided=False)
    problems += _misplaced(found)
    # Bolt switches to its own OAuth flow and file store as soon as it sees both in the environment.
    if all(variables.get(name) for name in INSTALL):
        problems.append(
            f"{' and '.join(INSTALL)} are set, but this bot has no install page. Unset them."
        )
    port = DEFAULT_PORT
    if way is Way.HTTP:
        try:
            port = _port(variables.get(PORT, ""))
        except ValueError as error:
            problems.append(str(error))
    asked = variables.get(FEEDBACK, "").strip().lower()
    if asked not in {"", "on", "off"}:
        problems.append(f"{FEEDBACK} is neither on nor off. Set it to one of them, or to nothing.")
    if problems:
        raise SettingsError(tuple(problems))
    if way is Way.HTTP:
        return Http(found[BOT], found[SIGNING], port, asked != "off")
    notes = (f"{SIGNING} is ignored: Socket Mode does not need it.",) if SIGNING in found else ()
    return SocketMode(found[BOT], found[APP], notes, asked != "off")


def _missing(found: Mapping[str, str], way: Way, *, undecided: bool) -> list[str]:
    if undecided:
        return [
            f"{BOT} alone is not enough. "
            + f"For Socket Mode set {APP}: {_WHERE[APP]}. "
            + f"For HTTP set {SIGNING}: {_WHERE[SIGNING]}."
        ]
    needed = (BOT, APP if way is Way.SOCKET else SIGNING)
    label = "Socket Mode" if way is Way.SOCKET else "HTTP"
    return [
        f"{name} is missing. {label} needs it: {_WHERE[name]}."
        for name in needed
        if name not in found
    ]


def _misplaced(found: Mapping[str, str]) -> list[str]:
    problems: list[str] = []
    for name, value in found.items():
        expected = _PREFIX.get(name)
        if expected and value.startswith(expected):
            continue
        known = next((text for prefix, text in _BELONGS.items() if value.startswith(prefix)), None)
        if known:
            problems.append(f"{name} holds {known}. Set it to {_WHERE[name]}.")
        elif expected:
            problems.append(f"{name} does not start with {expected}. Set it to {_WHERE[name]}.")
    return problems


def _port(text: str) -> int:
    text = text.strip()
    if not text:
        return DEFAULT_PORT
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535:
        return int(text)
    raise ValueError(f"{PORT} is not a port. Set it to a number from 1 to 65535.")
