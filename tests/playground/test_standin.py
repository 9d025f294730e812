"""The stand-in does what Slack does, and refuses what Slack refuses, by Slack's names."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.gestures import Courier, Gestures, ImpossibleError
from bot.playground.standin import TOKEN, StandIn
from bot.playground.workspace import ANA, BEN, BOT, CLOUD, RANDOM, Run, Workspace
from tests.playground import everything
from tests.playground.conftest import Served

Json = dict[str, Any]

METHODS = Path(__file__).parents[3] / "shared" / "slack" / "methods"

MODAL: Json = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A form"},
    "blocks": [{"type": "divider"}],
}
HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}


class Clock:
    """A clock that stands still until it is told."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(clock: Clock) -> Workspace:
    return Workspace(clock)


@pytest.fixture
def slack(workspace: Workspace) -> StandIn:
    return StandIn(workspace, everything.MANIFEST)


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def error(slack: StandIn, method: str, token: str = TOKEN, /, **arguments: Any) -> str:
    """The error that a call is refused with, or ""."""
    return slack.call(method, arguments, token).get("error", "")


# --- messages ----------------------------------------------------------------------------------


def test_posted_message_can_be_changed_and_deleted(slack: StandIn, workspace: Workspace) -> None:
    """A message lives until it is deleted, under the timestamp that posting gave it."""
    ts = slack.call("chat.postMessage", {"channel": CLOUD, "text": "one"})["ts"]
    assert slack.call("chat.update", {"channel": CLOUD, "ts": ts, "text": "two"})["ok"]
    message = workspace.message(CLOUD, ts)
    assert message is not None
    assert (message.text, message.user, message.edited) == ("two", BOT, True)
    assert slack.call("chat.delete", {"channel": CLOUD, "ts": ts})["ok"]
    assert workspace.message(CLOUD, ts) is None


def test_message_to_a_person_goes_to_the_direct_messages(slack: StandIn) -> None:
    """A user id opens the conversation with that person."""
    direct = slack.call("chat.postMessage", {"channel": ANA, "text": "hi"})["channel"]
    assert direct.startswith("D")


def test_long_text_is_cut_when_posted(slack: StandIn) -> None:
    """Slack keeps the first 40,000 characters of a text."""
    posted = slack.call("chat.postMessage", {"channel": CLOUD, "text": "x" * 40_001})
    assert len(posted["message"]["text"]) == 40_000


def test_missing_ids_are_filled_in(slack: StandIn, workspace: Workspace) -> None:
    """Blocks and elements have ids in payloads even when the bot gave none."""
    button = {"type": "button", "text": {"type": "plain_text", "text": "x"}}
    blocks = [{"type": "actions", "elements": [button]}]
    slack.call("chat.postMessage", {"channel": CLOUD, "text": "x", "blocks": blocks})
    (block,) = workspace.messages[-1].blocks
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ({"channel": "C0NONE", "text": "x"}, "channel_not_found"),
        ({"channel": RANDOM, "text": "x"}, "not_in_channel"),
        ({"channel": CLOUD}, "no_text"),
        ({"channel": CLOUD, "text": "  "}, "no_text"),
        ({"text": "x"}, "invalid_arguments"),
        ({"channel": CLOUD, "text": "x", "thread_ts": "1.000001"}, "cannot_reply_to_message"),
        ({"channel": CLOUD, "text": "x", "blocks": "soon"}, "invalid_blocks_format"),
        ({"channel": CLOUD, "text": "x", "blocks": ["soon"]}, "invalid_blocks_format"),
        ({"channel": CLOUD, "text": "x", "blocks": [{"type": "hologram"}]}, "invalid_blocks"),
        ({"channel": CLOUD, "text": "x", "blocks": [section("")]}, "invalid_blocks"),
        ({"channel": CLOUD, "text": "x", "blocks": [section("x" * 3001)]}, "invalid_blocks"),
        ({"channel": CLOUD, "text": "x", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"channel": CLOUD, "text": "x", "blocks": [section("x" * 3000)] * 5}, "msg_blocks_too_long"),
        ({"channel": CLOUD, "text": "x", "blocks": [{"type": "alert", "text": {"type": "plain_text", "text": "x"}}]}, "invalid_blocks"),
        ({"channel": CLOUD, "text": "x", "blocks": [{"type": "actions", "elements": [everything.button("a", "x")] * 2}]}, "invalid_blocks"),
        ({"channel": CLOUD, "text": "x", "blocks": [{"type": "divider", "block_id": "b"}] * 2}, "invalid_blocks"),
        ({"channel": CLOUD, "text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
    ],
)  # fmt: skip
def test_message_that_slack_would_not_take(slack: StandIn, arguments: Json, refusal: str) -> None:
    """Each fault has Slack's own name, and leaves nothing behind."""
    assert error(slack, "chat.postMessage", **arguments) == refusal
    assert not [m for m in slack.calls if m.response["ok"]]


