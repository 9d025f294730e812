"""What becomes of an answer when experience speaks against it.

Where both agree the answer stands. Where experience leans to the other party the bot asks which is
meant; where it is surer, or there was no answer, its own stands, if the rulings bear it out. How sure it must be was chosen by cross-validation: see docs/design.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from bot.answering.answers import each_as_choice
from bot.model import (
    Answer,
    Basis,
    Clarification,
    Comparison,
    Help,
    Intent,
    Listing,
    Meaning,
    Opinion,
    OutOfScope,
    Overview,
    Owner,
    Part,
    Reading,
    Target,
    Unknown,
    Verdict,
)

SURE = 0.5
"""How sure experience must be to change an answer, and one owner's to stand that was read in part.

One owner is asked about wherever it leans to the other.
"""
KNOWS_BETTER = 0.6
"""For its owner to stand instead of the other; where it is less sure, the bot asks."""
FINDS_BETTER = 0.7
"""The same for a duty that the words did not suggest."""
IS_SHARED = 0.8
"""To show the whole where one half was found, or half of what is shared and was asked in full."""
IS_HALF = 0.6
"""To show half of what is shared where words were left over."""
OFF_TOPIC = 0.7
"""To take back an answer to a question that was read in full."""
TOO_VAGUE = 0.8
"""To ask back where the words gave one owner."""
IS_ONE_THING = 0.8
"""To answer with one owner what looks like a list with an item that was not read."""
FINDS_ONE = 0.6
"""To name an owner where the bot would ask or not know."""
IS_NO_LIST = 0.7
"""To answer with one owner where several duties were found, and words beside them that are none."""
ON_TOPIC = 0.7
"""To answer what was found off topic although it names something on AWS."""
NAMELESS_ON_TOPIC = {"event": 0.85, "internal": 0.85, "keyword": 0.75, "not-a-question": 0.95}
"""Where nothing is named; for other reasons it never is."""

FAMILIAR = 0.8
"""The least share of its words that examples must have for it to name an owner
where none was found, and for an owner to stand where no service was named."""

_SINGLE = {Meaning.AWS: Owner.AWS, Meaning.CUSTOMER: Owner.CUSTOMER}
_OWNERS = frozenset({*_SINGLE, Meaning.SHARED})
_SHOWN = frozenset({Meaning.HELP, Meaning.LIST, Meaning.SHARED})
_ASKS_BACK = {Meaning.SEVERAL: "partly-read", Meaning.UNCLEAR: "broad"}
_DUTIES = frozenset({"duties", "responsibilities", "tasks", "topic", "topics"})
_PLAINLY_OFF_TOPIC = frozenset(
    {"injection", "machine", "other-cloud", "other-language", "small-talk"}
)
_MOST_TOLD = 2
"""Duties on one thing, of which one may only tell what happened; three are a list."""
_LIKELIEST = 5
_NEVER = inf
_IN_ANY_CASE = 0.0


class SecondOpinion:
    """Weighs answers against what experience says."""

    def __init__(self, answer: Callable[[Reading], Answer]) -> None:
        self._answer = answer

    def weigh(
        self, first: Answer, opinion: Opinion, duties: Callable[[Meaning], Sequence[str]]
    ) -> Answer:
        """``first``, or what becomes of it.

        ``duties`` gives those that questions like this one with a meaning were about, the likeliest
        first. An answer that was changed, or that is doubtful, has the opinion in its reading.
        """
        reading, meaning = first.reading, opinion.meaning
        if reading.from_previous:
            return first
        agrees = _agrees(first, meaning)
        if isinstance(first, Verdict) and not agrees and _is_foreign(reading, opinion):
            return OutOfScope(reading._replace(opinion=opinion), "not-a-question")
        heard = reading._replace(opinion=opinion)
        if _is_unsure(first, opinion):
            return self._answer(heard._replace(intent=Intent.UNCLEAR, reason="broad"))
        if agrees or opinion.sure < _least(first, opinion):
            return _doubted(first, opinion)
        owner = _SINGLE.get(meaning)
        if owner is not None:
            return self._owned(first, heard, opinion.sure, owner, duties(meaning)[:_LIKELIEST])
        if meaning is Meaning.SHARED and reading.candidates:
            # Of a duty that no word suggested, a shared ruling is no better than the one found.
            likely = () if isinstance(first, Verdict) else duties(meaning)[:_LIKELIEST]
            return self._ruled(heard, Owner.SHARED, likely) or first
        if meaning is Meaning.OFF_TOPIC:
            return OutOfScope(heard, "not-a-question")
        if meaning in _SHOWN:
            return self._answer(_shown(heard, meaning))
        reason = _ASKS_BACK[meaning] if isinstance(first, Verdict) else "no-topic"
        return self._answer(heard._replace(intent=Intent.UNCLEAR, reason=reason))

    def _owned(
        self, first: Answer, heard: Reading, sure: float, owner: Owner, duties: Sequence[str]
    ) -> Answer:
        """What is said where experience names ``owner`` and ``first`` does not, or not alone."""
        parts = first.parts if isinstance(first, Verdict) else ()
        if kept := tuple(part for part in parts if part.owner is owner):
            return Verdict(heard, kept)
        shared = bool(parts) and all(part.owner is Owner.SHARED for part in parts)
        found = {part.responsibility.slug for part in parts}
        if shared and (found <= {*duties} or not heard.leftover):
            return Verdict(heard, _halves(parts, owner))
        ruled = self._ruled(heard, owner, duties)
        if not parts or shared:
            return ruled or first
        if ruled is not None and sure >= _enough(ruled, heard):
            return ruled
        choices = each_as_choice((*parts, *(ruled.parts if ruled else ())))
        return Clarification(heard, "Which of these do you mean?", choices)

    def _ruled(self, heard: Reading, owner: Owner, duties: Sequence[str]) -> Verdict | None:
        """What ``owner`` does by the first of the duties on which the rulings leave it a part."""
        considered = [candidate.responsibility for candidate in heard.candidates]
        likely = [duty for duty in duties if duty in considered]
        for duty in dict.fromkeys((*likely, *duties, *considered)):
            targets = tuple(t._replace(responsibility=duty) for t in _subjects(heard))
            answer = self._answer(
                heard._replace(intent=Intent.RULING, reason="", loose=False, targets=targets)
            )
            if isinstance(answer, Verdict) and answer.owner in (owner, Owner.SHARED):
                return Verdict(answer.reading, _halves(answer.parts, owner))
        return None


def _least(first: Answer, opinion: Opinion) -> float:
    """How sure experience must be to change ``first``."""
    if isinstance(first, OutOfScope) and first.reason in _PLAINLY_OFF_TOPIC:
        return _NEVER
    if opinion.meaning is Meaning.SHARED:
        return IS_SHARED
    if opinion.meaning is Meaning.OFF_TOPIC and isinstance(first, Verdict):
        if first.reading.options:
            return _NEVER
        return SURE if first.reading.leftover else OFF_TOPIC
    if opinion.meaning is Meaning.UNCLEAR and isinstance(first, Verdict):
        return TOO_VAGUE
    if opinion.meaning not in _SINGLE:
        return SURE
    match first:
        case Verdict(owner=Owner.SHARED):
            return IS_HALF if first.reading.leftover else IS_SHARED
        case Verdict(owner=None):
            return IS_NO_LIST if first.reading.leftover else SURE
        case Verdict():
            return _IN_ANY_CASE
        case _ if opinion.familiar < FAMILIAR:
            return _NEVER
        case OutOfScope(reading=reading) if reading.subjects:
            return ON_TOPIC
        case OutOfScope(reason=reason):
            return NAMELESS_ON_TOPIC.get(reason, _NEVER)
        case Clarification(reading=reading) | Unknown(reading=reading) if _must_ask(reading):
            return _NEVER
        case Clarification(reading=reading) if reading.reason == "partly-read":
            return _NEVER if reading.asked_apart else IS_ONE_THING
        case Clarification(reading=reading) if reading.loose:
            return IS_NO_LIST
        case Overview(reading=reading) if "who" not in reading.sentence.split():
            return _NEVER
        case _:
            return FINDS_ONE


def _is_unsure(first: Answer, opinion: Opinion) -> bool:
    """Whether one owner would be named, of words read in part, that is as likely wrong as right."""
    single = isinstance(first, Verdict) and first.owner in _SINGLE.values()
    return single and bool(first.reading.leftover) and opinion.sure < SURE


def _is_a_list(first: Verdict) -> bool:
    """Whether it was read in full, and more is in it than two duties on one thing."""
    return not first.reading.leftover and _holds_several(first)


def _holds_several(first: Verdict) -> bool:
    """Whether it has parts on several things, or more than two duties; a general ruling is on no thing."""
    hosts = {
        p.basis is not Basis.GENERAL
        and (p.service and p.service.slug, p.variant and p.variant.slug)
        for p in first.parts
    }
    return len(hosts) > 1 or len(first.parts) > _MOST_TOLD


def _is_foreign(reading: Reading, opinion: Opinion) -> bool:
    """Whether the words are likely about something else than AWS: "results of a lymph node biopsy"."""
    return opinion.familiar < FAMILIAR and bool(reading.leftover) and not reading.subjects


def _enough(ruled: Verdict, heard: Reading) -> float:
    """How sure experience must be for ``ruled`` to stand instead of the other party's ruling."""
    suggested = {candidate.responsibility for candidate in heard.candidates}
    known = any(part.responsibility.slug in suggested for part in ruled.parts)
    return KNOWS_BETTER if known else FINDS_BETTER


