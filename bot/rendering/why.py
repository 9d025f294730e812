"""How an answer came about, for the person who asked: which words, which rule, on whose word."""

from __future__ import annotations

from bot.model import Answer, Part, Reading, Reply, Verdict
from bot.rendering import limits, words
from bot.rendering.escaping import cut, cut_escaped, escape, harmless, link

_MOST_PARTS = 5
_MOST_OTHERS = 3


def why(answer: Answer) -> Reply:
    """The explanation of a verdict; of any other answer, how the question was read."""
    paragraphs = [_reading(answer.reading)]
    if isinstance(answer, Verdict):
        paragraphs += [_ruling(part) for part in answer.parts[:_MOST_PARTS]]
    paragraphs = [cut_escaped(each, limits.SECTION_TEXT) for each in paragraphs if each]
    title = "Why this answer?"
    return Reply(
        text="\n\n".join([title, *paragraphs]),
        blocks=(
            {"type": "header", "text": {"type": "plain_text", "text": title}},
            *(
                {"type": "section", "text": {"type": "mrkdwn", "text": each}, "expand": True}
                for each in paragraphs
            ),
        ),
    )


def _reading(reading: Reading) -> str:
    lines: list[str] = []
    taken = [
        f"“{shown}” as {what}"
        for typed, what in reading.slots
        if (shown := harmless(typed)) and shown != what
    ]
    if taken:
        lines.append(f"I read {', '.join(taken)}.")
    lines += [
        f"“{typed}” looks like a slip of the pen for {each.read_as}."
        for each in reading.corrections
        if (typed := harmless(each.typed))
    ]
    if reading.from_previous:
        lines.append("What the question left out I took from your question before.")
    lost = [each for each in reading.candidates if not each.chosen][:_MOST_OTHERS]
    lines += [
        f"I also thought of {each.responsibility.replace('-', ' ')}; it lost: {each.reason}."
        for each in lost
    ]
    if left := [shown for each in reading.leftover if (shown := harmless(each))]:
        lines.append(f"I made nothing of: {', '.join(left)}.")
    return escape(cut("\n".join(lines), 1_000))


def _ruling(part: Part) -> str:
    lines = [f"*{escape(words.topic(part)[:1].upper() + words.topic(part)[1:])}*"]
    lines.append(escape(words.basis(part)))
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
