"""An answer as a JSON record, for programs: the contract of ``srm ask --json`` and ``--jsonl``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.model import (
    Answer,
    Clarification,
    Comparison,
    Help,
    Listing,
    OutOfScope,
    Overview,
    Part,
    Reply,
    Unknown,
    Verdict,
)

_OUTCOME: Mapping[type[Answer], str] = {
    Clarification: "clarify",
    Comparison: "compare",
    Help: "help",
    Listing: "list",
    OutOfScope: "out_of_scope",
    Overview: "list",
    Unknown: "unknown",
    Verdict: "answer",
}


def record(answer: Answer, reply: Reply, given: Any) -> dict[str, Any]:
    """The record of an answer and the reply that was made of it, with the ``id`` that was given."""
    owner = answer.owner if isinstance(answer, Verdict) else None
    return {
        "id": given,
        "outcome": _OUTCOME[type(answer)],
        "owner": owner.value if owner else None,
        "parts": [_part(part) for part in _parts(answer)],
        "corrections": [[c.typed, c.read_as] for c in answer.reading.corrections],
        "text": reply.text,
        "blocks": list(reply.blocks),
    }


def _parts(answer: Answer) -> list[Part]:
    """The parts of a verdict in the order asked; those of a comparison service by service."""
    if isinstance(answer, Verdict):
        return list(answer.parts)
    if isinstance(answer, Comparison):
        rows = (*answer.rows, *answer.same)
        return [
            part for column in zip(*(row.parts for row in rows), strict=True) for part in column
        ]
    return []


def _part(part: Part) -> dict[str, Any]:
    return {
        "service": part.service.slug if part.service else None,
        "variant": part.variant.slug if part.variant else None,
        "profile": part.profile.slug if part.profile else None,
        "responsibility": part.responsibility.slug,
        "act": part.act.value if part.act else None,
        "owner": part.owner.value,
        "ruling": part.ruling.id,
        "basis": part.basis.value,
    }
