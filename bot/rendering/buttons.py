"""What one can do with an answer: buttons under it that need nothing to be remembered.

Each button carries the question that it belongs to, so a click asks again and gets the same
answer, however long ago the message was posted. Reference for sizes:
https://docs.slack.dev/reference/block-kit/block-elements
"""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from hashlib import sha256

from bot.model import (
    Answer,
    Comparison,
    Listing,
    Overview,
    Part,
    Question,
    Reply,
    Surface,
    Verdict,
)
from bot.rendering import limits
from bot.rendering.escaping import cut
from bot.rendering.words import subject, title, topic

Block = dict[str, object]

WHY = "why"
SHARE = "share"
ASK = "ask:"
COMPARE = "compare:"
PAGE = "page:"
FEEDBACK = "feedback"
"""Action ids, or how they begin."""

_TOOLBAR = "toolbar"
_PAGER = "pages"

HELPFUL = "helpful"
NOT_HELPFUL = "not-helpful"


class Share(StrEnum):
    """Where a private answer can be made public."""

    CHANNEL = "Share in channel"
    THREAD = "Share to thread"


def toolbar(
    answer: Answer,
    question: Question,
    *,
    share: Share | None,
    feedback: bool,
    thread: str = "",
) -> list[Block]:
    """The blocks that go below the answer to ``question``; none where there is nothing to do.

    ``thread`` is where sharing goes when the answer itself is not shown in that thread.
    """
    if isinstance(answer, Listing):
        return [{"type": "actions", "block_id": _TOOLBAR, "elements": [_entries(answer)]}]
    if not isinstance(answer, Verdict | Comparison | Overview):
        return []
    carried = carry(question)
    subject_of = _subject(answer)
    elements: list[Block] = []
    if isinstance(answer, Verdict):
        if subject_of:
            elements.append(button(f"{ASK}whole", "Whole picture", f"overview of {subject_of}"))
        elements.append(button(WHY, "Why?", carried))
    if subject_of and not isinstance(answer, Comparison):
        elements.append(_compare(answer, subject_of))
    if share:
        elements.append(button(SHARE, share, carried))
    found: list[Block] = []
    if elements:
        block_id = _placed(_TOOLBAR, thread)
        found.append({"type": "actions", "block_id": block_id, "elements": elements})
    if feedback:
        found.append(_feedback(answer))
    return found


def option(label: str, value: str) -> Block:
    """An option of a menu; ``value`` must be inside Slack's limit."""
    text = cut(label, limits.OPTION_TEXT)
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def _entries(answer: Listing) -> Block:
    """A menu of what is listed, or of its groups where one menu cannot hold all."""
    options = [option(each.label, each.question) for _, group in answer.groups for each in group]
    if len(options) > limits.OPTIONS:
        options = [
            option(title(name), f"{answer.title.lower()} {name}") for name, _ in answer.groups
        ]
    return {
        "type": "static_select",
        "action_id": f"{ASK}listed",
        "placeholder": {"type": "plain_text", "text": "Show me…"},
        "options": options,
    }


def with_pager(reply: Reply, question: Question, thread: str = "", action: str = PAGE) -> Reply:
    """The reply with buttons to the pages before and after, where there are any.

    ``question`` is what the reply answers; ``thread`` is as for ``toolbar``.
    """
    if reply.pages == 1:
        return reply
    carried = carry(question)
    here = f"Page {reply.page + 1} of {reply.pages}"
    elements = [
        button(f"{action}{page}", label, carried)
        | {"accessibility_label": f"{name} page, {page + 1} of {reply.pages}"}
        for page, label, name in (
            (reply.page - 1, f"← Page {reply.page}", "Previous"),
            (reply.page + 1, f"Page {reply.page + 2} →", "Next"),
        )
        if 0 <= page < reply.pages
    ]
    below: tuple[Block, ...] = (
        {"type": "context", "elements": [{"type": "plain_text", "text": here}]},
        {"type": "actions", "block_id": _placed(_PAGER, thread), "elements": elements},
    )
    return replace(reply, blocks=(*reply.blocks, *below))


