"""Block Kit drawn as HTML that looks like Slack.

Whatever stands in a block is escaped here and nowhere else, so the page may insert what these
functions return as it is. Block and element types: https://docs.slack.dev/reference/block-kit
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt

from bot.rendering import limits

Json = Mapping[str, Any]

EMOJI: Mapping[str, str] = {
    "arrow_left": "⬅️",
    "arrow_right": "➡️",
    "ballot_box_with_check": "☑️",
    "bar_chart": "📊",
    "bell": "🔔",
    "black_circle": "⚫",
    "books": "📚",
    "bug": "🐛",
    "bulb": "💡",
    "busts_in_silhouette": "👥",
    "clipboard": "📋",
    "cloud": "☁️",
    "eyes": "👀",
    "gear": "⚙️",
    "globe_with_meridians": "🌐",
    "grey_question": "❔",
    "handshake": "🤝",
    "heavy_check_mark": "✔️",
    "hourglass_flowing_sand": "⏳",
    "house": "🏠",
    "information_source": "ℹ️",
    "key": "🔑",
    "large_blue_circle": "🔵",
    "large_blue_diamond": "🔷",
    "large_blue_square": "🟦",
    "large_green_circle": "🟢",
    "large_green_square": "🟩",
    "large_orange_circle": "🟠",
    "large_orange_diamond": "🔶",
    "large_orange_square": "🟧",
    "large_purple_circle": "🟣",
    "large_purple_square": "🟪",
    "large_yellow_circle": "🟡",
    "large_yellow_square": "🟨",
    "link": "🔗",
    "lock": "🔒",
    "mag": "🔍",
    "memo": "📝",
    "no_entry_sign": "🚫",
    "office": "🏢",
    "pencil2": "✏️",
    "pushpin": "📌",
    "question": "❓",
    "red_circle": "🔴",
    "robot_face": "🤖",
    "rotating_light": "🚨",
    "shield": "🛡️",
    "sparkles": "✨",
    "speech_balloon": "💬",
    "tada": "🎉",
    "thinking_face": "🤔",
    "thumbsdown": "👎",
    "thumbsup": "👍",
    "-1": "👎",
    "+1": "👍",
    "warning": "⚠️",
    "wave": "👋",
    "white_check_mark": "✅",
    "white_circle": "⚪",
    "wrench": "🔧",
    "x": "❌",
}
"""Slack's names of the emoji worth drawing; an unknown name keeps its colons, as in Slack."""

_MARKS = re.compile(r"[*_~`]")
_CODE_BLOCK = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"^(?:>|&gt;) ?")
_EMOJI = re.compile(r":([a-z0-9_+'-]+):")
_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<entity>[^<>\n]+)>"
    r"|:(?P<emoji>[a-z0-9_+'-]+):"
    r"|(?<![\w*])\*(?P<b>[^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<i>[^_\s](?:[^_\n]*[^_\s])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<s>[^~\s](?:[^~\n]*[^~\s])?)~(?![\w~])"
)
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .enable(["table", "strikethrough"])
    .disable("image")  # the playground fetches nothing from anywhere
)


def draw(blocks: Iterable[Json], names: Mapping[str, str] | None = None) -> str:
    """The blocks as HTML. ``names`` gives the display name of a user or channel id.

    Elements carry ``data-action`` and ``data-block``, their ids; the page sends these back. A
    block type that is not drawn shows as a marked box with its name instead of vanishing.
    """
    pen = _Pen(names or {})
    return "".join(pen.block(block) for block in blocks)


def draw_mrkdwn(text: str, names: Mapping[str, str] | None = None) -> str:
    """Slack's ``mrkdwn`` as HTML (https://docs.slack.dev/messaging/formatting-message-text)."""
    return _Pen(names or {}).mrkdwn(text)


def builder_link(payload: Json) -> str:
    """The address that opens ``payload`` (``{"blocks": […]}`` or a view) in Block Kit Builder."""
    compact = json.dumps(payload, separators=(",", ":"), ensure_ascii=False)
    return "https://app.slack.com/block-kit-builder/#" + quote(_encodable(compact))


def escape(text: str) -> str:
    """Text that is safe inside an element and inside a quoted attribute."""
    return html.escape(_encodable(text), quote=True)


def _encodable(text: str) -> str:
    # JSON may carry half a surrogate pair, which no response body can.
    return text.encode("utf-8", "replace").decode()


