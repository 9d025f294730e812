"""What Slack refuses in blocks: one table, and a checker that reads it.

slack_sdk's models let many of these faults pass, and turn a block that they do not know into
nothing. Sizes count Unicode code points. Sources, unless a line says otherwise:
https://docs.slack.dev/reference/block-kit and the checks in slack_sdk 3.47.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, cast

Json = Mapping[str, Any]
Surface = Literal["message", "modal", "home"]

# --- the table -------------------------------------------------------------------------------

BLOCKS: Final[Mapping[Surface, int]] = {"message": 50, "modal": 100, "home": 100}
MESSAGE_TEXT: Final = 12_000
"""All block text of a message. Slack answers ``msg_blocks_too_long`` from about 13,000 on, which no
page documents: https://github.com/slackapi/bolt-js/issues/2509"""
MESSAGE_FALLBACK: Final = 40_000
"""The ``text`` of a message; Slack cuts it off there."""
MARKDOWN_TEXT: Final = 12_000
"""All ``markdown`` blocks of a message together."""
ID: Final = 255
TEXT: Final = 3_000
"""Any text object that has no limit of its own."""
HEADER_TEXT: Final = 150
SECTION_TEXT: Final = 3_000
ACTIONS_ELEMENTS: Final = 25
BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2_000
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
OPTIONS: Final = 100
"""Of one menu."""
VIEW_TITLE: Final = 24
"""Title, submit and close of a view: https://docs.slack.dev/reference/views/modal-views"""
VIEW_METADATA: Final = 3_000
VIEW_BYTES: Final = 250_000
TABLE_ROWS: Final = 100
TABLE_COLUMNS: Final = 20
DATA_TABLE_ROWS: Final = 101
"""One of them is the header. Newer pages say 201; the lower figure is safe under both."""
DATA_TABLE_TEXT: Final = 20_000
MOST_OF_A_TYPE: Final[Mapping[str, int]] = {"data_visualization": 2, "table": 1}
"""How many blocks of one type a message may hold."""

_EVERYWHERE: Final = frozenset[Surface](("message", "modal", "home"))
_MESSAGE: Final = frozenset[Surface](("message",))
_MODAL: Final = frozenset[Surface](("modal",))
_MESSAGE_AND_HOME: Final = frozenset[Surface](("message", "home"))

SURFACES: Final[Mapping[str, frozenset[Surface]]] = {
    "actions": _EVERYWHERE,
    "alert": _MODAL,
    "card": _MESSAGE_AND_HOME,
    "carousel": _MESSAGE_AND_HOME,
    "container": _MESSAGE,
    "context": _EVERYWHERE,
    "context_actions": _MESSAGE,
    "data_table": _MESSAGE_AND_HOME,
    "data_visualization": _MESSAGE_AND_HOME,
    "divider": _EVERYWHERE,
    "header": _EVERYWHERE,
    "image": _EVERYWHERE,
    "input": _EVERYWHERE,
    "markdown": _MESSAGE,
    "plan": _MESSAGE,
    "rich_text": _EVERYWHERE,
    "section": _EVERYWHERE,
    "table": _MESSAGE_AND_HOME,
    "task_card": _MESSAGE,
}
"""Where a block may stand; a type that is not here is unknown."""

_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "actions": ("elements",),
    "alert": ("text",),
    "button": ("text",),
    "carousel": ("elements",),
    "checkboxes": ("options",),
    "container": ("child_blocks",),
    "context": ("elements",),
    "context_actions": ("elements",),
    "data_table": ("caption", "rows"),
    "feedback_buttons": ("negative_button", "positive_button"),
    "header": ("text",),
    "icon_button": ("icon", "text"),
    "image": ("alt_text",),
    "input": ("element", "label"),
    "markdown": ("text",),
    "overflow": ("options",),
    "radio_buttons": ("options",),
    "rich_text": ("elements",),
    "table": ("rows",),
}

_TEXTS: Final[Mapping[tuple[str, str], int]] = {
    ("alert", "text"): 200,
    ("button", "text"): BUTTON_TEXT,
    ("card", "body"): 200,
    ("card", "subtitle"): 150,
    ("card", "title"): 150,
    ("container", "subtitle"): 150,
    ("container", "title"): 150,
    ("header", "text"): HEADER_TEXT,
    ("icon_button", "text"): BUTTON_TEXT,
    ("image", "title"): 2_000,
    ("input", "hint"): 2_000,
    ("input", "label"): 2_000,
    ("section", "text"): SECTION_TEXT,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
    ("confirm", "text"): 300,
    ("confirm", "title"): 100,
    ("feedback", "text"): 75,
    ("option", "description"): 75,
    ("option", "text"): OPTION_TEXT,
    ("option_group", "label"): 75,
    ("*", "placeholder"): 150,
}
"""Text objects and their longest text; ``confirm``, ``feedback`` and ``option`` are objects without a type."""