def page(action_id: str) -> int:
    """The page that a button of ``with_pager`` leads to; 0 for any other."""
    number = action_id.rpartition(":")[2]
    return int(number) if number.isdecimal() and len(number) < 4 else 0


def _placed(name: str, thread: str) -> str:
    return f"{name}:{thread}" if thread else name


def thread_to_share_to(block_id: str) -> str:
    """The thread that ``toolbar`` or ``with_pager`` was given, or ""."""
    name, _, thread = block_id.partition(":")
    return thread if name in {_TOOLBAR, _PAGER} else ""


def button(action_id: str, label: str, value: str, *, primary: bool = False) -> Block:
    """A button; ``label`` and ``value`` must be inside Slack's limits."""
    found: Block = {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": label},
        "value": value,
    }
    return {**found, "style": "primary"} if primary else found


def carry(question: Question) -> str:
    """The question as the value of a button; a digest of it when it is too long for one."""
    value = json.dumps([question.text, question.surface, question.previous], ensure_ascii=False)
    if len(value) <= limits.BUTTON_VALUE:
        return value
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


def carried(value: str) -> Question | None:
    """The question that ``carry`` put into a value, or ``None`` when there is none in it."""
    try:
        found: object = json.loads(value)
    except (ValueError, RecursionError):
        return None
    match found:
        case [str(text), str(surface), str() | None as previous] if surface in set(Surface):
            return Question(text, Surface(surface), previous)
        case _:
            return None


def standalone(question: Question, answer: Answer) -> str:
    """A question that asks the same without the one before it."""
    if not answer.reading.from_previous:
        return question.text
    if isinstance(answer, Verdict):
        return " and ".join(topic(part) for part in answer.parts)
    if isinstance(answer, Overview):
        return f"overview of {_subject(answer)}"
    return question.text


def _subject(answer: Verdict | Comparison | Overview) -> str | None:
    """The name of the one service or variant that the answer is about."""
    if isinstance(answer, Overview):
        return answer.variant.name if answer.variant else answer.service.name
    if isinstance(answer, Comparison):
        return None
    names = {subject(part) if part.service else None for part in answer.parts}
    return names.pop() if len(names) == 1 else None


def _compare(answer: Verdict | Overview, name: str) -> Block:
    title = (
        answer.parts[0].responsibility.title
        if isinstance(answer, Verdict) and len(answer.parts) == 1
        else ""
    )
    return {
        "type": "external_select",
        "action_id": f"{COMPARE}{name}|{title}",
        "placeholder": {"type": "plain_text", "text": "Compare with…"},
        "min_query_length": 1,
    }


def comparing(action_id: str, other: str) -> str:
    """The question that compares what the select with this id stands under with ``other``."""
    name, _, title = action_id.removeprefix(COMPARE).partition("|")
    return f"compare {name} and {other}" + (f": {title}" if title else "")


def _feedback(answer: Verdict | Comparison | Overview) -> Block:
    about = topics(answer)
    return {
        "type": "context_actions",
        "block_id": FEEDBACK,
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": FEEDBACK,
                "positive_button": {
                    "text": {"type": "plain_text", "text": "Helpful"},
                    "accessibility_label": "This answer helped me",
                    "value": f"{HELPFUL} {about}",
                },
                "negative_button": {
                    "text": {"type": "plain_text", "text": "Not helpful"},
                    "accessibility_label": "This answer did not help me",
                    "value": f"{NOT_HELPFUL} {about}",
                },
            }
        ],
    }


def topics(answer: Verdict | Comparison | Overview) -> str:
    """What a vote on the answer is about: ids of rulings, or of services, a few of them."""
    if isinstance(answer, Overview):
        return answer.variant.slug if answer.variant else answer.service.slug
    parts: tuple[Part, ...] = (
        answer.parts
        if isinstance(answer, Verdict)
        else tuple(part for row in (*answer.rows, *answer.same) for part in row.parts)
    )
    return " ".join(list(dict.fromkeys(part.ruling.id for part in parts))[:8])
