"""The Home tab: ask, browse, and see what the bot knows and since when.

Limits: https://docs.slack.dev/reference/block-kit/blocks (100 blocks in a Home tab).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.model import Category, Knowledge, Reply, Service
from bot.rendering import words
from bot.rendering.buttons import Block, option
from bot.rendering.commands import COMMANDS
from bot.rendering.escaping import escape
from bot.rendering.limits import OPTIONS, SURFACES, Surface

ASK = "home:ask"
CATEGORY = "home:category"
SERVICE = "home:service"
"""Action ids."""

CANNOT = (
    "I cannot see your account, tell you how something is done, or speak about other clouds.",
    "I never read message history. What I do not know I say I do not know.",
)
_LATEST = 5


def home(
    knowledge: Knowledge, category: Category | None = None, reply: Reply | None = None
) -> dict[str, object]:
    """The view: ``reply`` to what was asked or chosen, and the shelf of ``category``."""
    blocks: list[Mapping[str, object]] = [_header(words.HELP_TITLE), _ask_box()]
    if reply is not None:
        blocks += [_DIVIDER, *fitting(reply, "home")]
    blocks += [_DIVIDER, _header("Browse"), *_shelves(knowledge, category)]
    if knowledge.changes:
        blocks += [_DIVIDER, _header("What changed"), _lines(_changes(knowledge))]
    blocks += [_DIVIDER, _header("What I can do"), _lines(_commands()), _lines(map(escape, CANNOT))]
    blocks.append(_context(escape(_colophon(knowledge))))
    return {
        "type": "home",
        "callback_id": "home",
        "private_metadata": knowledge.version,
        "blocks": blocks,
    }


def fitting(reply: Reply, surface: Surface) -> list[Mapping[str, object]]:
    """The blocks of a reply but for those that may not stand on the surface."""
    return [block for block in reply.blocks if surface in SURFACES[str(block["type"])]]


_DIVIDER: Block = {"type": "divider"}


def _ask_box() -> Block:
    return {
        "type": "input",
        "block_id": "ask",
        "dispatch_action": True,
        "label": {"type": "plain_text", "text": "Ask me"},
        "element": {
            "type": "plain_text_input",
            "action_id": ASK,
            "placeholder": {"type": "plain_text", "text": f"{COMMANDS[0].example}, then Enter"},
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }


def _shelves(knowledge: Knowledge, category: Category | None) -> list[Block]:
    shelves: dict[Category, list[Service]] = {}
    for service in knowledge.services.values():
        shelves.setdefault(service.category, []).append(service)
    categories = [
        option(f"{words.title(each)} ({len(shelves[each])})", each)
        for each in Category
        if each in shelves
    ]
    chosen = next((each for each in categories if each["value"] == category), None)
    elements = [_menu(CATEGORY, "Choose a category", categories, chosen)]
    if category is not None and category in shelves:
        services = sorted(shelves[category], key=lambda service: service.name.casefold())
        options = [option(service.name, service.slug) for service in services[:OPTIONS]]
        elements.append(_menu(SERVICE, "Choose a service", options, None))
    # Another id for another shelf, or Slack would keep the service that was chosen before.
    return [{"type": "actions", "block_id": f"browse:{category or ''}", "elements": elements}]


def _menu(
    action_id: str, placeholder: str, options: Sequence[Block], chosen: Block | None
) -> Block:
    found: Block = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": {"type": "plain_text", "text": placeholder},
        "options": options,
    }
    return {**found, "initial_option": chosen} if chosen else found


def _changes(knowledge: Knowledge) -> list[str]:
    return [
        f"*{words.day(each.date)}.* {escape(each.text)}" for each in knowledge.changes[:_LATEST]
    ]


def _commands() -> list[str]:
    return [f"`{escape(each.example)}` {escape(each.gives)}" for each in COMMANDS]


def _colophon(knowledge: Knowledge) -> str:
    return (
        f"{len(knowledge.services)} services, {len(knowledge.responsibilities)} responsibilities. "
        f"Knowledge base {knowledge.version}, last checked {words.day(knowledge.updated)}."
    )


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


def _lines(lines: Iterable[str]) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "\n".join(lines) or "–"}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}
