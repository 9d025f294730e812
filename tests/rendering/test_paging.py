"""Long answers become pages: nothing is lost, nothing is divided, and Slack takes each page."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.limits import problems
from bot.rendering.paging import paged

Block = dict[str, object]


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


HEADER = section("header")
NOTE = section("note")
DIVIDER: Block = {"type": "divider"}


def test_the_header_stands_on_each_page_and_the_note_on_the_first():
    pages = paged([HEADER], [NOTE], [[section(name)] for name in "abc"], most=2)
    assert pages == [
        [HEADER, NOTE, section("a"), section("b")],
        [HEADER, section("c")],
    ]


def test_lines_are_drawn_between_groups_and_not_at_the_ends():
    pages = paged([], [NOTE], [[section(name)] for name in "abc"], most=2, divided=True)
    assert pages == [[NOTE, section("a"), DIVIDER, section("b")], [section("c")]]


def test_nothing_to_show_is_a_page():
    assert paged([HEADER], [NOTE], []) == [[HEADER, NOTE]]


@given(
    sizes=st.lists(st.lists(st.integers(1, 3_000), min_size=1, max_size=3), max_size=40),
    most=st.integers(1, 60),
    divided=st.booleans(),
)
def test_every_group_stands_whole_on_one_page_in_order(
    sizes: list[list[int]], most: int, divided: bool
) -> None:
    groups = [[section("x" * size) for size in group] for group in sizes]
    pages = paged([HEADER], [NOTE], groups, most=most, divided=divided)
    assert all(problems(page, "message") == [] for page in pages)
    flat = [block for page in pages for block in page if block not in (HEADER, NOTE, DIVIDER)]
    assert flat == [block for group in groups for block in group]
    # A page begins with a group, so none is divided where each page holds its own number of blocks.
    edges = {sum(map(len, groups[:n])) for n in range(len(groups) + 1)}
    seen = 0
    for page in pages:
        seen += sum(block not in (HEADER, NOTE, DIVIDER) for block in page)
        assert seen in edges
