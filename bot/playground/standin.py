"""A stand-in for Slack's Web API: does what Slack would do, and refuses what Slack would refuse.

Method pages, with their arguments, scopes and errors: https://docs.slack.dev/reference/methods
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.playground.workspace import (
    APP,
    BOT,
    BOT_ID,
    HOOK_USES,
    MODAL_STACK,
    TEAM,
    Channel,
    Json,
    Message,
    Prompts,
    Run,
    View,
    Workspace,
)
from bot.rendering import limits
from bot.rendering.limits import Surface

TOKEN = "xoxb-playground"  # noqa: S105 - opens nothing but the stand-in
WORKFLOW_TOKEN = "xwfp-playground"  # noqa: S105 - the same
"""The token that comes with a workflow step, good for what the bot token is."""

TEXT_UPDATED = 4_000
"""Longer texts are refused by https://docs.slack.dev/reference/methods/chat.update"""
NESTED = frozenset({"blocks", "loading_messages", "outputs", "prompts", "view"})
"""Arguments that are JSON inside a form."""
SUGGESTED = 4
"""Prompts: https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts"""


class RefusedError(Exception):
    """Slack's refusal: its error name and, where Slack gives them, the reasons."""

    def __init__(self, error: str, *reasons: str, **more: str) -> None:
        super().__init__(error)
        self.response: Json = {"ok": False, "error": error, **more}
        if reasons:
            self.response["response_metadata"] = {
                "messages": [f"[ERROR] {reason}" for reason in reasons]
            }


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API, or one post to a response URL (``response_url``)."""

    method: str
    arguments: Json
    response: Json


@dataclass(frozen=True, slots=True)
class Method:
    """What a method needs before it does anything."""

    run: Callable[[Json], Json]
    required: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    """Any one of these is enough."""


class StandIn:
    """Slack's side of every call the bot makes, over one workspace; remembers each call.

    ``manifest`` says which scopes and features the app has. ``address`` is where the page is.
    """

    def __init__(
        self,
        workspace: Workspace,
        manifest: Mapping[str, Any],
        address: str = "http://127.0.0.1",
    ) -> None:
        self.calls: list[Call] = []
        self._workspace = workspace
        self._address = address
        self._scopes: list[str] = list(manifest["oauth_config"]["scopes"]["bot"])
        self._features: Mapping[str, Any] = manifest["features"]
        self._functions: Mapping[str, Any] = manifest.get("functions", {})
        write = ("chat:write",)
        agent = ("assistant:write",)
        self.methods: Mapping[str, Method] = {
            "assistant.threads.setStatus": Method(
                self._set_status, ("channel_id", "thread_ts", "status"), write
            ),
            "assistant.threads.setSuggestedPrompts": Method(
                self._set_suggested_prompts, ("channel_id", "prompts"), agent
            ),
            "assistant.threads.setTitle": Method(
                self._set_title, ("channel_id", "thread_ts", "title"), agent
            ),
            "auth.test": Method(self._auth_test),
            "chat.delete": Method(self._delete, ("channel", "ts"), write),
            "chat.getPermalink": Method(self._get_permalink, ("channel", "message_ts")),
            "chat.postEphemeral": Method(self._post_ephemeral, ("channel", "user"), write),
            "chat.postMessage": Method(self._post_message, ("channel",), write),
            "chat.update": Method(self._update, ("channel", "ts"), write),
            "conversations.open": Method(self._open_conversation, (), ("im:write",)),
            "functions.completeError": Method(
                self._complete_error, ("function_execution_id", "error")
            ),
            "functions.completeSuccess": Method(
                self._complete_success, ("function_execution_id", "outputs")
            ),
            "views.open": Method(self._open_view, ("view",)),
            "views.publish": Method(self._publish_view, ("user_id", "view")),
            "views.push": Method(self._push_view, ("view",)),
            "views.update": Method(self._update_view, ("view",)),
        }

    # --- the door ----------------------------------------------------------------------------

    def routes(self) -> list[Route]:
        """``/api/METHOD`` for the Web API, ``/hooks/ID`` for response URLs."""

        async def web_api(request: Request) -> Response:
            try:
                arguments = await _arguments(request)
            except RefusedError as refused:
                return JSONResponse(refused.response)
            header = request.headers.get("authorization", "").removeprefix("Bearer ")
            token = header or str(arguments.pop("token", ""))
            return JSONResponse(self.call(request.path_params["method"], arguments, token))

        async def hook(request: Request) -> Response:
            body = await request.body()
            response = self.respond(request.path_params["hook"], body)
            if response["ok"]:
                return PlainTextResponse("ok")
            return PlainTextResponse(response["error"], 404)

        return [
            Route("/api/{method}", web_api, methods=["GET", "POST"]),
            Route("/hooks/{hook}", hook, methods=["POST"]),
        ]

    def hook_url(self, hook: str) -> str:
        """The response URL of a hook."""
        return f"{self._address}/hooks/{hook}"

    def call(self, name: str, arguments: Json, token: str = TOKEN) -> Json:
        """What Slack would answer; a refusal is an answer with ``ok`` false and Slack's error."""
        try:
            response = {"ok": True, **self._checked(name, arguments, token)}
        except RefusedError as refused:
            response = refused.response
        self.calls.append(Call(name, arguments, response))
        return response

    def _checked(self, name: str, arguments: Json, token: str) -> Json:
        method = self.methods.get(name)
        if method is None:
            raise RefusedError("unknown_method", req_method=name)
        if not token:
            raise RefusedError("not_authed")
        if token not in {TOKEN, WORKFLOW_TOKEN}:
            raise RefusedError("invalid_auth")
        if method.scopes and not set(method.scopes) & set(self._scopes):
            raise RefusedError(
                "missing_scope", needed=",".join(method.scopes), provided=",".join(self._scopes)
            )
        missing = [each for each in method.required if arguments.get(each) is None]
        if missing:
            raise RefusedError(
                "invalid_arguments", *(f"missing required field: {m}" for m in missing)
            )
        return method.run(arguments)

    def respond(self, hook_id: str, body: bytes) -> Json:
        """What a response URL does with a post (https://docs.slack.dev/interactivity/handling-user-interaction)."""
        arguments: Json = {}
        try:
            hook = self._workspace.hooks.get(hook_id)
            if hook is None or self._workspace.clock() >= hook.expires:
                raise RefusedError("expired_url")
            if hook.uses >= HOOK_USES:
                raise RefusedError("used_url")
            arguments = _json_object(body)
            self._respond(hook.channel, hook.user, hook.message, hook.thread, arguments)
            hook.uses += 1
            response: Json = {"ok": True}
        except RefusedError as refused:
            response = refused.response
        self.calls.append(Call("response_url", arguments, response))
        return response

    def _respond(
        self, channel: str, user: str, original: str | None, thread: str | None, body: Json
    ) -> None:
        message = self._workspace.message(channel, original) if original else None
        # A shortcut on somebody's message gives no right to change it.
        if message and message.user != BOT:
            message = None
        if body.get("delete_original"):
            if message:
                self._workspace.delete(message)
            return
        text, blocks = checked_content(body)
        if body.get("replace_original") and message:
            self._workspace.edit(message, text, blocks)
            return
        self._workspace.post(
            channel,
            BOT,
            text,
            blocks,
            thread=body.get("thread_ts") or thread,
            visible_to=None if body.get("response_type") == "in_channel" else user,
        )

    # --- messages ----------------------------------------------------------------------------

    def _auth_test(self, _: Json) -> Json:
        return {
            "url": f"{self._address}/",
            "team": "Playground",
            "team_id": TEAM,
            "user": self._workspace.bot.lower(),
            "user_id": BOT,
            "bot_id": BOT_ID,
            "app_id": APP,
            "is_enterprise_install": False,
        }

    def _post_message(self, arguments: Json) -> Json:
        channel = self._channel(arguments["channel"])
        text, blocks = checked_content(arguments)
        thread = self._thread(channel, arguments.get("thread_ts"))
        message = self._workspace.post(channel.id, BOT, text, blocks, thread=thread)
        return {"channel": channel.id, "ts": message.ts, "message": message.payload()}

    def _post_ephemeral(self, arguments: Json) -> Json:
        channel = self._channel(arguments["channel"])
        if arguments["user"] not in channel.members:
            raise RefusedError("user_not_in_channel")
        text, blocks = checked_content(arguments)
        thread = self._thread(channel, arguments.get("thread_ts"))
        message = self._workspace.post(
            channel.id, BOT, text, blocks, thread=thread, visible_to=arguments["user"]
        )
        return {"message_ts": message.ts}

    def _update(self, arguments: Json) -> Json:
        message = self._own_message(arguments, "cant_update_message")
        # Where no text is given, the one there stays.
        text, blocks = checked_content({"text": message.text, **arguments}, TEXT_UPDATED)
        self._workspace.edit(message, text, blocks)
        return {
            "channel": message.channel,
            "ts": message.ts,
            "text": text,
            "message": message.payload(),
        }

    def _delete(self, arguments: Json) -> Json:
        message = self._own_message(arguments, "cant_delete_message")
        self._workspace.delete(message)
        return {"channel": message.channel, "ts": message.ts}

    def _get_permalink(self, arguments: Json) -> Json:
        channel = self._known_channel(arguments["channel"])
        message = self._stored(channel.id, arguments["message_ts"])
        place = f"{channel.id}/p{message.ts.replace('.', '')}"
        thread = f"?thread_ts={message.thread}&cid={channel.id}" if message.thread else ""
        return {
            "channel": channel.id,
            "permalink": f"{self._address}/archives/{place}{thread}",
        }

    def _open_conversation(self, arguments: Json) -> Json:
        users = str(arguments.get("users") or "")
        if not users:
            raise RefusedError("users_list_not_supplied")
        if users not in self._workspace.people:
            raise RefusedError("user_not_found")
        return {"channel": {"id": self._workspace.direct(users).id}}

    def _known_channel(self, name: str) -> Channel:
        channel = self._workspace.channels.get(name)
        if channel is None:
            raise RefusedError("channel_not_found")
        return channel

    def _channel(self, name: str) -> Channel:
        if name in self._workspace.people:
            return self._workspace.direct(name)
        channel = self._known_channel(name)
        if BOT not in channel.members:
            raise RefusedError("not_in_channel")
        return channel

    def _stored(self, channel: str, ts: str) -> Message:
        message = self._workspace.message(channel, ts)
        # An ephemeral message is not stored: only its response URL can change it.
        if message is None or message.visible_to:
            raise RefusedError("message_not_found")
        return message

    def _own_message(self, arguments: Json, foreign: str) -> Message:
        channel = self._known_channel(arguments["channel"])
        message = self._stored(channel.id, arguments["ts"])
        if message.user != BOT:
            raise RefusedError(foreign)
        return message

    def _thread(self, channel: Channel, ts: object) -> str | None:
        if not ts:
            return None
        root = self._workspace.message(channel.id, str(ts))
        if root is None or root.visible_to or root.thread:
            raise RefusedError("cannot_reply_to_message")
        return root.ts

    # --- agent ---------------------------------------------------------------------------------

    def _set_status(self, arguments: Json) -> Json:
        channel = self._known_channel(arguments["channel_id"])
        if self._workspace.message(channel.id, arguments["thread_ts"]) is None:
            raise RefusedError("invalid_thread_ts")
        loading = arguments.get("loading_messages")
        if loading is not None and not (
            1 <= len(loading) <= 10 and all(1 <= len(each) <= 50 for each in loading)
        ):
            raise RefusedError(
                "invalid_arguments", "loading_messages must be 1 to 10 texts of 1 to 50 characters"
            )
        self._workspace.set_status(channel.id, arguments["thread_ts"], arguments["status"])
        return {}

    def _set_suggested_prompts(self, arguments: Json) -> Json:
        channel = self._known_channel(arguments["channel_id"])
        prompts = arguments["prompts"]
        if not self._is_agent():
            raise RefusedError("not_agent_app")
        if not prompts or len(prompts) > SUGGESTED:
            raise RefusedError("invalid_arguments", f"prompts must be 1 to {SUGGESTED}")
        if any(not each.get("title") or not each.get("message") for each in prompts):
            raise RefusedError("invalid_arguments", "every prompt needs a title and a message")
        # With a thread the call is accepted and nothing shows.
        if not arguments.get("thread_ts"):
            title = arguments.get("title") or ""
            self._workspace.prompts[channel.id] = Prompts(title, prompts)
            self._workspace.touch()
        return {}

    def _set_title(self, arguments: Json) -> Json:
        channel = self._known_channel(arguments["channel_id"])
        if self._workspace.message(channel.id, arguments["thread_ts"]) is None:
            raise RefusedError("invalid_thread_ts")
        self._workspace.titles[channel.id, arguments["thread_ts"]] = arguments["title"]
        self._workspace.touch()
        return {}

    def _is_agent(self) -> bool:
        return "agent_view" in self._features

    # --- views -----------------------------------------------------------------------------

    def _open_view(self, arguments: Json) -> Json:
        sent = checked_view(arguments["view"], "modal")
        user, _ = self._exchange(arguments)
        view = self._workspace.make_view(user, sent)
        self._workspace.modals[user] = [view]
        self._workspace.touch()
        return {"view": view.payload()}

    def _push_view(self, arguments: Json) -> Json:
        sent = checked_view(arguments["view"], "modal")
        user, below = self._exchange(arguments)
        if below is None:
            raise RefusedError("not_found")
        return {"view": self.push(user, below, sent).payload()}

    def push(self, user: str, below: View, sent: Mapping[str, Any]) -> View:
        """Puts a modal on top of another; raises ``RefusedError`` when there are three already."""
        stack = self._workspace.modals[user]
        if len(stack) >= MODAL_STACK:
            raise RefusedError("push_limit_reached")
        view = self._workspace.make_view(user, sent, below)
        stack.append(view)
        self._workspace.touch()
        return view

    def _update_view(self, arguments: Json) -> Json:
        view = self._find_view(arguments)
        if view is None:
            raise RefusedError("not_found")
        if arguments.get("hash") and arguments["hash"] != view.hash:
            raise RefusedError("hash_conflict")
        self._workspace.change_view(view, checked_view(arguments["view"], view.sent["type"]))
        return {"view": view.payload()}

    def _publish_view(self, arguments: Json) -> Json:
        user = arguments["user_id"]
        if not self._features.get("app_home", {}).get("home_tab_enabled"):
            raise RefusedError("not_enabled")
        if user not in self._workspace.people:
            raise RefusedError("invalid_arguments", "invalid user_id")
        sent = checked_view(arguments["view"], "home")
        view = self._workspace.homes.get(user)
        if view is None:
            view = self._workspace.homes[user] = self._workspace.make_view(user, sent)
            self._workspace.touch()
        elif arguments.get("hash") and arguments["hash"] != view.hash:
            raise RefusedError("hash_conflict")
        else:
            self._workspace.change_view(view, sent)
        return {"view": view.payload()}

    def _find_view(self, arguments: Json) -> View | None:
        if view_id := arguments.get("view_id"):
            return self._workspace.view(view_id)
        external = arguments.get("external_id")
        return next(
            (
                view
                for stack in self._workspace.modals.values()
                for view in stack
                if external and view.sent.get("external_id") == external
            ),
            None,
        )

    def _exchange(self, arguments: Json) -> tuple[str, View | None]:
        """Who may be shown a modal, and the modal in which that person acted."""
        trigger = self._workspace.triggers.get(
            arguments.get("trigger_id") or arguments.get("interactivity_pointer") or ""
        )
        if trigger is None:
            raise RefusedError("invalid_trigger_id")
        if trigger.used:
            raise RefusedError("exchanged_trigger_id")
        if self._workspace.clock() >= trigger.expires:
            raise RefusedError("expired_trigger_id")
        trigger.used = True
        return trigger.user, self._workspace.view(trigger.view) if trigger.view else None

    # --- workflow steps ------------------------------------------------------------------------

    def _complete_success(self, arguments: Json) -> Json:
        run = self._running(arguments)
        outputs = arguments["outputs"]
        definition: Json = self._functions[run.callback].get("output_parameters") or {}
        wrong = [
            f"{name}: no such output" for name in outputs if name not in parameters(definition)
        ]
        wrong += [
            f"{name}: required output is missing"
            for name in definition.get("required", ())
            if outputs.get(name) is None
        ]
        if wrong:
            raise RefusedError("parameter_validation_failed", *wrong)
        run.outputs = outputs
        self._workspace.touch()
        return {}

    def _complete_error(self, arguments: Json) -> Json:
        run = self._running(arguments)
        run.error = arguments["error"]
        self._workspace.touch()
        return {}

    def _running(self, arguments: Json) -> Run:
        run = self._workspace.runs.get(arguments["function_execution_id"])
        if run is None:
            raise RefusedError("function_execution_not_found")
        if run.ended:
            raise RefusedError("execution_not_in_running_state")
        return run


