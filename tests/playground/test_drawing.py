"""Blocks become HTML that shows their content and never runs it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.playground.drawing import EMOJI, builder_link, draw, draw_mrkdwn

Json = dict[str, Any]

TAGS = frozenset(
    ["a", "b", "blockquote", "br", "button", "code", "del", "div", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "input", "label", "li", "ol", "optgroup", "option", "p", "pre", "s", "select", "span", "strong", "table", "tbody", "td", "textarea", "th", "thead", "tr", "ul"]
)  # fmt: skip
ATTRIBUTES = frozenset(
    ["aria-autocomplete", "aria-expanded", "aria-label", "aria-pressed", "autocomplete", "checked", "class", "data-action", "data-block", "data-confirm", "data-minimum", "data-type", "data-value", "hidden", "href", "label", "maxlength", "name", "placeholder", "rel", "role", "scope", "selected", "start", "style", "tabindex", "target", "title", "type", "value"]
)  # fmt: skip


class Seen(HTMLParser):
    """What a browser would make of some HTML."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def one(self, tag: str) -> dict[str, str | None]:
        found = [attributes for name, attributes in self.tags if name == tag]
        assert len(found) == 1
        return found[0]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def every_block(text: str) -> list[Json]:
    """Every block and element that is drawn, with ``text`` wherever one may stand."""
    button = {"type": "button", "action_id": text, "text": plain(text), "value": text, "url": text}
    choice = option(text, text)
    rich = {
        "type": "rich_text",
        "elements": [
            {
                "type": kind,
                "elements": [
                    {"type": "text", "text": text, "style": {"bold": True}},
                    {"type": "link", "url": text, "text": text},
                    {"type": "emoji", "name": text},
                    {"type": "user", "user_id": text},
                    {"type": "channel", "channel_id": text},
                    {"type": "broadcast", "range": text},
                    {"type": "date", "fallback": text},
                ],
            }
            for kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted")
        ],
    }
    inputs = [
        {
            "type": "plain_text_input",
            "action_id": text,
            "initial_value": text,
            "placeholder": plain(text),
        },
        {"type": "plain_text_input", "action_id": text, "initial_value": text, "multiline": True},
        {"type": "static_select", "action_id": text, "options": [choice], "initial_option": choice},
        {"type": "external_select", "action_id": text, "initial_option": choice},
        {"type": "radio_buttons", "action_id": text, "options": [choice], "initial_option": choice},
        {"type": "checkboxes", "action_id": text, "options": [choice]},
    ]
    return [
        {"type": text, "text": text},
        {"type": "header", "text": plain(text)},
        {"type": "section", "text": mrkdwn(text), "accessory": button, "block_id": text},
        {"type": "section", "fields": [mrkdwn(text), plain(text)]},
        {"type": "context", "elements": [mrkdwn(text), {"type": "image", "alt_text": text, "image_url": text}]},
        {"type": "divider"},
        {
            "type": "actions",
            "block_id": text,
            "elements": [
                button,
                {"type": text},
                {"type": "overflow", "action_id": text, "options": [choice]},
                {"type": "static_select", "option_groups": [{"label": plain(text), "options": [choice]}]},
            ],
        },
        *({"type": "input", "block_id": text, "label": plain(text), "hint": plain(text), "element": e} for e in inputs),
        rich,
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": rich["elements"]}]},
        {"type": "table", "rows": [[{"type": "raw_text", "text": text}, rich], [{"type": "raw_number", "text": text}]]},
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "positive_button": {"text": plain(text), "value": text},
                    "negative_button": {"text": plain(text), "value": text, "accessibility_label": text},
                },
                {"type": "icon_button", "icon": text, "text": plain(text)},
            ],
        },
        {"type": "image", "alt_text": text, "title": plain(text), "image_url": text},
        {"type": "alert", "level": text, "text": mrkdwn(text)},
        {"type": "markdown", "text": text},
    ]  # fmt: skip


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<javascript:alert(1)|click>",
    "[click](javascript:alert(1))",
    "![fetch](https://a.example/x.png)",
    "<https://a.example/\" onclick=\"x|*<b>*>",
    "```</pre><script>x</script>```",
    "`</code><script>x</script>`",
    "*</b><script>x</script>*",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!channel|<script>x</script>>",
    "<@U1|<script>>",
    "</textarea><script>x</script>",
    "\ud800 half a pair",
    "\x00<b>\x00",
    "https://[half",
]  # fmt: skip


