"""Long answers in pages: nothing is cut, and each page is a message that Slack takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.rendering import limits

Block = dict[str, object]

_ROOM = limits.MESSAGE_TEXT - 2_000
"""Characters for what grows with the answer; the rest is for what stands below it."""
_BLOCKS = limits.BLOCKS["message"] - 10
_DIVIDER: Block = {"type": "divider"}


def fits(block: Block) -> bool:
    """Whether a block leaves room for the rest of a message."""
    return limits.text_size(block) < _ROOM - 1_000


def paged(
    header: Sequence[Block],
    notes: Sequence[Block],
    groups: Iterable[Sequence[Block]],
    *,
    most: int = _BLOCKS,
    divided: bool = False,
) -> list[list[Block]]:
    """Pages of at most ``most`` groups, none of which is divided; at least one page.

    ``header`` stands on each page, ``notes`` on the first. ``divided`` draws a line between
    groups. A group must itself fit a message.
    """
    found: list[list[Block]] = []
    page, room, left = [*header, *notes], _ROOM - limits.text_size([*header, *notes]), most
    for group in groups:
        size = limits.text_size(group)
        full = size > room or left == 0 or len(page) + len(group) >= _BLOCKS
        if full and left < most:
            found.append(page)
            page, room, left = [*header], _ROOM - limits.text_size(header), most
        if divided and left < most:
            page.append(_DIVIDER)
        page += group
        room -= size
        left -= 1
    return [*found, page]
