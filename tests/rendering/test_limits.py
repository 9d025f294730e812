"""The checker finds what Slack would refuse, and lets through what it takes."""

from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bot.rendering.limits import Surface, problems, text_size, view_problems

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn("text"), **more}


def button(number: int = 0, **more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": f"go:{number}", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def option(text: str = "one", **more: Any) -> Json:
    return {"text": plain(text), "value": "1", **more}


def table(rows: int, columns: int) -> Json:
    cell = {"type": "raw_text", "text": "x"}
    return {"type": "table", "rows": [[cell] * columns for _ in range(rows)]}


def choice(kind: str, options: int) -> Json:
    return {"type": kind, "action_id": "a", "options": [option() for _ in range(options)]}


def card(buttons: int) -> Json:
    return {
        "type": "card",
        "title": mrkdwn("t"),
        "actions": [button(number) for number in range(buttons)],
    }


GUARDED_BY_THE_SDK: dict[str, tuple[Json, Json]] = {
    "section text": (section(text=mrkdwn("x" * 3000)), section(text=mrkdwn("x" * 3001))),
    "section fields": (section(fields=[mrkdwn("x")] * 10), section(fields=[mrkdwn("x")] * 11)),
    "header text": (
        {"type": "header", "text": plain("x" * 150)},
        {"type": "header", "text": plain("x" * 151)},
    ),
    "button text": (
        actions(button(text=plain("x" * 75))),
        actions(button(text=plain("x" * 76))),
    ),
    "button value": (actions(button(value="x" * 2000)), actions(button(value="x" * 2001))),
    "context elements": (
        {"type": "context", "elements": [mrkdwn("x")] * 10},
        {"type": "context", "elements": [mrkdwn("x")] * 11},
    ),
    "actions elements": (
        actions(*(button(number) for number in range(25))),
        actions(*(button(number) for number in range(26))),
    ),
    "select options": (
        actions(choice("static_select", 100)),
        actions(choice("static_select", 101)),
    ),
    "overflow options": (actions(choice("overflow", 5)), actions(choice("overflow", 6))),
    "placeholder": (
        actions({**choice("static_select", 1), "placeholder": plain("x" * 150)}),
        actions({**choice("static_select", 1), "placeholder": plain("x" * 151)}),
    ),
    "markdown text": (
        {"type": "markdown", "text": "x" * 12_000},
        {"type": "markdown", "text": "x" * 12_001},
    ),
    "action id": (actions(button(action_id="x" * 255)), actions(button(action_id="x" * 256))),
    "confirm title": (
        actions(button(confirm={"title": plain("x" * 100), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")})),
        actions(button(confirm={"title": plain("x" * 101), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")})),
    ),
}  # fmt: skip

LET_THROUGH_BY_THE_SDK: dict[str, tuple[Json, Json]] = {
    "table rows": (table(100, 2), table(101, 2)),
    "table columns": (table(2, 20), table(2, 21)),
    "field text": (
        section(fields=[mrkdwn("x" * 2000)]),
        section(fields=[mrkdwn("x" * 2001)]),
    ),
    "card buttons": (card(3), card(4)),
    "checkboxes": (actions(choice("checkboxes", 10)), actions(choice("checkboxes", 11))),
    "radio buttons": (actions(choice("radio_buttons", 10)), actions(choice("radio_buttons", 11))),
    "option text": (
        actions({**choice("static_select", 1), "options": [option("x" * 75)]}),
        actions({**choice("static_select", 1), "options": [option("x" * 76)]}),
    ),
    "option description": (
        actions({**choice("overflow", 1), "options": [option(description=plain("x" * 75))]}),
        actions({**choice("overflow", 1), "options": [option(description=plain("x" * 76))]}),
    ),
    "empty text": (section(), section(text=mrkdwn(""))),
    "empty actions": (actions(button()), actions()),
    "same action id twice": (actions(button(0), button(1)), actions(button(0), button(0))),
    "feedback label": (
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "positive_button": {"text": plain("x" * 75), "value": "good"},
                    "negative_button": {"text": plain("No"), "value": "bad"},
                }
            ],
        },
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "positive_button": {"text": plain("x" * 76), "value": "good"},
                    "negative_button": {"text": plain("No"), "value": "bad"},
                }
            ],
        },
    ),
    "markdown in a container": (
        {"type": "container", "title": plain("t"), "child_blocks": [section()]},
        {
            "type": "container",
            "title": plain("t"),
            "child_blocks": [{"type": "markdown", "text": "x"}],
        },
    ),
    "unknown block": (section(), {"type": "sectoin", "text": mrkdwn("x")}),
    "block that only modals have": (section(), {"type": "alert", "text": plain("x")}),
    "cell of an unknown type": (
        table(1, 1),
        {"type": "table", "rows": [[{"type": "text", "text": "x"}]]},
    ),
    "empty cell": (table(1, 1), {"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}),
    "unknown rich text": (
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
            ],
        },
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "txt", "text": "x"}]}],
        },
    ),
}

BOTH = {**GUARDED_BY_THE_SDK, **LET_THROUGH_BY_THE_SDK}


@pytest.mark.parametrize("name", BOTH)
def test_largest_that_slack_takes_is_fine(name: str) -> None:
    """A block at its limit has no problem."""
    assert problems([BOTH[name][0]], "message") == []