def test_refused_blocks_are_explained(slack: StandIn) -> None:
    """A refusal says which block is wrong."""
    refused = slack.call("chat.postMessage", {"channel": CLOUD, "blocks": [{"type": "hologram"}]})
    assert "hologram" in refused["response_metadata"]["messages"][0]


def test_reply_to_a_reply_is_refused(slack: StandIn) -> None:
    """A thread has one root; a reply's own timestamp is none."""
    root = slack.call("chat.postMessage", {"channel": CLOUD, "text": "root"})["ts"]
    reply = slack.call("chat.postMessage", {"channel": CLOUD, "text": "r", "thread_ts": root})["ts"]
    refused = error(slack, "chat.postMessage", channel=CLOUD, text="x", thread_ts=reply)
    assert refused == "cannot_reply_to_message"


def test_foreign_message_is_left_alone(slack: StandIn, workspace: Workspace) -> None:
    """The bot can change and delete what it wrote, and nothing else."""
    ts = workspace.post(CLOUD, BEN, "mine").ts
    assert error(slack, "chat.update", channel=CLOUD, ts=ts, text="x") == "cant_update_message"
    assert error(slack, "chat.delete", channel=CLOUD, ts=ts) == "cant_delete_message"
    assert error(slack, "chat.delete", channel=CLOUD, ts="1.000001") == "message_not_found"


def test_update_with_a_long_text_is_refused(slack: StandIn) -> None:
    """Updating takes a tenth of the text that posting takes."""
    ts = slack.call("chat.postMessage", {"channel": CLOUD, "text": "x"})["ts"]
    assert error(slack, "chat.update", channel=CLOUD, ts=ts, text="x" * 4001) == "msg_too_long"


def test_ephemeral_message_is_for_one_and_not_kept(slack: StandIn, workspace: Workspace) -> None:
    """One person sees it, and no method can change it afterwards."""
    arguments = {"channel": CLOUD, "user": ANA, "text": "psst"}
    ts = slack.call("chat.postEphemeral", arguments)["message_ts"]
    assert workspace.messages[-1].visible_to == ANA
    assert error(slack, "chat.update", channel=CLOUD, ts=ts, text="x") == "message_not_found"


def test_ephemeral_message_to_a_stranger_is_refused(slack: StandIn) -> None:
    """It cannot be shown to somebody who is not in the channel."""
    refused = error(slack, "chat.postEphemeral", channel=CLOUD, user="U0NOBODY", text="x")
    assert refused == "user_not_in_channel"


def test_permalink_leads_to_the_page(slack: StandIn) -> None:
    """A link to a message names its channel and timestamp."""
    ts = slack.call("chat.postMessage", {"channel": CLOUD, "text": "x"})["ts"]
    link = slack.call("chat.getPermalink", {"channel": CLOUD, "message_ts": ts})["permalink"]
    assert link.endswith(f"/archives/{CLOUD}/p{ts.replace('.', '')}")


# --- the door ------------------------------------------------------------------------------------


def test_unknown_method_is_refused(slack: StandIn) -> None:
    """A misspelt method is found here first."""
    assert error(slack, "chat.postMesage") == "unknown_method"


@pytest.mark.parametrize(("token", "refusal"), [("", "not_authed"), ("xoxb-else", "invalid_auth")])
def test_call_without_the_token_is_refused(slack: StandIn, token: str, refusal: str) -> None:
    """Every method needs the bot's own token."""
    assert error(slack, "auth.test", token) == refusal