def _doubted(first: Answer, opinion: Opinion) -> Answer:
    """``first``; with the opinion if it names one owner and that is doubtful."""
    match first:
        case Verdict(reading, parts) if first.owner in _SINGLE.values() and opinion.doubtful:
            return Verdict(reading._replace(opinion=opinion), parts)
        case _:
            return first


def _must_ask(reading: Reading) -> bool:
    """Whether a broad topic or "it" is all that is said, or the name that matters is not known."""
    unknown = reading.reason == "unknown-name" and not reading.subjects
    pointed = reading.reason == "no-context" and any(t.responsibility for t in reading.targets)
    return unknown or pointed or reading.reason == "broad"


def _agrees(first: Answer, meaning: Meaning) -> bool:
    """Whether ``first`` is a way to answer what means ``meaning``, or there is no better one."""
    if meaning is Meaning.COMPARE:
        return True
    match first:
        case Verdict(owner=None, reading=reading):
            listed = reading.asked_apart or reading.listed or _is_a_list(first)
            several = meaning not in _OWNERS and _holds_several(first)
            return listed or several or meaning in _ASKS_BACK
        case Verdict(owner=owner, parts=parts):
            several = meaning is Meaning.SEVERAL and len(parts) > 1
            broad = meaning is Meaning.UNCLEAR and owner is Owner.SHARED
            return several or broad or meaning == owner
        case OutOfScope(reason="keyword" | "not-a-question"):
            return meaning is Meaning.OFF_TOPIC
        case OutOfScope():
            return meaning in (Meaning.OFF_TOPIC, Meaning.UNCLEAR)
        case Overview():
            return meaning not in _SINGLE
        case Clarification() | Unknown():
            return meaning in _ASKS_BACK
        case Listing() | Help() | Comparison():
            return True