def parameters(definition: Json) -> Json:
    """The inputs or outputs of a workflow step by name."""
    # Slack's guides write parameters flat; its schema wants them under "properties".
    return definition.get("properties") or definition


def check_options(body: Mapping[str, Any]) -> None:
    """Raises ``RefusedError`` when Slack would not take these options for a type-ahead."""
    offered = {name: body[name] for name in ("options", "option_groups") if body.get(name)}
    # What may stand in a menu may be offered for one, and nothing at all may be.
    block = {"type": "actions", "elements": [{"type": "static_select", **offered}]}
    wrong = limits.problems([block], "message")
    if wrong:
        raise RefusedError("invalid_options", *wrong)


def checked_content(
    arguments: Mapping[str, Any], longest: int | None = None
) -> tuple[str, list[Json]]:
    """The text and the blocks of a message; raises ``RefusedError`` when Slack would not take them.

    A text beyond ``longest`` is refused; without it, one beyond 40,000 characters is cut.
    """
    text = arguments.get("text") or ""
    markdown = arguments.get("markdown_text") or ""
    blocks: object = arguments.get("blocks") or []
    if markdown:
        if blocks or arguments.get("text"):
            raise RefusedError("markdown_text_conflict")
        if len(markdown) > limits.MARKDOWN_TEXT:
            raise RefusedError("msg_too_long")
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    if not isinstance(text, str) or not _are_objects(blocks):
        raise RefusedError("invalid_blocks_format")
    found = cast(list[Json], blocks)
    if not text.strip() and not found:
        raise RefusedError("no_text")
    if longest is not None and len(text) > longest:
        raise RefusedError("msg_too_long")
    if limits.text_size(found) > limits.MESSAGE_TEXT:
        raise RefusedError("msg_blocks_too_long")
    wrong = limits.problems(found, "message")
    if wrong:
        raise RefusedError("invalid_blocks", *wrong)
    return text[: limits.MESSAGE_FALLBACK], found