def assert_harmless(markup: str) -> None:
    markup.encode()
    seen = Seen(markup)
    assert {tag for tag, _ in seen.tags} <= TAGS
    for tag, attributes in seen.tags:
        assert set(attributes) <= ATTRIBUTES, tag
        if "style" in attributes:
            assert attributes["style"] in {
                "text-align:left",
                "text-align:right",
                "text-align:center",
            }
        if "href" in attributes:
            assert not re.match(
                r"\W*(javascript|data|vbscript)\W*:", attributes["href"] or "", re.I
            )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_never_becomes_markup(text: str) -> None:
    """Wherever a block holds text, markup in it is shown and not obeyed."""
    assert_harmless(draw(every_block(text)))


@given(st.text(st.sampled_from("<>&\"'`*_~|:@#!^/\\[]()\n =ab.htpsx\x00\u202e\ud800"), max_size=60))
@example("<|>")
def test_no_mixture_of_signs_becomes_markup(text: str) -> None:
    """No arrangement of the signs that mean something in Slack, Markdown or HTML escapes."""
    assert_harmless(draw(every_block(text)))


@given(st.text(st.characters(exclude_characters=":\r\x00", exclude_categories=["Cs"])))
def test_plain_text_shows_what_was_written(text: str) -> None:
    """Plain text knows no markup, so a reader sees every character of it."""
    assert Seen(draw([{"type": "header", "text": plain(text)}])).text == text


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("*bold* _italic_ ~gone~ `code`", "<b>bold</b> <i>italic</i> <s>gone</s> <code>code</code>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("**not markdown**", "**not markdown**"),
        ("*_both_*", "<b><i>both</i></b>"),
        ("`*as typed*`", "<code>*as typed*</code>"),
        ("a &lt;b&gt; &amp;amp;", "a &lt;b&gt; &amp;amp;"),
        ("one\ntwo", "one<br>two"),
        ("&gt; said\n&gt; so\nanswer", "<blockquote>said<br>so</blockquote>answer"),
        ("before\n```a\nb```", "before<br><pre>a\nb</pre>"),
        ("<!here> <@U1> <#C1>", '<span class="mention loud">@here</span> <span class="mention">@ana</span> <span class="mention">#cloud</span>'),
        ("<!date^1^{date}|3 May>", "3 May"),
        ("<ftp://a.example|file>", "file"),
        (":no_such_emoji: 10:30:15", ":no_such_emoji: 10:30:15"),
    ],
)  # fmt: skip
def test_mrkdwn_reads_as_in_slack(text: str, markup: str) -> None:
    """Slack's markup works where Slack would apply it and stays as typed elsewhere."""
    assert draw_mrkdwn(text, {"U1": "ana", "C1": "cloud"}) == markup


def test_link_opens_apart_from_the_page() -> None:
    """A link shows its label and hands nothing of the page to the other side."""
    link = Seen(draw_mrkdwn("<https://aws.example/a?b=1&amp;c=2|the page>"))
    assert link.text == "the page"
    assert link.one("a") == {
        "href": "https://aws.example/a?b=1&c=2",
        "target": "_blank",
        "rel": "noopener noreferrer",
    }


def test_emoji_is_named_for_screen_readers() -> None:
    """A known emoji is drawn and keeps its name as its label."""
    seen = Seen(draw_mrkdwn("a:large_blue_circle:b"))
    assert seen.text == f"a{EMOJI['large_blue_circle']}b"
    assert seen.one("span")["aria-label"] == "large blue circle"


def test_button_carries_its_ids_and_style() -> None:
    """The page can tell the playground which button was pressed."""
    button = {"type": "button", "action_id": "share", "style": "primary", "text": plain("Share"), "value": "x"}  # fmt: skip
    drawn = Seen(draw([{"type": "actions", "block_id": "below", "elements": [button]}])).one(
        "button"
    )
    assert (drawn["data-block"], drawn["data-action"], drawn["class"]) == ("below", "share", "button primary")  # fmt: skip