_PLAIN: Final = frozenset(
    {
        *(("button", "text"), ("header", "text"), ("image", "title"), ("input", "hint")),
        *(("input", "label"), ("confirm", "title"), ("confirm", "confirm"), ("confirm", "deny")),
        *(("feedback", "text"), ("option_group", "label"), ("*", "placeholder")),
    }
)
"""Text objects that must be ``plain_text``."""

_STRINGS: Final[Mapping[tuple[str, str], int]] = {
    ("button", "accessibility_label"): 75,
    ("button", "url"): 3_000,
    ("button", "value"): BUTTON_VALUE,
    ("feedback", "value"): BUTTON_VALUE,
    ("image", "alt_text"): 2_000,
    ("image", "image_url"): 3_000,
    ("markdown", "text"): MARKDOWN_TEXT,
    ("option", "value"): OPTION_VALUE,
    ("*", "action_id"): ID,
    ("*", "block_id"): ID,
}

_LISTS: Final[Mapping[tuple[str, str], int]] = {
    ("actions", "elements"): ACTIONS_ELEMENTS,
    ("card", "actions"): 3,
    ("carousel", "elements"): 10,
    ("checkboxes", "options"): 10,
    ("container", "child_blocks"): 10,
    ("context", "elements"): 10,
    ("context_actions", "elements"): 5,
    ("data_table", "rows"): DATA_TABLE_ROWS,
    ("multi_static_select", "option_groups"): 100,
    ("multi_static_select", "options"): 100,
    ("option_group", "options"): 100,
    ("overflow", "options"): 5,
    ("radio_buttons", "options"): 10,
    ("section", "fields"): 10,
    ("static_select", "option_groups"): 100,
    ("static_select", "options"): OPTIONS,
    ("table", "rows"): TABLE_ROWS,
    ("table", "column_settings"): TABLE_COLUMNS,
}
"""Lists and their longest; none may be empty."""

_SELECTS: Final = frozenset(
    f"{many}{kind}_select"
    for many in ("", "multi_")
    for kind in ("channels", "conversations", "external", "static", "users")
)
_PICKERS: Final = frozenset(
    {"checkboxes", "datepicker", "datetimepicker", "radio_buttons", "timepicker"}
)
_INPUTS: Final = frozenset(
    {
        *("email_text_input", "file_input", "number_input", "plain_text_input"),
        *("rich_text_input", "url_text_input"),
    }
)
_PRESSED: Final = frozenset({"button", "overflow", "workflow_button"})

_HOLDS: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    ("actions", "elements"): _PRESSED | _SELECTS | _PICKERS,
    ("card", "actions"): _PRESSED,
    ("carousel", "elements"): frozenset({"card"}),
    ("context", "elements"): frozenset({"image", "mrkdwn", "plain_text"}),
    ("context_actions", "elements"): frozenset({"feedback_buttons", "icon_button"}),
    ("input", "element"): _INPUTS | _SELECTS | _PICKERS,
    ("rich_text", "elements"): frozenset(
        {"rich_text_list", "rich_text_preformatted", "rich_text_quote", "rich_text_section"}
    ),
    ("section", "accessory"): _PRESSED | _SELECTS | _PICKERS | {"image"},
    ("table", "cell"): frozenset({"raw_number", "raw_text", "rich_text"}),
    ("data_table", "cell"): frozenset({"raw_number", "raw_text", "rich_text"}),
}
"""The types that may stand in a place."""

_NAMELESS: Final[Mapping[str, str]] = {
    "confirm": "confirm",
    "negative_button": "feedback",
    "option_groups": "option_group",
    "options": "option",
    "positive_button": "feedback",
}
"""Keys whose objects carry no type, and the name that they have in this table."""

# --- the checker -----------------------------------------------------------------------------