def test_missing_scope_is_named(workspace: Workspace) -> None:
    """What the manifest does not ask for cannot be used, and the refusal says what to ask for."""
    manifest = deepcopy(everything.MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"] = ["commands"]
    refused = StandIn(workspace, manifest).call("chat.postMessage", {"channel": CLOUD, "text": "x"})
    assert (refused["error"], refused["needed"]) == ("missing_scope", "chat:write")


def test_every_call_is_recorded(slack: StandIn) -> None:
    """Calls and refusals are kept in order, with their arguments."""
    slack.call("chat.postMessage", {"channel": CLOUD, "text": "x"})
    slack.call("chat.postMessage", {"channel": "C0NONE", "text": "x"})
    assert [(call.method, call.arguments["channel"], call.response["ok"]) for call in slack.calls] == [
        ("chat.postMessage", CLOUD, True),
        ("chat.postMessage", "C0NONE", False),
    ]  # fmt: skip


def test_official_client_is_served_over_http(real: Served) -> None:
    """Slack's own client talks to it, with JSON, form and query arguments alike."""
    client = WebClient(token=TOKEN, base_url=f"{real.address}/api/")
    assert client.auth_test()["user_id"] == BOT
    posted = client.chat_postMessage(channel=CLOUD, text="x", blocks=[section("x")])
    assert client.chat_getPermalink(channel=CLOUD, message_ts=posted["ts"])["ok"]
    form = client.api_call(
        "chat.update",
        data={
            "channel": CLOUD,
            "ts": posted["ts"],
            "text": "[1]",
            "blocks": json.dumps([section("y")]),
        },
    )
    assert (form["message"]["text"], form["message"]["blocks"][0]["text"]["text"]) == ("[1]", "y")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.chat_postMessage(channel="C0NONE", text="x")


def test_methods_ask_for_what_slack_asks_for(slack: StandIn) -> None:
    """Required arguments and scopes are those of Slack's own descriptions."""
    if not METHODS.is_dir():
        pytest.skip("Slack's method descriptions are not here")
    for name, method in slack.methods.items():
        described = json.loads((METHODS / f"{name}.json").read_text())
        required = set(described["args"].get("required", ())) - {"token"}
        assert set(method.required) == required, name
        assert set(method.scopes) <= set(described["scope"].get("bot", ())), name
        assert bool(method.scopes) == bool(described["scope"].get("bot")), name


# --- views ---------------------------------------------------------------------------------------


def test_trigger_opens_one_modal(slack: StandIn, workspace: Workspace) -> None:
    """A trigger is used up by the modal it opens."""
    trigger = workspace.trigger(ANA)
    assert slack.call("views.open", {"trigger_id": trigger, "view": MODAL})["view"]["id"]
    assert len(workspace.modals[ANA]) == 1
    assert error(slack, "views.open", trigger_id=trigger, view=MODAL) == "exchanged_trigger_id"


def test_trigger_runs_out(slack: StandIn, workspace: Workspace, clock: Clock) -> None:
    """After three seconds nobody is waiting for a modal any more."""
    trigger = workspace.trigger(ANA)
    clock.now += 3
    assert error(slack, "views.open", trigger_id=trigger, view=MODAL) == "expired_trigger_id"


def test_unknown_trigger_is_refused(slack: StandIn) -> None:
    """Modals open for people who did something."""
    assert error(slack, "views.open", trigger_id="1.x", view=MODAL) == "invalid_trigger_id"


def test_at_most_three_modals_stack(slack: StandIn, workspace: Workspace) -> None:
    """The fourth modal on top of others is refused."""
    top = slack.call("views.open", {"trigger_id": workspace.trigger(ANA), "view": MODAL})["view"][
        "id"
    ]
    for expected in ("", "", "push_limit_reached"):
        trigger = workspace.trigger(ANA, top)
        assert error(slack, "views.push", trigger_id=trigger, view=MODAL) == expected


def test_push_needs_a_modal_below(slack: StandIn, workspace: Workspace) -> None:
    """What was done in a message has no modal to push upon."""
    refused = error(slack, "views.push", trigger_id=workspace.trigger(ANA), view=MODAL)
    assert refused == "not_found"


def test_stale_hash_does_not_overwrite(slack: StandIn) -> None:
    """Whoever saw an older Home tab cannot replace the newer one."""
    first = slack.call("views.publish", {"user_id": ANA, "view": HOME})["view"]["hash"]
    assert not error(slack, "views.publish", user_id=ANA, view=HOME, hash=first)
    assert error(slack, "views.publish", user_id=ANA, view=HOME, hash=first) == "hash_conflict"


def test_home_must_be_switched_on(workspace: Workspace) -> None:
    """Without the Home tab in the manifest there is nothing to publish to."""
    manifest = deepcopy(everything.MANIFEST)
    manifest["features"]["app_home"]["home_tab_enabled"] = False
    slack = StandIn(workspace, manifest)
    assert error(slack, "views.publish", user_id=ANA, view=HOME) == "not_enabled"


@pytest.mark.parametrize(
    "fault",
    [
        {"title": None},
        {"title": {"type": "plain_text", "text": "x" * 25}},
        {"title": {"type": "mrkdwn", "text": "x"}},
        {"submit": {"type": "plain_text", "text": "x" * 25}},
        {"private_metadata": "x" * 3001},
        {"type": "home"},
        {"blocks": None},
        {"blocks": [{"type": "divider"}] * 101},
        {"blocks": [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}]},
        {"blocks": [everything.FORM["blocks"][1]]},
    ],
)
def test_modal_that_slack_would_not_take(slack: StandIn, workspace: Workspace, fault: Json) -> None:
    """A fault in a view is found before anybody sees it, and the trigger stays good."""
    trigger = workspace.trigger(ANA)
    view = {**MODAL, **fault}
    assert error(slack, "views.open", trigger_id=trigger, view=view) == "invalid_arguments"
    assert not error(slack, "views.open", trigger_id=trigger, view=MODAL)