def test_link_button_is_a_link_that_is_still_an_action() -> None:
    """Slack opens the address and sends the action too."""
    button = {
        "type": "button",
        "action_id": "docs",
        "text": plain("Docs"),
        "url": "https://a.example/",
    }
    drawn = Seen(draw([{"type": "section", "text": plain("x"), "accessory": button}])).one("a")
    assert (drawn["href"], drawn["data-action"]) == ("https://a.example/", "docs")


def test_feedback_shows_two_buttons_with_their_own_value() -> None:
    """Both votes share an action id and differ in the value."""
    feedback = {
        "type": "feedback_buttons",
        "action_id": "vote",
        "positive_button": {"text": plain("Helpful"), "value": "up"},
        "negative_button": {"text": plain("Not helpful"), "value": "down"},
    }
    drawn = Seen(draw([{"type": "context_actions", "elements": [feedback]}]))
    votes = [attributes for tag, attributes in drawn.tags if tag == "button"]
    assert [(vote["data-value"], vote["aria-label"]) for vote in votes] == [
        ("up", "Helpful"),
        ("down", "Not helpful"),
    ]


def test_table_has_a_header_row_and_aligned_cells() -> None:
    """The first row heads the columns, and column settings apply to every row."""
    cells = [
        [{"type": "raw_text", "text": a}, {"type": "raw_text", "text": b}] for a, b in ("ab", "cd")
    ]
    settings = [None, {"align": "right", "is_wrapped": True}]
    drawn = draw([{"type": "table", "rows": cells, "column_settings": settings}])
    assert '<th scope="col" class="right wrapped">b</th>' in drawn
    assert '<td class="right wrapped">d</td>' in drawn


def test_input_shows_label_hint_and_that_it_is_optional() -> None:
    """A form field says what it wants and whether it must be filled."""
    block = {
        "type": "input",
        "block_id": "b",
        "optional": True,
        "label": plain("Service"),
        "hint": plain("Nicknames work."),
        "element": {"type": "external_select", "action_id": "a", "min_query_length": 1},
    }
    seen = Seen(draw([block]))
    assert seen.text == "Service (optional)Nicknames work."
    assert (seen.one("input")["role"], seen.one("input")["data-minimum"]) == ("combobox", "1")


def test_chosen_option_is_selected() -> None:
    """A menu opens on its initial option."""
    element = {"type": "static_select", "action_id": "a", "options": [option("A", "a"), option("B", "b")], "initial_option": option("B", "b")}  # fmt: skip
    drawn = Seen(draw([{"type": "actions", "elements": [element]}]))
    chosen = [attributes["value"] for tag, attributes in drawn.tags if "selected" in attributes]
    assert chosen == ["b"]


def test_markdown_block_draws_standard_markdown_without_html() -> None:
    """Only this block knows Markdown, and HTML inside it is text."""
    drawn = draw(
        [{"type": "markdown", "text": "# Title\n**bold** <u>no</u>\n\n|a|b|\n|-|-|\n|1|2|"}]
    )
    assert "<h1>Title</h1>" in drawn
    assert "<strong>bold</strong> &lt;u&gt;no&lt;/u&gt;" in drawn
    assert "<td>1</td>" in drawn


def test_unknown_block_is_shown_and_not_dropped() -> None:
    """A block that cannot be drawn leaves a mark with its name."""
    assert "hologram is not drawn here" in draw([{"type": "hologram"}])


@pytest.mark.parametrize("broken", [{}, {"type": None}, {"type": "section", "text": "a string"}, {"type": "actions", "elements": [None]}, {"type": "table", "rows": [None, ["x"]]}])  # fmt: skip
def test_malformed_block_does_not_crash(broken: Json) -> None:
    """The playground must show a broken reply; it is where one looks for the mistake."""
    assert draw([broken])


def test_builder_link_holds_the_whole_payload() -> None:
    """The link opens exactly these blocks in Slack's own Block Kit Builder."""
    link = builder_link({"blocks": [{"type": "header", "text": plain("a#&é")}]})
    start = "https://app.slack.com/block-kit-builder/#"
    assert link.startswith(start)
    assert unquote(link.removeprefix(start)) == '{"blocks":[{"type":"header","text":{"type":"plain_text","text":"a#&é"}}]}'  # fmt: skip