def _unescape_slack(text: str) -> str:
    # Slack knows three entities only; html.unescape would invent others.
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _emoji(name: str) -> str:
    drawn = EMOJI.get(name)
    if drawn is None:
        return escape(f":{name}:")
    label = escape(name.replace("_", " "))
    return f'<span class="emoji" role="img" aria-label="{label}">{drawn}</span>'


def _link(url: str, label: str) -> str:
    """An anchor for a web or mail address; any other scheme stays text."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme not in {"http", "https", "mailto"}:
        return label
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{label}</a>'


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: object) -> Json:
    return cast(Json, value) if isinstance(value, Mapping) else {}


def _list(value: object) -> Sequence[Any]:
    return cast(Sequence[Any], value) if isinstance(value, Sequence) else ()


class _Pen:
    """Draws with the names of one workspace at hand."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._blocks: Mapping[str, Callable[[Json], str]] = {
            "actions": self._actions,
            "alert": self._alert,
            "context": self._context,
            "context_actions": self._context_actions,
            "divider": lambda _: '<hr class="divider">',
            "header": self._header,
            "image": self._image,
            "input": self._input,
            "markdown": self._markdown,
            "rich_text": self._rich_text,
            "section": self._section,
            "table": self._table,
        }
        self._elements: Mapping[str, Callable[[Json, Json], str]] = {
            "button": self._button,
            "checkboxes": self._ticks,
            "external_select": self._typeahead,
            "feedback_buttons": self._feedback,
            "icon_button": self._icon_button,
            "image": lambda element, _: self._picture(element, "thumbnail"),
            "overflow": self._select,
            "plain_text_input": self._text_input,
            "radio_buttons": self._ticks,
            "static_select": self._select,
        }

    # --- text ------------------------------------------------------------------------------

    def text(self, value: object) -> str:
        """A text object, ``mrkdwn`` or ``plain_text``, as HTML."""
        found = _dict(value)
        if found.get("type") == "mrkdwn":
            return self.mrkdwn(_text(found.get("text")))
        return self.plain(_text(found.get("text")))

    def plain(self, text: str) -> str:
        """Plain text, in which emoji names work and nothing else."""
        pieces = _EMOJI.split(text)  # what matched stands at the odd places
        return "".join(
            _emoji(piece) if odd else _lines(escape(piece))
            for piece, odd in zip(pieces, itertools.cycle((False, True)), strict=False)
        )

    def mrkdwn(self, text: str) -> str:
        """Slack's own markup as HTML."""
        pieces = _CODE_BLOCK.split(text)
        return "".join(
            f"<pre>{escape(_unescape_slack(piece))}</pre>" if odd else self._paragraphs(piece)
            for piece, odd in zip(pieces, itertools.cycle((False, True)), strict=False)
        )

    def _paragraphs(self, text: str) -> str:
        drawn: list[str] = []
        quoted: list[str] = []
        for line in text.split("\n"):
            if _QUOTE.match(line):
                quoted.append(self._inline(_QUOTE.sub("", line)))
                continue
            if quoted:
                drawn.append(_quote(quoted))
                quoted = []
            drawn.append(self._inline(line))
        if quoted:
            drawn.append(_quote(quoted))
        return "<br>".join(drawn).replace("</blockquote><br>", "</blockquote>")

    def _inline(self, text: str) -> str:
        drawn: list[str] = []
        at = 0
        for match in _INLINE.finditer(text):
            drawn.append(escape(_unescape_slack(text[at : match.start()])))
            drawn.append(self._marked(str(match.lastgroup), match[str(match.lastgroup)]))
            at = match.end()
        drawn.append(escape(_unescape_slack(text[at:])))
        return "".join(drawn)

    def _marked(self, kind: str, inner: str) -> str:
        match kind:
            case "code":
                return f"<code>{escape(_unescape_slack(inner))}</code>"
            case "entity":
                return self._entity(inner)
            case "emoji":
                return _emoji(inner)
            case _:
                return f"<{kind}>{self._inline(inner)}</{kind}>"

    def _entity(self, inner: str) -> str:
        target, _, label = inner.partition("|")
        if target.startswith(("@", "#")):
            return self._mention(target[0], target[1:], label)
        if target.startswith("!date^"):
            return escape(_unescape_slack(label))
        if target.startswith("!"):
            name = label or target[1:].partition("^")[0]
            return f'<span class="mention loud">@{escape(name.removeprefix("@"))}</span>'
        url = _unescape_slack(target)
        return _link(url, escape(_unescape_slack(label or target)))

    def _mention(self, sign: str, target: str, label: str = "") -> str:
        name = self._names.get(target) or _unescape_slack(label) or target
        return f'<span class="mention">{sign}{escape(name)}</span>'

    # --- blocks ------------------------------------------------------------------------------

    def block(self, block: Json) -> str:
        """One block as HTML."""
        kind = _text(block.get("type"))
        draw_it = self._blocks.get(kind)
        if draw_it is None:
            return f'<div class="block undrawn">{escape(kind or "a block")} is not drawn here</div>'
        dispatches = " dispatches" if block.get("dispatch_action") else ""
        return f'<div class="block block-{kind}{dispatches}">{draw_it(block)}</div>'

    def _header(self, block: Json) -> str:
        return f"<h2>{self.text(block.get('text'))}</h2>"

    def _section(self, block: Json) -> str:
        text = block.get("text")
        fields = "".join(f"<div>{self.text(field)}</div>" for field in _list(block.get("fields")))
        body = f"<div>{self.text(text)}</div>" if text else ""
        if fields:
            body += f'<div class="fields">{fields}</div>'
        accessory = block.get("accessory")
        side = (
            f'<div class="accessory">{self._element(accessory, block)}</div>' if accessory else ""
        )
        return f'<div class="body">{body}</div>{side}'

    def _context(self, block: Json) -> str:
        return "".join(
            self._picture(element, "icon")
            if element.get("type") == "image"
            else f"<span>{self.text(element)}</span>"
            for element in _list(block.get("elements"))
        )

    def _actions(self, block: Json) -> str:
        return "".join(self._element(element, block) for element in _list(block.get("elements")))

    _context_actions = _actions

    def _alert(self, block: Json) -> str:
        level = _text(block.get("level"))
        known = level if level in {"info", "warning", "error", "success"} else "default"
        return f'<div class="alert {known}" role="note">{self.text(block.get("text"))}</div>'

    def _image(self, block: Json) -> str:
        title = (
            f"<figcaption>{self.text(block['title'])}</figcaption>" if block.get("title") else ""
        )
        return f"<figure>{title}{self._picture(block, 'wide')}</figure>"

    def _picture(self, element: Json, kind: str) -> str:
        # Its alternative text stands for it, because nothing is fetched from anywhere.
        alt = escape(_text(element.get("alt_text")) or "image")
        return (
            f'<span class="picture {kind}" role="img" aria-label="{alt}" title="{alt}">{alt}</span>'
        )

    def _markdown(self, block: Json) -> str:
        return _MARKDOWN.render(_encodable(_text(block.get("text"))))

    def _table(self, block: Json) -> str:
        settings = [_dict(column) for column in _list(block.get("column_settings"))]

        def cell(value: Json, column: int, tag: str) -> str:
            setting = _dict(settings[column] if column < len(settings) else None)
            align = _text(setting.get("align"))
            classes = [align] if align in {"center", "right"} else []
            if setting.get("is_wrapped"):
                classes.append("wrapped")
            inner = (
                self._rich_text(value)
                if value.get("type") == "rich_text"
                else self.plain(_text(value.get("text")) or str(value.get("value", "")))
            )
            scope = ' scope="col"' if tag == "th" else ""
            return f'<{tag}{scope} class="{" ".join(classes)}">{inner}</{tag}>'

        def row(cells: Sequence[Any], tag: str) -> str:
            drawn = (cell(_dict(value), column, tag) for column, value in enumerate(cells))
            return f"<tr>{''.join(drawn)}</tr>"

        rows = [_list(found) for found in _list(block.get("rows"))]
        head = "".join(row(cells, "th") for cells in rows[:1])
        body = "".join(row(cells, "td") for cells in rows[1:])
        return (
            '<div class="scroll" tabindex="0" role="region" aria-label="Table">'
            f"<table><thead>{head}</thead><tbody>{body}</tbody></table></div>"
        )

    # --- rich text ---------------------------------------------------------------------------

    def _rich_text(self, block: Json) -> str:
        return "".join(self._rich_element(_dict(part)) for part in _list(block.get("elements")))

    def _rich_element(self, part: Json) -> str:
        inner = "".join(self._rich_inline(_dict(piece)) for piece in _list(part.get("elements")))
        match part.get("type"):
            case "rich_text_list":
                items = "".join(
                    f"<li>{self._rich_element(_dict(item))}</li>"
                    for item in _list(part.get("elements"))
                )
                tag = "ol" if part.get("style") == "ordered" else "ul"
                indent = part.get("indent")
                level = min(indent, 8) if isinstance(indent, int) and indent > 0 else 0
                return f'<{tag} class="indent-{level}">{items}</{tag}>'
            case "rich_text_quote":
                return f"<blockquote>{inner}</blockquote>"
            case "rich_text_preformatted":
                return f"<pre>{inner}</pre>"
            case _:
                return f"<span>{inner}</span>"

    def _rich_inline(self, piece: Json) -> str:
        match piece.get("type"):
            case "text":
                return _styled(_lines(escape(_text(piece.get("text")))), piece)
            case "link":
                url = _text(piece.get("url"))
                return _styled(_link(url, escape(_text(piece.get("text")) or url)), piece)
            case "emoji":
                return _emoji(_text(piece.get("name")))
            case "user":
                return self._mention("@", _text(piece.get("user_id")))
            case "channel":
                return self._mention("#", _text(piece.get("channel_id")))
            case "broadcast":
                return f'<span class="mention loud">@{escape(_text(piece.get("range")))}</span>'
            case "date":
                return escape(_text(piece.get("fallback")))
            case _:
                return ""

    # --- elements ----------------------------------------------------------------------------

    def _element(self, value: object, block: Json) -> str:
        element = _dict(value)
        kind = _text(element.get("type"))
        draw_it = self._elements.get(kind)
        if draw_it is None:
            return f'<span class="undrawn">{escape(kind or "an element")} is not drawn here</span>'
        return draw_it(element, block)

    def _ids(self, element: Json, block: Json, **more: str) -> str:
        found = {
            "action": _text(element.get("action_id")),
            "block": _text(block.get("block_id")),
            "type": _text(element.get("type")),
            **more,
        }
        confirm = _dict(element.get("confirm"))
        if confirm:
            found["confirm"] = _text(_dict(confirm.get("text")).get("text"))
        return " ".join(f'data-{name}="{escape(value)}"' for name, value in found.items())

    def _button(self, element: Json, block: Json) -> str:
        style = _text(element.get("style"))
        classes = f"button {style}" if style in {"primary", "danger"} else "button"
        label = _text(element.get("accessibility_label"))
        aria = f' aria-label="{escape(label)}"' if label else ""
        attributes = f'class="{classes}"{aria} {self._ids(element, block)}'
        face = self.text(element.get("text"))
        url = _text(element.get("url"))
        if url.startswith(("https://", "http://")):
            return (
                f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer" '
                f"{attributes}>{face}</a>"
            )
        return f'<button type="button" {attributes}>{face}</button>'

    def _icon_button(self, element: Json, block: Json) -> str:
        face = escape(_text(_dict(element.get("text")).get("text")))
        icon = {"trash": "🗑"}.get(_text(element.get("icon")), "•")
        return (
            f'<button type="button" class="vote" aria-label="{face}" title="{face}" '
            f"{self._ids(element, block)}>{icon}</button>"
        )

    def _feedback(self, element: Json, block: Json) -> str:
        def vote(name: str, icon: str) -> str:
            choice = _dict(element.get(name))
            label = _text(choice.get("accessibility_label")) or _text(
                _dict(choice.get("text")).get("text")
            )
            ids = self._ids(element, block, value=_text(choice.get("value")))
            return (
                f'<button type="button" class="vote" aria-pressed="false" '
                f'aria-label="{escape(label)}" title="{escape(label)}" {ids}>{icon}</button>'
            )

        return vote("positive_button", "👍") + vote("negative_button", "👎")

    def _placeholder(self, element: Json, otherwise: str = "") -> str:
        return escape(_text(_dict(element.get("placeholder")).get("text")) or otherwise)

    def _select(self, element: Json, block: Json) -> str:
        initial = _dict(element.get("initial_option")).get("value")
        is_menu = element.get("type") == "overflow"
        face = "⋯" if is_menu else self._placeholder(element, "Choose an option")

        def options(found: object) -> str:
            return "".join(
                f'<option value="{escape(_text(option.get("value")))}"'
                f"{' selected' if option.get('value') == initial else ''}>"
                f"{escape(_text(_dict(option.get('text')).get('text')))}</option>"
                for option in map(_dict, _list(found))
            )

        groups = "".join(
            f'<optgroup label="{escape(_text(_dict(group.get("label")).get("text")))}">'
            f"{options(group.get('options'))}</optgroup>"
            for group in map(_dict, _list(element.get("option_groups")))
        )
        label = "More actions" if is_menu else self._label(block) or face
        return (
            f'<select class="{"menu" if is_menu else "select"}" aria-label="{label}" '
            f'{self._ids(element, block)}><option value="">{face}</option>'
            f"{options(element.get('options'))}{groups}</select>"
        )

    def _typeahead(self, element: Json, block: Json) -> str:
        initial = _dict(element.get("initial_option"))
        shown = escape(_text(_dict(initial.get("text")).get("text")))
        minimum = element.get("min_query_length")
        ids = self._ids(
            element,
            block,
            value=_text(initial.get("value")),
            minimum=str(minimum if isinstance(minimum, int) else 3),
        )
        placeholder = self._placeholder(element, "Type to search")
        return (
            '<span class="typeahead">'
            f'<input type="text" role="combobox" aria-expanded="false" aria-autocomplete="list" '
            f'autocomplete="off" aria-label="{self._label(block) or placeholder}" '
            f'placeholder="{placeholder}" value="{shown}" {ids}>'
            '<ul role="listbox" aria-label="Matches" hidden></ul></span>'
        )

    def _ticks(self, element: Json, block: Json) -> str:
        is_radio = element.get("type") == "radio_buttons"
        chosen = (
            [element.get("initial_option")] if is_radio else _list(element.get("initial_options"))
        )
        values = {_dict(option).get("value") for option in chosen}
        kind = "radio" if is_radio else "checkbox"
        name = escape(f"{block.get('block_id')}/{element.get('action_id')}")
        drawn = "".join(
            f'<label><input type="{kind}" name="{name}" '
            f'value="{escape(_text(option.get("value")))}"'
            f"{' checked' if option.get('value') in values else ''}> "
            f"{self.text(option.get('text'))}</label>"
            for option in map(_dict, _list(element.get("options")))
        )
        role = "radiogroup" if is_radio else "group"
        label = self._label(block) or "Choices"
        ids = self._ids(element, block)
        return f'<span class="ticks" role="{role}" aria-label="{label}" {ids}>{drawn}</span>'

    def _text_input(self, element: Json, block: Json) -> str:
        initial = escape(_text(element.get("initial_value")))
        limit = element.get("max_length")
        common = (
            f'aria-label="{self._label(block)}" placeholder="{self._placeholder(element)}" '
            f'maxlength="{limit if isinstance(limit, int) else 3000}" {self._ids(element, block)}'
        )
        if element.get("multiline"):
            # A parser drops the first line break after the tag.
            return f"<textarea {common}>\n{initial}</textarea>"
        return f'<input type="text" {common} value="{initial}">'

    def _label(self, block: Json) -> str:
        """What a field is called: its label, or the few words that it stands beside."""
        beside = _MARKS.sub("", _text(_dict(block.get("text")).get("text")))
        label = _text(_dict(block.get("label")).get("text"))
        return escape(label or (beside if len(beside) <= limits.OPTION_TEXT else ""))

    def _input(self, block: Json) -> str:
        optional = ' <span class="optional">(optional)</span>' if block.get("optional") else ""
        hint = f'<div class="hint">{self.text(block["hint"])}</div>' if block.get("hint") else ""
        return (
            f'<div class="label">{self.text(block.get("label"))}{optional}</div>'
            f"{self._element(block.get('element'), block)}{hint}"
            '<div class="error" role="alert"></div>'
        )


def _styled(inner: str, piece: Json) -> str:
    style = _dict(piece.get("style"))
    for name, tag in (("code", "code"), ("strike", "s"), ("italic", "i"), ("bold", "b")):
        if style.get(name):
            inner = f"<{tag}>{inner}</{tag}>"
    return inner


def _lines(escaped: str) -> str:
    return escaped.replace("\n", "<br>")


def _quote(lines: Sequence[str]) -> str:
    return f"<blockquote>{'<br>'.join(lines)}</blockquote>"