def test_huge_view_is_refused(slack: StandIn, workspace: Workspace) -> None:
    """A view may have 250 kB."""
    view = {**MODAL, "blocks": [section("ü" * 3000)] * 99}
    refused = error(slack, "views.open", trigger_id=workspace.trigger(ANA), view=view)
    assert refused == "view_too_large"


# --- response URLs ---------------------------------------------------------------------------------


def respond(slack: StandIn, hook: str, **body: Any) -> str:
    return slack.respond(hook, json.dumps(body).encode()).get("error", "")


def test_response_url_works_five_times(slack: StandIn, workspace: Workspace) -> None:
    """The sixth post is refused."""
    hook = workspace.hook(CLOUD, ANA)
    refusals = [respond(slack, hook, text="x") for _ in range(6)]
    assert refusals == ["", "", "", "", "", "used_url"]


def test_response_url_runs_out(slack: StandIn, workspace: Workspace, clock: Clock) -> None:
    """After half an hour it is gone."""
    hook = workspace.hook(CLOUD, ANA)
    clock.now += 30 * 60
    assert respond(slack, hook, text="x") == "expired_url"


def test_response_is_private_unless_it_says_so(slack: StandIn, workspace: Workspace) -> None:
    """Without a response type only the person who acted sees it."""
    hook = workspace.hook(CLOUD, ANA)
    respond(slack, hook, text="private")
    respond(slack, hook, text="public", response_type="in_channel")
    assert [message.visible_to for message in workspace.messages] == [ANA, None]


def test_response_replaces_or_deletes_its_message(slack: StandIn, workspace: Workspace) -> None:
    """A response URL can change even an ephemeral message, which no method can."""
    message = workspace.post(CLOUD, BOT, "old", visible_to=ANA)
    hook = workspace.hook(CLOUD, ANA, message.ts)
    respond(slack, hook, text="new", replace_original=True)
    assert [each.text for each in workspace.messages] == ["new"]
    respond(slack, hook, delete_original=True)
    assert workspace.messages == []


def test_response_leaves_a_foreign_message_alone(slack: StandIn, workspace: Workspace) -> None:
    """A shortcut on somebody's message answers beside it, whatever the answer asks for."""
    message = workspace.post(CLOUD, BEN, "mine")
    hook = workspace.hook(CLOUD, ANA, message.ts)
    respond(slack, hook, text="new", replace_original=True)
    respond(slack, hook, delete_original=True)
    assert [each.text for each in workspace.messages] == ["mine", "new"]


def test_faulty_response_is_refused(slack: StandIn, workspace: Workspace) -> None:
    """Blocks are checked here as everywhere."""
    hook = workspace.hook(CLOUD, ANA)
    assert respond(slack, hook, text="x", blocks=[{"type": "hologram"}]) == "invalid_blocks"
    assert slack.respond(hook, b"soon")["error"] == "invalid_json"


# --- agent and workflow steps ------------------------------------------------------------------------


def test_status_goes_with_the_answer_or_with_time(
    slack: StandIn, workspace: Workspace, clock: Clock
) -> None:
    """A status stays until the bot posts there, two minutes at most."""
    ts = workspace.post(CLOUD, ANA, "question").ts
    status = {"channel_id": CLOUD, "thread_ts": ts, "status": "is looking"}
    slack.call("assistant.threads.setStatus", status)
    assert workspace.status(CLOUD, ts) == "is looking"
    slack.call("chat.postMessage", {"channel": CLOUD, "thread_ts": ts, "text": "answer"})
    assert workspace.status(CLOUD, ts) == ""
    slack.call("assistant.threads.setStatus", status)
    clock.now += 120
    assert workspace.status(CLOUD, ts) == ""


