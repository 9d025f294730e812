"""How an answer came about, and what stands behind a ruling: for whoever mends the knowledge base."""

from __future__ import annotations

from bot.model import Answer, Comparison, Ruling, Verdict
from bot.rendering import words


def trace(answer: Answer) -> list[str]:
    """Words, what they were taken for, what was considered, and the ruling that was chosen."""
    reading = answer.reading
    found = ["", f"Read: {reading.sentence}", f"Intent: {reading.intent}"]
    if reading.reason:
        found.append(f"Reason: {reading.reason}")
    found += [f"Slot: “{typed}” → {taken}" for typed, taken in reading.slots]
    for candidate in reading.candidates:
        verb = "Chosen" if candidate.chosen else "Not chosen"
        matched = ", ".join(candidate.matched)
        found.append(f"{verb}: {candidate.responsibility} ({matched}): {candidate.reason}")
    if reading.opinion is not None:
        found.append(f"Experience: {words.likely(reading.opinion)}")
    if reading.leftover:
        found.append(f"Left over: {', '.join(reading.leftover)}")
    if isinstance(answer, Verdict):
        parts = answer.parts
    elif isinstance(answer, Comparison):
        parts = tuple(part for row in answer.rows for part in row.parts)
    else:
        parts = ()
    for part in parts:
        place = f"{part.ruling.file}:{part.ruling.line}"
        found.append(f"Ruling: {part.ruling.id} ({part.basis}), {place}")
    return found


def ruling(shown: Ruling) -> list[str]:
    """One ruling with its file, clauses, sources and dates."""
    found = [
        f"{shown.id}: {words.OWNER[shown.owner]}",
        f"File: {shown.file}:{shown.line}",
        f"AWS: {shown.aws or '(no part)'}",
        f"You: {shown.customer or '(no part)'}",
    ]
    for party, acts in (("AWS", shown.aws_acts), ("You", shown.customer_acts)):
        if acts:
            found.append(f"Acts of {party}: {', '.join(sorted(acts))}")
    if shown.default:
        found.append(f"Default: {words.DEFAULT[shown.default]}")
    if shown.why:
        found.append(f"Why: {shown.why}")
    found.append(f"Evidence: {shown.evidence}")
    found += [
        f"Source: {source.title}, {source.url} (checked {words.day(source.checked)})"
        for source in shown.sources
    ]
    found.append(f"Review by: {words.day(shown.review_by)}")
    if shown.words:
        found.append(f"Words: {', '.join(shown.words)}")
    return [*found, *(f"Asked as: {question}" for question in shown.asks)]
