"""What a Slack workspace holds: people, channels, messages, views. In memory, for one try-out."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEAM = "T0PLAY"
APP = "A0SRM"
BOT = "U0SRM"
BOT_ID = "B0SRM"
SLACKBOT = "USLACKBOT"
ANA = "U0ANA"
BEN = "U0BEN"
CLOUD = "C0CLOUD"
SECURITY = "C0SECURITY"
RANDOM = "C0RANDOM"

TRIGGER_SECONDS = 3.0
"""A trigger works once and this long: https://docs.slack.dev/reference/methods/views.open"""
HOOK_SECONDS = 30 * 60.0
HOOK_USES = 5
"""A response URL works this often and this long: https://docs.slack.dev/interactivity/handling-user-interaction"""
STATUS_SECONDS = 120.0
"""A status line goes by itself: https://docs.slack.dev/reference/methods/assistant.threads.setStatus"""
MODAL_STACK = 3
"""Modals on top of each other: https://docs.slack.dev/reference/methods/views.push"""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, or the direct messages between one person and the bot."""

    id: str
    name: str
    members: set[str]
    person: str | None = None
    """The person, when these are direct messages."""


@dataclass(slots=True)
class Message:
    """A message as it stands now."""

    channel: str
    ts: str
    user: str
    text: str
    sent: list[Json]
    """The blocks as the bot sent them."""
    blocks: list[Json]
    """The same with every id that Slack fills in."""
    thread: str | None = None
    visible_to: str | None = None
    """The one person who sees it, when it is ephemeral."""
    edited: bool = False

    def payload(self) -> Json:
        """The message as Slack puts it into payloads and responses."""
        found: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        if self.user == BOT:
            found |= {"bot_id": BOT_ID, "app_id": APP}
        if self.blocks:
            found["blocks"] = self.blocks
        if self.thread:
            found["thread_ts"] = self.thread
        if self.edited:
            found["edited"] = {"user": self.user, "ts": self.ts}
        return {**found, "team": TEAM}


@dataclass(slots=True)
class View:
    """A modal or a Home tab, with what the bot sent."""

    id: str
    user: str
    sent: Json
    blocks: list[Json]
    """Its blocks with every id that Slack fills in."""
    hash: str
    root: str
    previous: str | None = None

    def payload(self, values: Json | None = None) -> Json:
        """The view as Slack puts it into payloads and responses."""
        return {
            "callback_id": "",
            "private_metadata": "",
            "external_id": "",
            **self.sent,
            "blocks": self.blocks,
            "id": self.id,
            "team_id": TEAM,
            "app_id": APP,
            "bot_id": BOT_ID,
            "hash": self.hash,
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "state": {"values": values or {}},
        }


@dataclass(slots=True)
class Trigger:
    """The right to open one modal for somebody who just did something."""

    user: str
    expires: float
    view: str | None = None
    """The modal in which it was done."""
    used: bool = False


@dataclass(slots=True)
class Hook:
    """Where a response URL posts."""

    channel: str
    user: str
    expires: float
    message: str | None = None
    """The message whose button was pressed; ``replace_original`` means this one."""
    thread: str | None = None
    uses: int = 0


@dataclass(slots=True)
class Run:
    """One run of a workflow step."""

    id: str
    callback: str
    user: str
    inputs: Json
    outputs: Json | None = None
    error: str | None = None

    @property
    def ended(self) -> bool:
        return self.outputs is not None or self.error is not None


@dataclass(slots=True)
class Prompts:
    """What the bot suggests to ask it in a direct message."""

    title: str
    prompts: list[Json] = field(default_factory=list[Json])


class Workspace:
    """Two people, three channels, the bot. The bot is in every channel but #random.

    ``version`` grows with every change. Not for several threads at once.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.people: Mapping[str, str] = {ANA: "Ana", BEN: "Ben"}
        self.bot = "SRM"
        self.channels: dict[str, Channel] = {
            CLOUD: Channel(CLOUD, "cloud", {ANA, BEN, BOT}),
            SECURITY: Channel(SECURITY, "security", {ANA, BEN, BOT}),
            RANDOM: Channel(RANDOM, "random", {ANA, BEN}),
        }
        self.messages: list[Message] = []
        self.modals: dict[str, list[View]] = {}
        """Each person's open modals, the topmost last."""
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.hooks: dict[str, Hook] = {}
        self.runs: dict[str, Run] = {}
        self.titles: dict[tuple[str, str], str] = {}
        self.prompts: dict[str, Prompts] = {}
        self.version = 0
        self._statuses: dict[tuple[str, str], tuple[str, float]] = {}
        self._numbers = itertools.count(1)
        self._last_ts = 0
        self._news = asyncio.Event()
        self._closed = False
        for person in self.people:
            self.direct(person)

    # --- changes ---------------------------------------------------------------------------

    def touch(self) -> None:
        """Says that something changed."""
        self.version += 1
        self._news.set()
        self._news = asyncio.Event()

    def close(self) -> None:
        """Ends every ``updates``."""
        self._closed = True
        self.touch()

    async def updates(self) -> AsyncIterator[int]:
        """The version now, and again after every change until ``close``."""
        seen = -1
        while not self._closed:
            news = self._news
            if seen == self.version:
                await news.wait()
            else:
                seen = self.version
                yield seen

    # --- names -------------------------------------------------------------------------------

    def names(self) -> Mapping[str, str]:
        """Display names by id."""
        channels = {channel.id: channel.name for channel in self.channels.values()}
        return {**channels, **self.people, BOT: self.bot, SLACKBOT: "Slackbot"}

    def direct(self, person: str) -> Channel:
        """The direct messages between a person and the bot."""
        made = f"D0{person[2:]}"
        return self.channels.setdefault(made, Channel(made, self.bot, {person, BOT}, person))

    def fresh(self, prefix: str) -> str:
        """An id that nothing else has."""
        return f"{prefix}0{next(self._numbers):06d}"

    def fresh_ts(self) -> str:
        """A timestamp that no message has."""
        self._last_ts = max(self._last_ts + 1, int(self.clock() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    # --- messages --------------------------------------------------------------------------

    def post(
        self,
        channel: str,
        user: str,
        text: str,
        blocks: Iterable[Mapping[str, Any]] = (),
        *,
        thread: str | None = None,
        visible_to: str | None = None,
    ) -> Message:
        """Adds a message; its blocks and elements get the ids that Slack would give them."""
        sent = [dict(block) for block in blocks]
        message = Message(
            channel, self.fresh_ts(), user, text, sent, self._with_ids(sent), thread, visible_to
        )
        self.messages.append(message)
        if user == BOT:
            self._statuses.pop((channel, thread or ""), None)
        self.touch()
        return message

    def edit(self, message: Message, text: str, blocks: Iterable[Mapping[str, Any]]) -> None:
        """Replaces what a message says."""
        message.text, message.sent, message.edited = text, [dict(block) for block in blocks], True
        message.blocks = self._with_ids(message.sent)
        self.touch()

    def delete(self, message: Message) -> None:
        """Takes a message away."""
        self.messages.remove(message)
        self.touch()

    def message(self, channel: str, ts: str) -> Message | None:
        """The message there, ephemeral ones included."""
        found = (m for m in self.messages if m.channel == channel and m.ts == ts)
        return next(found, None)

    def _with_ids(self, blocks: Iterable[Mapping[str, Any]]) -> list[Json]:
        return [self._block_with_ids(block) for block in blocks]

    def _block_with_ids(self, block: Mapping[str, Any]) -> Json:
        found: Json = {**block, "block_id": block.get("block_id") or self.fresh("B")}
        for name in ("accessory", "element"):
            if isinstance(found.get(name), dict):
                found[name] = self._element_with_id(found[name])
        if block.get("type") in {"actions", "context_actions"}:
            found["elements"] = [self._element_with_id(each) for each in found["elements"]]
        return found

    def _element_with_id(self, element: Mapping[str, Any]) -> Json:
        return {**element, "action_id": element.get("action_id") or self.fresh("a")}

    # --- the status line ---------------------------------------------------------------------

    def set_status(self, channel: str, thread: str, status: str) -> None:
        """Shows a status in a thread; an empty one takes it away."""
        self._statuses[channel, thread] = (status, self.clock() + STATUS_SECONDS)
        self.touch()

    def status(self, channel: str, thread: str) -> str:
        """The status shown in a thread now, or ""."""
        text, until = self._statuses.get((channel, thread), ("", 0.0))
        return text if self.clock() < until else ""

    # --- rights that run out -----------------------------------------------------------------

    def trigger(self, user: str, view: str | None = None) -> str:
        """A new trigger id for what ``user`` just did."""
        made = f"{next(self._numbers)}.{secrets.token_hex(8)}"
        self.triggers[made] = Trigger(user, self.clock() + TRIGGER_SECONDS, view)
        return made

    def hook(
        self, channel: str, user: str, message: str | None = None, thread: str | None = None
    ) -> str:
        """The id of a new response URL."""
        made = secrets.token_hex(12)
        self.hooks[made] = Hook(channel, user, self.clock() + HOOK_SECONDS, message, thread)
        return made

    # --- views -------------------------------------------------------------------------------

    def make_view(self, user: str, sent: Mapping[str, Any], under: View | None = None) -> View:
        """A view as Slack keeps it, not shown yet; ``under`` is the modal that it covers."""
        made = self.fresh("V")
        return View(
            made,
            user,
            dict(sent),
            self._with_ids(sent["blocks"]),
            secrets.token_hex(6),
            under.root if under else made,
            under.id if under else None,
        )

    def change_view(self, view: View, sent: Mapping[str, Any]) -> None:
        """Replaces what a view shows."""
        view.sent, view.blocks = dict(sent), self._with_ids(sent["blocks"])
        view.hash = secrets.token_hex(6)
        self.touch()

    def view(self, view_id: str) -> View | None:
        """The view with this id that is open now."""
        stacks = itertools.chain(*self.modals.values(), self.homes.values())
        return next((view for view in stacks if view.id == view_id), None)