def test_loading_messages_are_limited(slack: StandIn, workspace: Workspace) -> None:
    """At most ten, of at most fifty characters."""
    ts = workspace.post(CLOUD, ANA, "question").ts
    arguments = {"channel_id": CLOUD, "thread_ts": ts, "status": "x"}
    for loading in ([], ["x"] * 11, ["x" * 51], [""]):
        refused = error(slack, "assistant.threads.setStatus", **arguments, loading_messages=loading)
        assert refused == "invalid_arguments"


def test_suggested_prompts_of_a_thread_show_nowhere(slack: StandIn, workspace: Workspace) -> None:
    """With `agent_view` a thread makes the call pass and do nothing."""
    direct = workspace.direct(ANA).id
    ts = workspace.post(direct, ANA, "x").ts
    prompts = [{"title": "t", "message": "m"}]
    call = {"channel_id": direct, "prompts": prompts}
    assert slack.call("assistant.threads.setSuggestedPrompts", {**call, "thread_ts": ts})["ok"]
    assert direct not in workspace.prompts
    assert slack.call("assistant.threads.setSuggestedPrompts", call)["ok"]
    assert workspace.prompts[direct].prompts == prompts


def test_only_an_agent_suggests_prompts(workspace: Workspace) -> None:
    """Without `agent_view` in the manifest the call is refused."""
    manifest = deepcopy(everything.MANIFEST)
    del manifest["features"]["agent_view"]
    call = {"channel_id": workspace.direct(ANA).id, "prompts": [{"title": "t", "message": "m"}]}
    refused = error(StandIn(workspace, manifest), "assistant.threads.setSuggestedPrompts", **call)
    assert refused == "not_agent_app"


def test_step_that_does_not_run_cannot_be_completed(slack: StandIn) -> None:
    """A workflow step is completed once, while it runs."""
    refused = error(slack, "functions.completeSuccess", function_execution_id="Fx1", outputs={})
    assert refused == "function_execution_not_found"


@pytest.mark.parametrize(
    ("outputs", "refusal"),
    [
        ({}, "parameter_validation_failed"),
        ({"shouted": "A", "more": "B"}, "parameter_validation_failed"),
        ({"shouted": "A"}, ""),
    ],
)
def test_step_gives_the_outputs_that_the_manifest_promises(
    slack: StandIn, workspace: Workspace, outputs: Json, refusal: str
) -> None:
    """A missing or unknown output is refused, and the run goes on."""
    run = workspace.runs["Fx1"] = Run("Fx1", "shout", ANA, {})
    assert (
        error(slack, "functions.completeSuccess", function_execution_id="Fx1", outputs=outputs)
        == refusal
    )
    assert run.ended is not bool(refusal)


# --- scopes of what arrives ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "channel", "typed", "said"),
    [
        ("app_mentions:read", CLOUD, "@SRM hello", None),
        ("im:history", "D0ANA", "hello", None),
        ("commands", CLOUD, "/srm hello", "/srm is not a valid command."),
    ],
)
async def test_nothing_arrives_without_its_scope(
    workspace: Workspace, scope: str, channel: str, typed: str, said: str | None
) -> None:
    """What the manifest does not ask for, Slack does not deliver."""
    manifest = deepcopy(everything.MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].remove(scope)
    # Nobody listens there: a delivery would leave a notice of its failure.
    courier = Courier("http://127.0.0.1:9/", "secret")
    gestures = Gestures(workspace, StandIn(workspace, manifest), manifest, courier)
    await gestures.say(ANA, channel, typed)
    assert [m.text for m in workspace.messages if m.user != ANA] == ([said] if said else [])


async def test_shortcut_needs_the_scope_of_commands(workspace: Workspace) -> None:
    """Shortcuts belong to the same scope as commands."""
    manifest = deepcopy(everything.MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].remove("commands")
    courier = Courier("http://127.0.0.1:9/", "secret")
    gestures = Gestures(workspace, StandIn(workspace, manifest), manifest, courier)
    with pytest.raises(ImpossibleError, match="no such shortcut"):
        await gestures.shortcut(ANA, "form")
