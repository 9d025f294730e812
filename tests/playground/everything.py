"""A bot that uses every feature of Slack which the playground stands in for."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette

from bot.playground.standin import TOKEN
from bot.slack.http import Endpoint
from bot.web.app import create_asgi

Json = dict[str, Any]

MANIFEST: Json = {
    "features": {
        "app_home": {"home_tab_enabled": True},
        "agent_view": {"suggested_prompts": [{"title": "Greet", "message": "hello there"}]},
        "slash_commands": [{"command": "/srm"}],
        "shortcuts": [
            {"type": "global", "callback_id": "form", "name": "Fill the form", "description": "d"},
            {"type": "message", "callback_id": "quote", "name": "Quote this", "description": "d"},
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["app_mentions:read", "assistant:write", "chat:write", "commands", "im:history"]}
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": ["app_mention", "message.im", "app_home_opened", "function_executed"]
        }
    },
    "functions": {
        "shout": {
            "title": "Shout",
            "input_parameters": {"properties": {"word": {"type": "string", "title": "Word"}}, "required": ["word"]},
            "output_parameters": {"properties": {"shouted": {"type": "string", "title": "Shouted"}}, "required": ["shouted"]},
        }
    },
}  # fmt: skip

SERVICES = ("Amazon RDS", "Amazon Redshift", "AWS Lambda")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str, text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


CARD = [
    section("*Ruling* for you"),
    {
        "type": "actions",
        "block_id": "ways",
        "elements": [
            button("share", "Share", value="it"),
            button("more", "More"),
            {
                "type": "static_select",
                "action_id": "pick",
                "placeholder": plain("Pick"),
                "options": [option("One"), option("Two")],
            },
        ],
    },
    {
        "type": "context_actions",
        "block_id": "vote",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "vote",
                "positive_button": {"text": plain("Helpful"), "value": "up"},
                "negative_button": {"text": plain("Not helpful"), "value": "down"},
            }
        ],
    },
]

FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("The form"),
    "submit": plain("Send"),
    "close": plain("Leave"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "service",
            "dispatch_action": True,
            "label": plain("Service"),
            "element": {
                "type": "external_select",
                "action_id": "service",
                "min_query_length": 1,
            },
        },
        {
            "type": "input",
            "block_id": "note",
            "optional": True,
            "label": plain("Note"),
            "element": {"type": "plain_text_input", "action_id": "note"},
        },
        {
            "type": "input",
            "block_id": "kind",
            "label": plain("Kind"),
            "element": {
                "type": "radio_buttons",
                "action_id": "kind",
                "options": [option("Soft"), option("Hard")],
                "initial_option": option("Soft"),
            },
        },
        {"type": "actions", "block_id": "deeper", "elements": [button("deeper", "Deeper")]},
    ],
}

HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Home of everything")},
        {"type": "actions", "block_id": "home", "elements": [button("refresh", "Refresh")]},
    ],
}


def bot(base_url: str, signing_secret: str) -> Starlette:
    """The bot as ``around`` wants it."""
    from slack_sdk.web.async_client import AsyncWebClient

    app = AsyncApp(
        client=AsyncWebClient(token=TOKEN, base_url=base_url),
        signing_secret=signing_secret,
        process_before_response=True,
    )

    @app.command("/srm")
    async def command(ack: Any, command: Json) -> None:
        match command["text"]:
            case "public":
                await ack("for all to see", response_type="in_channel")
            case "broken":
                raise RuntimeError
            case "long":
                await ack(text="x", blocks=[section("x" * 3001)])
            case text:
                await ack(text=f"you said {text}", blocks=[section(f"you said {text}"), *CARD])

    @app.event("app_mention")
    async def mention(event: Json, say: Any) -> None:
        await say(text=event["text"], blocks=CARD, thread_ts=event.get("thread_ts") or event["ts"])

    @app.event("message")
    async def direct(event: Json, say: Any, set_status: Any) -> None:
        thread = event.get("thread_ts") or event["ts"]
        await set_status(status="is looking it up")
        if event["text"] != "slow":
            await say(text=f"direct: {event['text']}", thread_ts=thread)

    @app.event("app_home_opened")
    async def opened(event: Json, client: Any) -> None:
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=HOME)

    @app.action("refresh")
    async def refresh(ack: Any, body: Json, client: Any) -> None:
        await ack()
        view = {**HOME, "blocks": [section("refreshed"), *HOME["blocks"]]}
        await client.views_publish(user_id=body["user"]["id"], view=view, hash=body["view"]["hash"])

    @app.action("share")
    async def share(ack: Any, respond: Any, body: Json) -> None:
        await ack()
        await respond(
            f"shared by <@{body['user']['id']}>", response_type="in_channel", replace_original=False
        )

    @app.action("more")
    async def more(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="more", blocks=[section("here is more")], replace_original=True)

    @app.action("pick")
    async def pick(ack: Any, respond: Any, action: Json) -> None:
        await ack()
        await respond(f"picked {action['selected_option']['value']}", replace_original=False)

    @app.action("vote")
    async def vote(ack: Any, body: Json, client: Any, action: Json) -> None:
        await ack()
        if action["value"] == "down":
            await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.action("deeper")
    async def deeper(ack: Any, body: Json, client: Any) -> None:
        await ack()
        view = {"type": "modal", "title": plain("Deeper"), "blocks": CARD[1:2]}
        await client.views_push(trigger_id=body["trigger_id"], view=view)

    @app.options("service")
    async def services(ack: Any, payload: Json) -> None:
        typed = payload["value"].lower()
        offered = ["x" * 76] if typed == "toolong" else SERVICES
        await ack(
            options=[
                option(each) for each in offered if typed in each.lower() or typed == "toolong"
            ]
        )

    @app.action("service")
    async def chosen(ack: Any, body: Json, client: Any, action: Json) -> None:
        await ack()
        text = action["selected_option"]["text"]["text"]
        view = {**FORM, "blocks": [*FORM["blocks"], section(f"about {text}")]}
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)

    @app.view("form")
    async def submitted(ack: Any, view: Json, body: Json, client: Any) -> None:
        values = view["state"]["values"]
        if values["note"]["note"]["value"] == "stray":
            await ack(response_action="errors", errors={"nowhere": "Not that one."})
            return
        if values["note"]["note"]["value"] == "bad":
            await ack(response_action="errors", errors={"note": "Not that one."})
            return
        await ack()
        text = f"{values['service']['service']['selected_option']['value']}, {values['kind']['kind']['selected_option']['value']}"
        await client.chat_postMessage(channel=body["user"]["id"], text=text)

    @app.view_closed("form")
    async def closed(ack: Any, body: Json, client: Any) -> None:
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text="form closed")

    @app.shortcut("form")
    async def form(ack: Any, body: Json, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.shortcut("quote")
    async def quote(ack: Any, respond: Any, shortcut: Json) -> None:
        await ack()
        await respond(f"you mean: {shortcut['message']['text']}", replace_original=False)

    @app.function("shout")
    async def shout(inputs: Json, complete: Any, fail: Any) -> None:
        if inputs["word"] == "no":
            await fail("I would rather not.")
        else:
            await complete(outputs={"shouted": inputs["word"].upper()})

    return create_asgi(Endpoint(app, signing_secret))
