"""Grades answers: example questions against their rulings, labelled cases against their owners."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.catalog import Problem
from bot.engine import Engine
from bot.model import Knowledge, Question, Ruling, Verdict
from bot.understanding.audit import unused_synonyms


class Grade(StrEnum):
    """How good an answer is. ``HARD``, ``LEAK`` and ``MISSING`` fail a run."""

    RIGHT = "right"
    SAFE = "safe"
    """No owner was named where one was due, or the other way a harmless outcome."""
    SOFT = "soft"
    """Shared against a single owner, or parts that do not line up."""
    HARD = "hard"
    """AWS and customer swapped, one owner for parts that differ, or an owner where none was due."""
    LEAK = "leak"
    """The reply holds text that it must not."""
    MISSING = "missing"


FAILING = (Grade.HARD, Grade.LEAK, Grade.MISSING)
_SINGLE = ("aws", "customer")


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the answer it should get."""

    id: str
    text: str
    expect: str
    owner: str | None
    also_accept: tuple[str, ...]
    owners: tuple[Mapping[str, Any], ...]
    must_not_contain: tuple[str, ...]
    fields: Mapping[str, Any]
    """The case as given, to be asked."""


def case(fields: Mapping[str, Any]) -> Case:
    """The case in one labelled JSON object; raises ``KeyError`` without ``id`` or ``text``."""
    return Case(
        id=str(fields["id"]),
        text=str(fields["text"]),
        expect=str(fields.get("expect", "answer")),
        owner=fields.get("owner"),
        also_accept=tuple(fields.get("also_accept") or ()),
        owners=tuple(fields.get("owners") or ()),
        must_not_contain=tuple(fields.get("must_not_contain") or ()),
        fields=fields,
    )


def grade(wanted: Case, record: Mapping[str, Any] | None) -> Grade:
    """How ``record`` (the command-line contract's) answers ``wanted``."""
    if record is None:
        return Grade.MISSING
    shown = json.dumps([record.get("text"), record.get("blocks")], ensure_ascii=False)
    if any(text in shown for text in wanted.must_not_contain):
        return Grade.LEAK
    outcome, owner = record["outcome"], record["owner"]
    owners = [part["owner"] for part in record["parts"]]
    if outcome != "answer":
        return Grade.RIGHT if outcome in (wanted.expect, *wanted.also_accept) else Grade.SAFE
    if not {owner, f"answer:{owner}"}.isdisjoint(wanted.also_accept):
        return Grade.RIGHT
    if wanted.owners:
        return _grade_parts(wanted, owner, owners)
    if wanted.expect != "answer":
        if "answer" in wanted.also_accept:
            return Grade.RIGHT
        return Grade.SOFT if owner == "shared" and wanted.expect == "clarify" else Grade.HARD
    if owner == wanted.owner:
        return Grade.RIGHT
    if owner is None:
        return Grade.SOFT if wanted.owner in owners else Grade.HARD
    return Grade.SOFT if "shared" in (owner, wanted.owner) else Grade.HARD


def _grade_parts(wanted: Case, owner: str | None, owners: list[str]) -> Grade:
    accepted = [(w["owner"], *w.get("also_accept", ())) for w in wanted.owners]
    answers = wanted.expect == "answer" or "answer" in wanted.also_accept
    if len(owners) == len(accepted):
        pairs = list(zip(owners, accepted, strict=True))
        if answers and all(got in options for got, options in pairs):
            return Grade.RIGHT
        if answers and wanted.owner is not None and owner == wanted.owner:
            return Grade.RIGHT
        swapped = any(
            got in _SINGLE and options[0] in _SINGLE and got not in options
            for got, options in pairs
        )
        return Grade.HARD if swapped else Grade.SOFT
    if wanted.owner is not None and owner == wanted.owner and len(owners) >= len(accepted):
        return Grade.RIGHT
    return Grade.SOFT if owner == "shared" else Grade.HARD


def astray(engine: Engine) -> list[Problem]:
    """Every ``asks`` example that does not reach its own ruling, as a problem of its file."""
    return [
        problem
        for ruling in engine.knowledge.rulings().values()
        for problem in _astray(engine, ruling)
    ]


def _astray(engine: Engine, ruling: Ruling) -> Iterable[Problem]:
    for example in ruling.asks:
        answer = engine.answer(Question(example))
        parts = answer.parts if isinstance(answer, Verdict) else ()
        reached = [*dict.fromkeys(part.ruling.id for part in parts)]
        if reached != [ruling.id]:
            got = ", ".join(reached) or type(answer).__name__.lower()
            yield Problem(
                ruling.file,
                ruling.line,
                f"{ruling.id} asks",
                f"{example!r} reaches {got}: give the ruling better words, or the other one worse",
            )


def unused(knowledge: Knowledge) -> list[Problem]:
    """Synonyms that nothing uses, as problems of their file."""
    return [
        Problem(
            "knowledge/language/synonyms.yaml",
            1,
            canonical,
            "no responsibility or ruling uses this term in its words: delete it or use it",
        )
        for canonical in unused_synonyms(knowledge)
    ]
