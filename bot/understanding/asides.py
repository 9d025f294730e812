"""What of a message says nothing of what is asked: remarks, and sentences that name nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from bot.understanding.clues import is_a_question, offers, only, tells
from bot.understanding.scan import Scan
from bot.understanding.slots import Slots
from bot.understanding.story import is_a_clause, pronouns


def without_asides(
    all_slots: list[Slots], hazy: Callable[[Slots], bool], unknown: Callable[[Slots], bool]
) -> list[Slots]:
    """The segments but remarks, and those that tell nothing of AWS beside one that needs nothing told.

    "We had a pentest last week. Who patches RDS?" is about no penetration test. Beside what does
    not ask, only whole sentences are left out: "Flow logs. Cabling." are two things. What is
    ``hazy`` rests on one vague word; what is ``unknown`` names a service that nobody knows.
    """
    all_slots = [slots for slots in all_slots if not _is_a_remark(slots)] or all_slots
    behind = {other: one for one, other in pairwise(all_slots) if one.scan.segment.header}
    rest = [s for s in all_slots if s in behind or unknown(s) or not _is_aside(s)]
    whole = [s for s in rest if _needs_nothing(s) and (s.subjects or not hazy(s))]
    asking = [s if s.duties or s.subjects else behind.get(s, s) for s in rest if _asks(s)]
    if not whole or any(slots not in whole for slots in asking):
        return all_slots
    return rest if asking else [s for s in all_slots if s in rest or not _is_a_sentence(s)]


def _asks(slots: Slots) -> bool:
    """Whether it asks, in words or by its mark."""
    return slots.scan.asks or slots.scan.segment.asks


def _is_a_remark(slots: Slots) -> bool:
    """Whether somebody only says what they think of it: "I don't buy it", "I've never seen one"."""
    return only(slots.scan, "remarks")


def _is_a_sentence(slots: Slots) -> bool:
    """Whether it says something about somebody: "Trying to fill in the RACI:"."""
    scan = slots.scan
    return scan.strong or is_a_clause(scan) or (scan.segment.header and tells(scan))


def _is_aside(slots: Slots) -> bool:
    """Whether it neither asks nor names anything, and says nothing that changes what is asked."""
    scan = slots.scan
    if _announces(scan) and not (scan.names or scan.has("asking")):
        return True
    asks = is_a_question(scan) or scan.segment.item or scan.has(*_CHANGES_WHAT_IS_ASKED)
    return _names_nothing(slots) and not asks


def _names_nothing(slots: Slots) -> bool:
    """Whether it names no service, kind, layer, other cloud or place, and offers no party."""
    scan = slots.scan
    if scan.names or scan.variant_words or slots.kinds or offers(scan):
        return False
    return scan.has("formerly") or not (scan.layers or scan.has("foreign", "premises"))


def _announces(scan: Scan) -> bool:
    """Whether it says that several things will be asked: "two questions for the risk register"."""
    return any(one in _SOME and other in _ASKED_ABOUT for one, other in pairwise(scan.words))


_SOME = frozenset(
    {"2", "3", "4", "couple", "few", "following", "four", "several"}
    | {"some", "these", "three", "two"}
)
_ASKED_ABOUT = frozenset({"items", "matters", "points", "questions", "rows", "things", "topics"})
_CHANGES_WHAT_IS_ASKED = frozenset(
    {"asking", "compare", "each", "exclude", "homonym", "how_to", "injection", "negation"}
    | {"pressure", "price", "self_managed", "vendors", "whole", "yes_no"}
)
"""Lists of phrases."""


def _needs_nothing(slots: Slots) -> bool:
    """Whether it says itself what it is about: a duty, or of something named what is no name."""
    named, left = bool(slots.subjects), len(slots.leftover_places)
    if not (_asks(slots) or (named and slots.duties and not is_a_clause(slots.scan))):
        return False
    says = bool(slots.duties) or (named and left > 1)
    enough = len(slots.covered) + left > 1
    told = pronouns(slots.scan)
    return says and enough and not (told and min(told) < _first_said(slots))


def _first_said(slots: Slots) -> int:
    """Where it first says what it is about: "it" behind that is its own ("RDS is down, who fixes it")."""
    places = [said.start for said in (*slots.subjects, *slots.duties) if said.start >= 0]
    return min(places, default=len(slots.scan.words))
