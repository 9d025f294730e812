"""The modal in which one chooses service, responsibility and variant, and sees the ruling at once.

Limits: https://docs.slack.dev/reference/views/modal-views
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.model import Reply, Responsibility, Service, Variant
from bot.rendering.buttons import Block, option
from bot.rendering.home import fitting

SERVICE = "modal:service"
RESPONSIBILITY = "modal:responsibility"
VARIANT = "modal:variant"
COMPLAINT = "complaint"
"""Action ids."""

ANY_VARIANT = "any"
_INVITATION = "Choose a service, a responsibility, or both. The answer appears here."


def modal(
    service: Service | None = None,
    variant: Variant | None = None,
    responsibility: Responsibility | None = None,
    reply: Reply | None = None,
) -> dict[str, object]:
    """The view with what was chosen so far and the ``reply`` to it."""
    blocks: list[Mapping[str, object]] = [
        _choice(
            "Service",
            "service",
            _look_up(SERVICE, option(service.name, service.slug) if service else None, 1),
        )
    ]
    if service is not None and service.variants:
        blocks.append(_choice("Run as", f"variant:{service.slug}", _variants(service, variant)))
    blocks.append(
        _choice(
            "Responsibility",
            "responsibility",
            _look_up(
                RESPONSIBILITY,
                option(responsibility.title, responsibility.slug) if responsibility else None,
                0,
            ),
        )
    )
    blocks.append({"type": "divider"})
    if reply is None:
        blocks.append(_context(_INVITATION))
    else:
        blocks += fitting(reply, "modal")
    return {
        "type": "modal",
        "callback_id": "modal",
        "title": {"type": "plain_text", "text": "Whose job is it?"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": blocks,
    }


def _choice(label: str, block_id: str, element: Block) -> Block:
    return {
        "type": "section",
        "block_id": block_id,
        "text": {"type": "mrkdwn", "text": f"*{label}*"},
        "accessory": element,
    }


def _look_up(action_id: str, chosen: Block | None, min_query_length: int) -> Block:
    found: Block = {
        "type": "external_select",
        "action_id": action_id,
        "placeholder": {"type": "plain_text", "text": "Type a name"},
        "min_query_length": min_query_length,
    }
    return {**found, "initial_option": chosen} if chosen else found


def _variants(service: Service, chosen: Variant | None) -> Block:
    options = [option("Any way", ANY_VARIANT)]
    options += [option(each.name, each.slug) for each in service.variants.values()]
    picked = next((o for o in options if chosen and o["value"] == chosen.slug), options[0])
    return {
        "type": "static_select",
        "action_id": VARIANT,
        "options": options,
        "initial_option": picked,
    }


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def complaint(about: str) -> dict[str, object]:
    """The form that asks what was wrong with an answer; ``about`` comes back with it."""
    return {
        "type": "modal",
        "callback_id": COMPLAINT,
        "private_metadata": about,
        "title": {"type": "plain_text", "text": "What was wrong?"},
        "submit": {"type": "plain_text", "text": "Send"},
        "close": {"type": "plain_text", "text": "Skip"},
        "blocks": [
            {
                "type": "input",
                "block_id": COMPLAINT,
                "label": {"type": "plain_text", "text": "What should the answer have been?"},
                "hint": {
                    "type": "plain_text",
                    "text": "Goes to whoever runs me, without your name. A link to a source helps most.",
                },
                "element": {
                    "type": "plain_text_input",
                    "action_id": COMPLAINT,
                    "multiline": True,
                    "max_length": 1_000,
                },
            }
        ],
    }


def thanks() -> dict[str, object]:
    """What the form turns into once it is sent."""
    return {
        "type": "modal",
        "callback_id": "thanks",
        "title": {"type": "plain_text", "text": "Thank you"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [_context("Your note will be read by whoever looks after my knowledge.")],
    }