def problems(blocks: Sequence[object], surface: Surface) -> list[str]:
    """What Slack would refuse in ``blocks`` on ``surface``, each fault with its place; empty when fine."""
    found: list[str] = []
    given, blocks = blocks, _objects(list(blocks))
    if len(blocks) < len(given):
        found.append("blocks: an entry is not an object")
    if len(blocks) > BLOCKS[surface]:
        found.append(f"blocks: {len(blocks)}, at most {BLOCKS[surface]} on a {surface}")
    for index, block in enumerate(blocks):
        found += _block(block, f"blocks[{index}]", surface)
    found += _repeated("block_id", (block.get("block_id") for block in blocks))
    kinds = Counter(str(block.get("type")) for block in blocks)
    found += [
        f"blocks: {kinds[kind]} of type {kind}, at most {most}"
        for kind, most in MOST_OF_A_TYPE.items()
        if kinds[kind] > most
    ]
    if surface == "message":
        size = text_size(blocks)
        if size > MESSAGE_TEXT:
            found.append(f"blocks: {size} characters of text in all, at most {MESSAGE_TEXT}")
        markdown = text_size([b for b in blocks if b.get("type") == "markdown"])
        if markdown > MARKDOWN_TEXT:
            found.append(f"blocks: {markdown} characters of markdown, at most {MARKDOWN_TEXT}")
    return found


def view_problems(view: Json, surface: Surface) -> list[str]:
    """What Slack would refuse in a view, its blocks among it; empty when fine."""
    found: list[str] = []
    if view.get("type") != surface:
        found.append(f"view/type: must be {surface}")
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        found.append(f"view: more than {VIEW_BYTES} bytes")
    for name, longest in (("private_metadata", VIEW_METADATA), ("callback_id", ID)):
        if len(str(view.get(name, ""))) > longest:
            found.append(f"view/{name}: must be at most {longest} characters")
    if surface == "modal":
        found += _modal(view)
    blocks: object = view.get("blocks")
    if not isinstance(blocks, list):
        return [*found, "view/blocks: must be a list"]
    return found + problems(cast(list[object], blocks), surface)


def _modal(view: Json) -> Iterator[str]:
    labels = {name: view[name] for name in ("title", "submit", "close") if view.get(name)}
    for name, label in labels.items():
        text: Json = cast(Json, label) if isinstance(label, Mapping) else {}
        if text.get("type") != "plain_text" or not 1 <= len(str(text.get("text"))) <= VIEW_TITLE:
            yield f"view/{name}: must be plain_text of 1 to {VIEW_TITLE} characters"
    if "title" not in labels:
        yield "view/title: is required"
    inputs = [block for block in _objects(view.get("blocks")) if block.get("type") == "input"]
    if inputs and "submit" not in labels:
        yield "view/submit: is required when the view has an input"


def text_size(node: object) -> int:
    """The characters of all text in blocks, however deep."""
    if isinstance(node, Mapping):
        return sum(
            len(value) if key == "text" and isinstance(value, str) else text_size(value)
            for key, value in cast(Json, node).items()
        )
    if isinstance(node, list | tuple):
        return sum(map(text_size, cast(Sequence[object], node)))
    return 0


def _block(block: Json, where: str, surface: Surface) -> Iterator[str]:
    kind = block.get("type")
    surfaces = SURFACES.get(kind) if isinstance(kind, str) else None
    if surfaces is None:
        yield f"{where}: unknown block type {kind!r}"
        return
    if surface not in surfaces:
        yield f"{where}: a {kind} block may not stand on a {surface}"
    if kind == "section" and not (block.get("text") or block.get("fields")):
        yield f"{where}: a section needs text or fields"
    if kind in ("table", "data_table"):
        yield from _rows(block, where)
    for child in _objects(block.get("child_blocks")):
        if child.get("type") == "markdown":
            yield f"{where}: a markdown block may not stand in a container"
    yield from _node(block, str(kind), where)
    yield from (f"{where}: {fault}" for fault in _repeated("action_id", _action_ids(block)))


def _node(node: Json, kind: str, where: str) -> Iterator[str]:
    """What is wrong in a block, an element or a nameless object, and in everything below it."""
    for key in _REQUIRED.get(kind, ()):
        if key not in node:
            yield f"{where}: {key} is missing"
    for key, value in node.items():
        place = f"{where}.{key}"
        if (limit := _limit(_TEXTS, kind, key)) is not None:
            yield from _text(value, place, limit, plain=_listed(_PLAIN, kind, key))
        elif (limit := _limit(_STRINGS, kind, key)) is not None:
            yield from _string(value, place, limit)
        elif key == "elements" and kind.startswith("rich_text"):
            yield from _rich(value, place)
        else:
            yield from _children(value, kind, key, place)


