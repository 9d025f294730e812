"""What a person does in Slack, delivered to the bot as Slack would deliver it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.signature import SignatureVerifier

from bot.playground import payloads
from bot.playground.standin import (
    WORKFLOW_TOKEN,
    RefusedError,
    StandIn,
    check_options,
    checked_content,
    checked_view,
)
from bot.playground.workspace import (
    BOT,
    SLACKBOT,
    Channel,
    Json,
    Message,
    Run,
    View,
    Workspace,
)

ACKNOWLEDGE_SECONDS = 3.0
"""Slack waits this long: https://docs.slack.dev/interactivity/handling-user-interaction"""
EVENT_SCOPES: Mapping[str, str] = {"app_mention": "app_mentions:read", "message.im": "im:history"}
"""Events that Slack sends to nobody without a scope: https://docs.slack.dev/reference/events"""

_FORM = "application/x-www-form-urlencoded"
_MAY_CHOOSE = {"static_select", "external_select", "overflow", "radio_buttons"}
_KEEPS_STATE = {
    "static_select",
    "external_select",
    "radio_buttons",
    "checkboxes",
    "plain_text_input",
}


class ImpossibleError(Exception):
    """Nobody can do that here: the channel, message, view or element is not there for them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How the bot answered a delivery."""

    status: int
    body: Json
    error: str = ""
    """Slack's word for what went wrong, or ""."""


class Courier:
    """Signs deliveries and posts them to the bot's endpoint."""

    def __init__(self, url: str, signing_secret: str) -> None:
        self._url = url
        self._verifier = SignatureVerifier(signing_secret)

    async def deliver(self, body: str, content_type: str) -> Answer:
        """The bot's answer; one that takes too long or is no JSON counts as an error."""
        stamp = str(int(time.time()))
        headers = {
            "content-type": content_type,
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": self._verifier.generate_signature(timestamp=stamp, body=body)
            or "",
        }
        try:
            async with (
                ClientSession(timeout=ClientTimeout(ACKNOWLEDGE_SECONDS)) as session,
                session.post(self._url, data=body.encode(), headers=headers) as response,
            ):
                status, text = response.status, await response.text()
        except TimeoutError:
            return Answer(0, {}, "operation_timeout")
        except ClientError:
            return Answer(0, {}, "dispatch_failed")
        if status != 200:
            return Answer(status, {}, "dispatch_failed")
        try:
            found = json.loads(text or "{}")
        except ValueError:
            # Slack takes an answer that is no JSON for the text of a message.
            found = {"text": text}
        return Answer(status, cast(Json, found) if isinstance(found, dict) else {})