@pytest.mark.parametrize("name", BOTH)
def test_one_more_is_a_problem(name: str) -> None:
    """A block past its limit has a problem that names the place."""
    (found, *_) = problems([BOTH[name][1]], "message")
    assert found.startswith("blocks[0]")


@pytest.mark.parametrize("name", GUARDED_BY_THE_SDK)
def test_checker_agrees_with_the_sdk(name: str) -> None:
    """Where slack_sdk's models guard a limit, they draw it where we do."""
    fine, too_much = GUARDED_BY_THE_SDK[name]
    assert accepted_by_the_sdk(fine)
    assert not accepted_by_the_sdk(too_much)


def accepted_by_the_sdk(block: Json) -> bool:
    parsed = Block.parse(block)
    assert parsed is not None
    try:
        parsed.to_dict()
    except SlackObjectFormationError:
        return False
    return True


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_number_of_blocks(surface: Surface, most: int) -> None:
    """A message holds 50 blocks, a modal and the Home tab 100."""
    divider = {"type": "divider"}
    assert problems([divider] * most, surface) == []
    assert problems([divider] * (most + 1), surface) == [
        f"blocks: {most + 1}, at most {most} on a {surface}"
    ]


@pytest.mark.parametrize(
    ("kind", "surface", "fine"),
    [
        ("markdown", "message", True),
        ("markdown", "modal", False),
        ("markdown", "home", False),
        ("table", "home", True),
        ("table", "modal", False),
        ("alert", "modal", True),
        ("alert", "home", False),
    ],
)
def test_block_stands_only_where_it_may(kind: str, surface: Surface, fine: bool) -> None:
    """Some blocks exist on some surfaces only."""
    block = {
        "markdown": {"type": "markdown", "text": "x"},
        "table": table(1, 1),
        "alert": {"type": "alert", "text": plain("x")},
    }[kind]
    assert (problems([block], surface) == []) is fine


def test_block_ids_are_unique_in_a_message() -> None:
    """The same block id twice is a problem; two blocks without one are not."""
    assert problems([section(), section()], "message") == []
    assert problems([section(block_id="a"), section(block_id="a")], "message") == [
        "block_id 'a' stands 2 times"
    ]


def test_one_table_a_message() -> None:
    """A message holds one table."""
    assert problems([table(1, 1)], "message") == []
    assert problems([table(1, 1), table(1, 1)], "message") == ["blocks: 2 of type table, at most 1"]


def test_all_text_of_a_message_together() -> None:
    """Four long sections are fine, a character more is not; modals have no such limit."""
    long = section(text=mrkdwn("x" * 3000))
    assert problems([long] * 4, "message") == []
    assert problems([long] * 4 + [section(text=mrkdwn("x"))], "message") == [
        "blocks: 12001 characters of text in all, at most 12000"
    ]
    assert problems([long] * 5, "modal") == []


def test_text_is_counted_wherever_it_stands() -> None:
    """Buttons, cells and fields count like sections."""
    blocks = [section(fields=[mrkdwn("12")]), actions(button(text=plain("345"))), table(1, 2)]
    assert text_size(blocks) == len("text") + 2 + 3 + 2


@pytest.mark.parametrize(
    "broken",
    [
        *(None, "section", 7, [], {}, {"type": None}, {"type": ["section"]}, {"type": "section"}),
        *({"type": "section", "text": "x"}, {"type": "section", "text": mrkdwn(7)}),  # type: ignore[arg-type]
        *({"type": "actions"}, {"type": "actions", "elements": "button"}),
        *({"type": "actions", "elements": [7]}, {"type": "table", "rows": [7, "x"]}),
        *({"type": "table", "rows": [[]]}, {"type": "header", "text": mrkdwn("x")}),
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [7, {}]}]},
        section(accessory={"type": "plain_text_input"}),
    ],
    ids=repr,
)
def test_broken_block_is_a_problem_and_no_crash(broken: object) -> None:
    """Whatever stands in the list, the checker answers."""
    assert problems([broken], "message")


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain("t"), "blocks": [section()], **more}


INPUT: Json = {
    "type": "input",
    "label": plain("l"),
    "element": {"type": "plain_text_input", "action_id": "a"},
}


@pytest.mark.parametrize(
    ("fine", "refused"),
    [
        (modal(title=plain("x" * 24)), modal(title=plain("x" * 25))),
        (modal(close=plain("x" * 24)), modal(close=plain("x" * 25))),
        (modal(), modal(title=mrkdwn("t"))),
        (modal(), {"type": "modal", "blocks": []}),
        (modal(private_metadata="x" * 3_000), modal(private_metadata="x" * 3_001)),
        (modal(callback_id="x" * 255), modal(callback_id="x" * 256)),
        (modal(submit=plain("Send"), blocks=[INPUT]), modal(blocks=[INPUT])),
        (modal(), modal(blocks=[table(1, 1)])),
        (modal(), modal(blocks="section")),
        (modal(), modal(type="home")),
        (modal(), modal(blocks=[section(text=mrkdwn("x" * 3_000))] * 90)),
    ],
)
def test_a_view_at_its_limits_and_beyond(fine: Json, refused: Json) -> None:
    """Titles, metadata, submit, size and blocks of a view."""
    assert view_problems(fine, "modal") == []
    assert view_problems(refused, "modal")