def _shown(reading: Reading, meaning: Meaning) -> Reading:
    """The reading as a request for help, for the whole of what it names, or for what is known."""
    whole = [t for t in _subjects(reading) if t != Target()]
    if meaning is Meaning.HELP:
        intent = Intent.HELP
    elif whole:
        intent = Intent.OVERVIEW
    elif _DUTIES.isdisjoint(reading.sentence.split()):
        intent = Intent.SERVICES
    else:
        intent = Intent.RESPONSIBILITIES
    return reading._replace(intent=intent, targets=tuple(whole), reason="")


def _halves(parts: Sequence[Part], owner: Owner) -> tuple[Part, ...]:
    """The parts, of what is shared the half that ``owner`` has."""
    return tuple(part._replace(owner=owner) for part in parts)


def _subjects(reading: Reading) -> tuple[Target, ...]:
    found = (
        t._replace(responsibility=None, act=None, side=None)
        for t in reading.targets or reading.subjects
    )
    return tuple(dict.fromkeys(found)) or (Target(),)


def gist(first: Answer) -> str:
    """What ``first`` comes to, for experience to learn how often that was meant."""
    if not isinstance(first, Verdict):
        return f"{type(first).__name__} {first.reading.reason}"
    owners = "/".join(sorted({part.owner for part in first.parts}))
    read = "in part" if first.reading.leftover else "in full"
    levels = "/".join(sorted({part.basis for part in first.parts}))
    return f"{owners} {levels} {read}"