def _children(value: object, kind: str, key: str, place: str) -> Iterator[str]:
    if (most := _LISTS.get((kind, key))) is not None:
        entries = cast(list[object], value) if isinstance(value, list) else []
        size = len(entries)
        if not 1 <= size <= most:
            yield f"{place}: {size} entries, from 1 to {most} are allowed"
        if key != "rows" and size != len(_objects(entries)):
            yield f"{place}: an entry is not an object"
    allowed = _HOLDS.get((kind, key))
    several = isinstance(value, list)
    for index, child in enumerate(_objects(cast(object, value))):
        here = f"{place}[{index}]" if several else place
        name = _NAMELESS.get(key) or child.get("type")
        if allowed is not None and name not in allowed:
            yield f"{here}: {name!r} may not stand here"
        elif key == "fields":
            yield from _text(child, here, 2_000, plain=False)
        elif name in ("mrkdwn", "plain_text"):
            yield from _text(child, here, TEXT, plain=False)
        elif isinstance(name, str):
            yield from _node(child, name, here)


def _text(value: object, where: str, limit: int, *, plain: bool) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{where}: is not a text object"
        return
    found = cast(Json, value)
    if found.get("type") not in (("plain_text",) if plain else ("mrkdwn", "plain_text")):
        yield f"{where}: type {found.get('type')!r} is not allowed here"
    yield from _string(found.get("text"), where, limit)


def _string(value: object, where: str, limit: int) -> Iterator[str]:
    if not isinstance(value, str) or not value:
        yield f"{where}: is empty or not a string"
    elif len(value) > limit:
        yield f"{where}: {len(value)} characters, at most {limit}"


def _rich(value: object, where: str) -> Iterator[str]:
    """Rich text: known pieces only, each text with a character."""
    for index, piece in enumerate(_objects(value)):
        here = f"{where}[{index}]"
        kind = piece.get("type")
        if kind == "text":
            yield from _string(piece.get("text"), here, TEXT)
        elif kind not in _RICH:
            yield f"{here}: unknown rich text element {kind!r}"
        yield from _rich(piece.get("elements"), here)


_RICH: Final = frozenset(
    {
        *("broadcast", "channel", "color", "date", "emoji", "link", "team", "text", "user"),
        *("usergroup", "rich_text_list", "rich_text_preformatted", "rich_text_quote"),
        "rich_text_section",
    }
)


def _rows(block: Json, where: str) -> Iterator[str]:
    kind = str(block["type"])
    rows = _lists(block.get("rows"))
    if not rows:
        yield f"{where}.rows: must be lists of cells"
    for number, row in enumerate(rows):
        here = f"{where}.rows[{number}]"
        if not 1 <= len(row) <= TABLE_COLUMNS:
            yield f"{here}: {len(row)} cells, from 1 to {TABLE_COLUMNS} are allowed"
        for cell in _objects(row):
            if cell.get("type") not in _HOLDS[kind, "cell"]:
                yield f"{here}: {cell.get('type')!r} may not be a cell"
            elif cell["type"] == "raw_text":
                yield from _string(cell.get("text"), here, TEXT)
    if kind == "data_table":
        if len(rows) < 2 or len({len(row) for row in rows}) > 1:
            yield f"{where}.rows: a data table needs a header and rows of the same length"
        if text_size(rows) > DATA_TABLE_TEXT:
            yield f"{where}.rows: more than {DATA_TABLE_TEXT} characters"


def _action_ids(node: object) -> Iterator[object]:
    if isinstance(node, Mapping):
        for key, value in cast(Json, node).items():
            if key == "action_id":
                yield value
            else:
                yield from _action_ids(value)
    elif isinstance(node, list):
        for child in cast(list[object], node):
            yield from _action_ids(child)


def _repeated(name: str, ids: Iterator[object]) -> Iterator[str]:
    for value, times in Counter(each for each in ids if isinstance(each, str)).items():
        if times > 1:
            yield f"{name} {value!r} stands {times} times"


def _objects(value: object) -> list[Json]:
    """The objects in a value that is one, or a list of them."""
    found = cast(list[object], value) if isinstance(value, list) else [value]
    return [cast(Json, child) for child in found if isinstance(child, Mapping)]


def _lists(value: object) -> list[list[object]]:
    """The lists in a list."""
    found = cast(list[object], value) if isinstance(value, list) else []
    return [cast(list[object], child) for child in found if isinstance(child, list)]


def _limit(table: Mapping[tuple[str, str], int], kind: str, key: str) -> int | None:
    return table.get((kind, key), table.get(("*", key)))


def _listed(table: frozenset[tuple[str, str]], kind: str, key: str) -> bool:
    return (kind, key) in table or ("*", key) in table
