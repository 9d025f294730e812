"""How an answer came about, for the person who asked: which words, which rule, on whose word."""

from __future__ import annotations

from collections.abc import Mapping

from bot.model import Answer, Comparison, ComparisonRow, Owner, Part, Reading, Reply, Verdict
from bot.rendering import limits, words
from bot.rendering.escaping import cut, cut_escaped, escape, harmless, link
from bot.rendering.paging import paged

_MOST_PARAGRAPHS = 6
_MOST_OTHERS = 3


def why(answer: Answer, page: int = 0) -> Reply:
    """A page of the explanation: how the question was read, and the rulings behind the answer.

    A page beyond the last is the last.
    """
    names = _names(answer)
    paragraphs = [_reading(answer.reading, names) or "I took the question word for word."]
    match answer:
        case Verdict():
            paragraphs += map(_ruling, answer.parts)
        case Comparison():
            paragraphs += words.packed(map(_row, (*answer.rows, *answer.same)), 2_500, "\n")
        case _:
            pass
    paragraphs = [cut_escaped(each, limits.SECTION_TEXT) for each in paragraphs]
    title = "Why this answer?"
    header: dict[str, object] = {
        "type": "header",
        "text": {"type": "plain_text", "text": title},
    }
    sections = ([_section(each)] for each in paragraphs)
    pages = paged([header], [], sections, most=_MOST_PARAGRAPHS)
    page = min(max(page, 0), len(pages) - 1)
    text = cut_escaped("\n\n".join([title, *paragraphs]), limits.MESSAGE_FALLBACK)
    return Reply(text, tuple(pages[page]), page, len(pages))


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, "expand": True}


def _names(answer: Answer) -> dict[str, str]:
    """What people call the things that the answer is about, by their slugs."""
    match answer:
        case Verdict(parts=parts):
            about = parts
        case Comparison(rows=rows, same=same):
            about = tuple(part for row in (*rows, *same) for part in row.parts)
        case _:
            about = ()
    named = {part.responsibility.slug: words.lowered(part.responsibility.title) for part in about}
    for part in about:
        named |= {each.slug: each.name for each in (part.service, part.variant) if each}
    return named


def _reading(reading: Reading, names: Mapping[str, str]) -> str:
    def named(slug: str) -> str:
        return names.get(slug) or slug.rpartition("/")[2].replace("-", " ")

    lines: list[str] = []
    taken = [
        f"“{shown}” as {meant}"
        for typed, what in reading.slots
        if (shown := harmless(typed)) and shown.lower() != (meant := named(what)).lower()
    ]
    if taken:
        lines.append(f"I read {', '.join(taken)}.")
    lines += [
        f"“{typed}” looks like a slip of the pen for {each.read_as}."
        for each in reading.corrections
        if (typed := harmless(each.typed))
    ]
    if reading.opinion is not None:
        lines.append(f"{words.likely(reading.opinion)}.")
    if reading.from_previous:
        lines.append("What the question left out I took from your question before.")
    others = [each for each in reading.candidates if not each.chosen]
    lost = {named(each.responsibility): each.reason for each in others[:_MOST_OTHERS]}
    lines += [
        f"I also thought of {other}; it lost: {reason.replace('-', ' ')}."
        for other, reason in lost.items()
    ]
    if left := [shown for each in reading.leftover if (shown := harmless(each))]:
        lines.append(f"I made nothing of: {', '.join(left)}.")
    return escape(cut("\n".join(lines), 1_000))


def _row(row: ComparisonRow) -> str:
    rulings = dict.fromkeys(f"`{escape(part.ruling.id)}`" for part in row.parts)
    return f"*{escape(row.responsibility.title)}:* {', '.join(rulings)}"


_WHOSE: Mapping[Owner, str] = {Owner.AWS: "AWS's", Owner.CUSTOMER: "yours"}


def _ruling(part: Part) -> str:
    lines = [f"*{escape(words.topic(part)[:1].upper() + words.topic(part)[1:])}*"]
    lines.append(escape(words.basis(part)))
    if part.act or part.owner is not part.ruling.owner:
        half = words.ACT[part.act] if part.act else _WHOSE[part.owner]
        lines.append(f"The question is about one half of it: {half}.")
    if part.why:
        lines.append(escape(words.reason(part)))
    lines += [
        f"{link(source.url, source.title)}, checked {words.day(source.checked)}"
        for source in part.ruling.sources
    ]
    if inferred := words.evidence(part):
        lines.append(inferred)
    lines.append(f"Ruling `{escape(part.ruling.id)}`.")
    return "\n".join(lines)