class Gestures:
    """Everything a person can do on the page.

    Each raises ``ImpossibleError`` when the thing it is about is not there for that person.
    """

    def __init__(
        self,
        workspace: Workspace,
        standin: StandIn,
        manifest: Mapping[str, Any],
        courier: Courier,
    ) -> None:
        self._workspace = workspace
        self._standin = standin
        self._courier = courier
        # What the manifest names and asks no scope for is not there.
        scopes = {None, *manifest["oauth_config"]["scopes"]["bot"]}
        events: Sequence[str] = manifest["settings"]["event_subscriptions"]["bot_events"]
        self._events = {each for each in events if EVENT_SCOPES.get(each) in scopes}
        features: Json = manifest["features"] if "commands" in scopes else {}
        self._commands = {each["command"] for each in features.get("slash_commands", ())}
        self._shortcuts = {each["callback_id"]: each for each in features.get("shortcuts", ())}
        self._functions: Mapping[str, Any] = manifest.get("functions", {})
        self._suggested: dict[tuple[str, str], dict[str, Json]] = {}

    # --- writing -----------------------------------------------------------------------------

    async def say(self, user: str, channel_id: str, typed: str, thread: str | None = None) -> str:
        """Sends what was typed; the timestamp of the message, or "" when it was a command."""
        channel = self._channel(user, channel_id)
        if thread and self._workspace.message(channel.id, thread) is None:
            raise ImpossibleError("there is no such thread")
        if not typed.strip():
            return ""
        if typed.startswith("/"):
            await self._command(user, channel, typed, thread)
            return ""
        text, block = payloads.composed(self._workspace, typed)
        message = self._workspace.post(channel.id, user, text, [block], thread=thread)
        if channel.person and "message.im" in self._events:
            await self._send_event(payloads.message_event(channel, message))
        elif not channel.person and f"<@{BOT}>" in text:
            await self._mention(user, channel, message)
        return message.ts

    async def _mention(self, user: str, channel: Channel, message: Message) -> None:
        if BOT not in channel.members:
            self._notice(
                user,
                channel.id,
                f"{self._workspace.bot} is not in #{channel.name}, so it was told nothing. "
                f"Type `/invite @{self._workspace.bot}` to let it in.",
            )
        elif "app_mention" in self._events:
            await self._send_event(payloads.message_event(channel, message))

    async def _command(self, user: str, channel: Channel, typed: str, thread: str | None) -> None:
        command, _, text = typed.partition(" ")
        if thread:
            self._notice(user, channel.id, f"{command} is not supported in threads. Sorry!", thread)
        elif command == "/invite":
            channel.members.add(BOT)
            self._notice(user, channel.id, f"{self._workspace.bot} is in #{channel.name} now.")
        elif command not in self._commands:
            self._notice(user, channel.id, f"{command} is not a valid command.")
        else:
            await self._slash(user, channel, command, text.strip())

    async def _slash(self, user: str, channel: Channel, command: str, text: str) -> None:
        hook = self._standin.hook_url(self._workspace.hook(channel.id, user))
        form = payloads.slash_command(self._workspace, user, channel, command, text, hook)
        answer = await self._courier.deliver(urlencode(form), _FORM)
        if answer.error:
            self._notice(user, channel.id, f'{command} failed with the error "{answer.error}"')
        elif answer.body:
            try:
                said, blocks = checked_content(answer.body)
            except RefusedError as refused:
                self._notice(user, channel.id, _explained(refused))
                return
            public = answer.body.get("response_type") == "in_channel"
            self._workspace.post(channel.id, BOT, said, blocks, visible_to=None if public else user)

    # --- looking -----------------------------------------------------------------------------

    async def open_tab(self, user: str, tab: str) -> None:
        """Looks at the bot's ``home`` or ``messages`` tab."""
        if user not in self._workspace.people:
            raise ImpossibleError("there is no such person")
        if "app_home_opened" in self._events:
            await self._send_event(payloads.home_opened(self._workspace, user, tab))

    # --- buttons and menus -------------------------------------------------------------------

    async def act(
        self, user: str, place: str, block_id: str, action_id: str, chosen: Any, values: Json
    ) -> None:
        """Presses a button or chooses from a menu. ``place`` is a view, or ``CHANNEL/TS``."""
        origin = self._origin(user, place)
        element = _element(origin.blocks, block_id, action_id)
        action: Json = {
            "type": element["type"],
            "action_id": action_id,
            "block_id": block_id,
            **self._outcome(place, element, chosen),
        }
        hook = ""
        if isinstance(origin, Message):
            thread = origin.thread
            hook = self._standin.hook_url(
                self._workspace.hook(origin.channel, user, origin.ts, thread)
            )
        state = self._state(place, origin.blocks, values)
        answer = await self._interact(
            payloads.block_actions(self._workspace, user, origin, action, state, hook)
        )
        if answer.error and isinstance(origin, Message):
            self._notice(user, origin.channel, f'The bot answered "{answer.error}".', origin.thread)

    async def suggest(
        self, user: str, place: str, block_id: str, action_id: str, typed: str
    ) -> list[Json]:
        """The options for what was typed into an ``external_select`` so far."""
        origin = self._origin(user, place)
        _element(origin.blocks, block_id, action_id)
        ids = {"block_id": block_id, "action_id": action_id}
        answer = await self._interact(
            payloads.block_suggestion(self._workspace, user, origin, ids, typed, {})
        )
        if answer.error:
            raise ImpossibleError(f'The bot answered "{answer.error}".')
        try:
            check_options(answer.body)
        except RefusedError as refused:
            raise ImpossibleError(_explained(refused)) from refused
        options = _options(answer.body)
        known = self._suggested.setdefault((place, action_id), {})
        known |= {option["value"]: option for option in options}
        return options

    def _outcome(self, place: str, element: Json, chosen: Any) -> Json:
        kind = element["type"]
        if kind == "button":
            return {
                name: element[name] for name in ("text", "value", "style", "url") if name in element
            }
        if kind == "feedback_buttons":
            for name in ("positive_button", "negative_button"):
                button = element[name]
                if button.get("value") == chosen:
                    return {"value": chosen, "text": button["text"]}
            raise ImpossibleError("there is no such button")
        return _without_type(self._entry(place, element, chosen))

    def _state(self, place: str, blocks: Sequence[Json], values: Json) -> Json:
        state: Json = {}
        for block, element in _elements(blocks):
            if element.get("type") in _KEEPS_STATE:
                block_id, action_id = block["block_id"], element["action_id"]
                in_block: Json = values.get(block_id) or {}
                chosen = in_block.get(action_id)
                state.setdefault(block_id, {})[action_id] = self._entry(place, element, chosen)
        return state

    def _entry(self, place: str, element: Json, chosen: Any) -> Json:
        kind = element["type"]
        options = self._options(place, element)
        if kind in _MAY_CHOOSE:
            if chosen and chosen not in options:
                raise ImpossibleError("there is no such option")
            return {"type": kind, "selected_option": options.get(chosen) if chosen else None}
        if kind == "checkboxes":
            return {"type": kind, "selected_options": [options[each] for each in chosen or ()]}
        return {"type": kind, "value": chosen or None}

    def _options(self, place: str, element: Json) -> Mapping[str, Json]:
        found = _options(element)
        if initial := element.get("initial_option"):
            found.append(initial)
        known = self._suggested.get((place, element["action_id"]), {})
        return {**known, **{option.get("value", ""): option for option in found}}

    # --- modals --------------------------------------------------------------------------------

    async def submit(self, user: str, view_id: str, values: Json) -> Json:
        """Sends a modal's form. The faults by ``block_id``; under "" what concerns the whole."""
        view = self._modal(user, view_id)
        state = self._state(view.id, view.blocks, values)
        missing = {
            block["block_id"]: "Please complete this required field."
            for block, element in _elements(view.blocks)
            if block["type"] == "input"
            and not block.get("optional")
            and not any(_without_type(state[block["block_id"]][element["action_id"]]).values())
        }
        if missing:
            return missing
        answer = await self._interact(payloads.view_submission(self._workspace, user, view, state))
        if answer.error:
            return {"": f"We had some trouble connecting. Try again? ({answer.error})"}
        try:
            return self._after_submission(user, view, answer.body)
        except RefusedError as refused:
            return {"": _explained(refused)}

    def _after_submission(self, user: str, view: View, body: Json) -> Json:
        match body.get("response_action"):
            case "errors":
                inputs = {each["block_id"] for each in view.blocks if each["type"] == "input"}
                if strays := set(body["errors"]) - inputs:
                    raise RefusedError(
                        "invalid_arguments", *(f"errors/{s}: no input" for s in strays)
                    )
                return body["errors"]
            case "update":
                self._workspace.change_view(view, checked_view(body["view"], "modal"))
            case "push":
                self._standin.push(user, view, checked_view(body["view"], "modal"))
            case "clear":
                self._workspace.modals[user] = []
                self._workspace.touch()
            case _:
                self._take_away(user, view)
        return {}

    async def close(self, user: str, view_id: str, *, all_of_them: bool = False) -> None:
        """Closes a modal, or every modal that is open."""
        view = self._modal(user, view_id)
        if all_of_them:
            closed = self._workspace.modals[user][::-1]
            self._workspace.modals[user] = []
            self._workspace.touch()
        else:
            closed = [view]
            self._take_away(user, view)
        for each in closed:
            if each.sent.get("notify_on_close"):
                await self._interact(
                    payloads.view_closed(self._workspace, user, each, all_of_them=all_of_them)
                )

    def _take_away(self, user: str, view: View) -> None:
        stack = self._workspace.modals[user]
        if view in stack:
            stack.remove(view)
        self._workspace.touch()

    # --- shortcuts and workflow steps ----------------------------------------------------------

    async def shortcut(self, user: str, callback: str, place: str = "") -> None:
        """Chooses a shortcut; one for messages needs ``place``, the message's ``CHANNEL/TS``."""
        known = self._shortcuts.get(callback)
        if known is None or user not in self._workspace.people:
            raise ImpossibleError("there is no such shortcut")
        if known["type"] == "global":
            await self._interact(payloads.global_shortcut(self._workspace, user, callback))
            return
        message = self._origin(user, place)
        if not isinstance(message, Message):
            raise ImpossibleError("this shortcut is for messages")
        root = message.thread
        hook = self._standin.hook_url(self._workspace.hook(message.channel, user, message.ts, root))
        await self._interact(
            payloads.message_shortcut(self._workspace, user, callback, message, hook)
        )

    async def run_step(self, user: str, callback: str, inputs: Json) -> str:
        """Lets a workflow reach the bot's step; the id of the run."""
        definition = self._functions.get(callback)
        if definition is None or user not in self._workspace.people:
            raise ImpossibleError("there is no such step")
        run = Run(self._workspace.fresh("Fx"), callback, user, inputs)
        self._workspace.runs[run.id] = run
        self._workspace.touch()
        await self._send_event(
            payloads.function_executed(self._workspace, definition, run, WORKFLOW_TOKEN)
        )
        return run.id

    # --- delivering --------------------------------------------------------------------------

    async def _send_event(self, inner: Json) -> None:
        body = json.dumps(payloads.event(self._workspace, inner))
        answer = await self._courier.deliver(body, "application/json")
        channel = inner.get("channel")
        if answer.error and channel:
            self._notice(
                inner["user"],
                channel,
                f'The bot did not take the event: "{answer.error}". Slack would try again.',
                inner.get("thread_ts"),
            )

    async def _interact(self, payload: Json) -> Answer:
        return await self._courier.deliver(urlencode({"payload": json.dumps(payload)}), _FORM)

    def _notice(self, user: str, channel: str, text: str, thread: str | None = None) -> None:
        self._workspace.post(channel, SLACKBOT, text, thread=thread, visible_to=user)

    # --- finding -----------------------------------------------------------------------------

    def _channel(self, user: str, channel: str) -> Channel:
        found = self._workspace.channels.get(channel)
        if found is None or user not in found.members:
            raise ImpossibleError("there is no such channel")
        return found

    def _modal(self, user: str, view_id: str) -> View:
        for view in self._workspace.modals.get(user, ()):
            if view.id == view_id:
                return view
        raise ImpossibleError("that modal is not open")

    def _origin(self, user: str, place: str) -> Message | View:
        channel, _, ts = place.partition("/")
        if not ts:
            view = self._workspace.view(place)
            if view is None or view.user != user:
                raise ImpossibleError("that view is not open")
            return view
        message = self._workspace.message(self._channel(user, channel).id, ts)
        if message is None or message.visible_to not in {None, user}:
            raise ImpossibleError("there is no such message")
        return message


def _elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element that can be acted on, with its block."""
    for block in blocks:
        found: list[Any] = [block.get("accessory"), block.get("element")]
        if block.get("type") in {"actions", "context_actions"}:
            found += block["elements"]
        for element in found:
            if isinstance(element, dict) and "action_id" in element:
                yield block, cast(Json, element)


def _options(holder: Json) -> list[Json]:
    """The options there, those in groups included."""
    groups: list[Json] = holder.get("option_groups") or []
    found: list[Json] = list(holder.get("options") or [])
    return [*found, *(option for group in groups for option in group["options"])]


def _element(blocks: Sequence[Json], block_id: str, action_id: str) -> Json:
    for block, element in _elements(blocks):
        if block["block_id"] == block_id and element["action_id"] == action_id:
            return element
    raise ImpossibleError("there is no such button or field")


def _without_type(entry: Json) -> Json:
    return {name: value for name, value in entry.items() if name != "type"}


def _explained(refused: RefusedError) -> str:
    reasons = refused.response.get("response_metadata", {}).get("messages", [])
    return "\n".join([f"Slack would refuse this: {refused.response['error']}", *reasons])
