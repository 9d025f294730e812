"""What becomes of an answer when experience speaks against it.

Where both agree the answer stands. Where experience is fairly sure of another owner the bot asks
which is meant; where it is all but certain, or there was no answer, its own stands, if the rulings
bear it out. How sure it must be was chosen by cross-validation: see docs/design.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from bot.answering.answers import each_as_choice
from bot.model import (
    Answer,
    Clarification,
    Intent,
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

DOUBTS = 0.7
"""How sure experience must be of another owner for the bot to ask which is meant."""
KNOWS_BETTER = 0.9
"""For its owner to stand instead of another."""
PICKS_ONE = 0.95
"""To leave out one of two duties that were found."""
NEED_NOT_ASK = 0.7
"""To answer where the bot would ask, or found no duty."""
ON_TOPIC = {
    "keyword": 0.8,
    "event": 0.95,
    "not-a-question": 0.95,
    "internal": 0.98,
    "product": 0.98,
}
"""To answer what was found off topic, by the reason; for other reasons it never is."""
ASKS_ONE_THING = 0.85
"""To answer where the whole of a service would be shown."""
SHOWS = 0.7
"""To show a list or help, or to ask back, where there was no answer."""
TAKES_BACK = {Meaning.OFF_TOPIC: 0.9, Meaning.SEVERAL: 0.9, Meaning.UNCLEAR: 0.85}
"""To give no owner where one was found."""

_SINGLE = {Meaning.AWS: Owner.AWS, Meaning.CUSTOMER: Owner.CUSTOMER}
_SHOWN = frozenset({Meaning.HELP, Meaning.LIST, Meaning.SHARED})
_ASKS_BACK = {Meaning.SEVERAL: "partly-read", Meaning.UNCLEAR: "broad"}
_DUTIES = frozenset({"duties", "responsibilities", "tasks", "topic", "topics"})
_LIKELIEST = 5
_NEVER = inf


class SecondOpinion:
    """Weighs answers against what experience says."""

    def __init__(self, answer: Callable[[Reading], Answer]) -> None:
        self._answer = answer

    def weigh(
        self, first: Answer, opinion: Opinion, duties: Callable[[Meaning], Sequence[str]]
    ) -> Answer:
        """``first``, or what becomes of it.

        ``duties`` gives those that questions like this one with a meaning were about, the likeliest
        first. An answer that was changed has the opinion in its reading.
        """
        reading, meaning = first.reading, opinion.meaning
        if reading.from_previous or opinion.sure < _least(first, meaning):
            return first
        heard = reading._replace(opinion=opinion)
        owner = _SINGLE.get(meaning)
        if owner is not None:
            return self._owned(first, heard, opinion.sure, owner, duties(meaning)[:_LIKELIEST])
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
        if shared and {part.responsibility.slug for part in parts} <= {*duties}:
            return Verdict(heard, _halves(parts, owner))
        ruled = self._ruled(heard, owner, duties)
        if not parts or shared:
            return ruled or first
        if sure >= KNOWS_BETTER and ruled is not None:
            return ruled
        if sure < KNOWS_BETTER and {*duties[:1]} & {part.responsibility.slug for part in parts}:
            return first
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


def _least(first: Answer, meaning: Meaning) -> float:
    """How sure experience of ``meaning`` must be to change ``first``."""
    owner = _SINGLE.get(meaning)
    return _to_say_otherwise(first, meaning) if owner is None else _to_name(first, owner)


def _to_name(first: Answer, owner: Owner) -> float:
    """How sure experience must be of ``owner``."""
    reading = first.reading
    match first:
        case Verdict(owner=None):
            return PICKS_ONE if _one_of_two(first, owner) else _NEVER
        case Verdict(owner=Owner.SHARED):
            return KNOWS_BETTER if reading.leftover or reading.subjects else _NEVER
        case Verdict(owner=agreed) if agreed is not owner:
            return DOUBTS if reading.leftover else KNOWS_BETTER
        case Clarification() | Unknown():
            return _NEVER if _must_ask(reading) else NEED_NOT_ASK
        case Overview() if "who" in reading.sentence.split():
            return ASKS_ONE_THING
        case OutOfScope(reason=reason):
            return ON_TOPIC.get(reason, _NEVER)
        case _:
            return _NEVER


def _to_say_otherwise(first: Answer, meaning: Meaning) -> float:
    """How sure experience must be that no one party is asked for."""
    match first:
        case Verdict(parts=(_, _, *_)) if meaning is Meaning.SEVERAL:
            return _NEVER
        case Verdict(owner=Owner.SHARED | None) if meaning is not Meaning.OFF_TOPIC:
            return _NEVER
        case Verdict():
            return TAKES_BACK.get(meaning, _NEVER)
        case OutOfScope() | Unknown() if meaning in (Meaning.HELP, Meaning.LIST):
            return SHOWS
        case Unknown() if meaning is Meaning.SHARED:
            return SHOWS
        case OutOfScope(reason="keyword" | "not-a-question") if meaning is Meaning.UNCLEAR or (
            meaning is Meaning.SHARED and first.reading.subjects
        ):
            return SHOWS
        case _:
            return _NEVER


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


def _must_ask(reading: Reading) -> bool:
    """Whether a broad topic is all that is said, or the name that matters is not known."""
    unknown = reading.reason == "unknown-name" and not reading.subjects
    return unknown or reading.reason == "broad"


def _one_of_two(first: Verdict, owner: Owner | None) -> bool:
    """Whether two duties on one thing, one of them ``owner``'s, are not all that is said."""
    parts = first.parts
    hosts = {(p.service and p.service.slug, p.variant and p.variant.slug) for p in parts}
    duties = {part.responsibility.slug for part in parts}
    owned = any(part.owner is owner for part in parts)
    one_thing = len(hosts) == 1 and len(duties) == 2 and not first.reading.listed
    return owned and one_thing and len(first.reading.leftover) > 0


def _halves(parts: Sequence[Part], owner: Owner) -> tuple[Part, ...]:
    """The parts, of what is shared the half that ``owner`` has."""
    return tuple(part._replace(owner=owner) for part in parts)


def _subjects(reading: Reading) -> tuple[Target, ...]:
    found = (
        t._replace(responsibility=None, act=None, side=None)
        for t in reading.targets or reading.subjects
    )
    return tuple(dict.fromkeys(found)) or (Target(),)