def checked_view(view: object, kind: Surface) -> Json:
    """The view as sent; raises ``RefusedError`` when Slack would not take it as that ``kind``."""
    if not isinstance(view, dict):
        raise RefusedError("invalid_arguments", "view must be an object")
    sent = cast(Json, view)
    if len(json.dumps(sent).encode()) > limits.VIEW_BYTES:
        raise RefusedError("view_too_large")
    if not _are_objects(sent.get("blocks")):
        raise RefusedError("invalid_arguments", "view/blocks: must be a list of objects")
    wrong = limits.view_problems(sent, kind)
    if wrong:
        raise RefusedError("invalid_arguments", *wrong)
    return sent


def _are_objects(value: object) -> bool:
    if not isinstance(value, list):
        return False
    return all(isinstance(each, dict) for each in cast(list[object], value))


async def _arguments(request: Request) -> Json:
    """The arguments however they were sent: query, form or JSON, nested ones as JSON strings."""
    found: Json = dict(request.query_params)
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        # Slack's own client sends this type even when there is nothing to send.
        return {**found, **_json_object(body or b"{}")}
    found |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return {name: _decoded(name, value) for name, value in found.items()}


def _decoded(name: str, value: str) -> Any:
    if name not in NESTED:
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise RefusedError("invalid_arguments", f"{name} is no JSON") from None


def _json_object(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError:
        raise RefusedError("invalid_json") from None
    if not isinstance(found, dict):
        raise RefusedError("json_not_object")
    return cast(Json, found)
