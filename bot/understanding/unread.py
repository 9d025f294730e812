"""What of a message filled no slot, so that an answer would be one to a part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from bot.model import Act, Target
from bot.understanding.clues import offers
from bot.understanding.lexicon import Kind
from bot.understanding.slots import Slots
from bot.understanding.story import (
    THE_ONE_TOLD,
    asks_for_each,
    begun_by_for,
    clauses_of,
    is_about_the_one_told,
    is_asking,
    offers_several,
    poses,
    questions_of,
    summands,
    with_a_name_again,
)


def is_loose(focus: list[Slots]) -> bool:
    """Whether several duties were found that nobody put side by side."""
    if any(slots.scan.segment.item for slots in focus):
        return False
    if len(focus) > 1:
        return not all(is_asking(slots) or slots.side_by_side for slots in focus)
    (slots,) = focus
    if with_a_name_again(slots.scan):
        return not slots.side_by_side
    if len(slots.duties) < 2 or len(questions_of(slots.scan)) > 1 or slots.scan.has("compare"):
        return False
    if summands(slots.scan) and not _skips_a_summand(slots):
        return False
    asking = max(questions_of(slots.scan), default=len(slots.scan.words))
    return not slots.side_by_side or not THE_ONE_TOLD.isdisjoint(slots.scan.words[asking:])


def finds_one_of_each(targets: Sequence[Target], all_slots: list[Slots]) -> bool:
    """Whether each of several things is asked for and one was found: "... Who fixes which?".

    Or one name was said of two things before a colon: "Lambda as an image and Lambda as a zip: ...".
    """
    if len(targets) > 1:
        return False
    if any(slots.scan.segment.header and with_a_name_again(slots.scan) for slots in all_slots):
        return True
    if not asks_for_each(all_slots):
        return False
    said = sum(len(slots.read | slots.unread) for slots in all_slots)
    asked = any(
        slots.scan.has("each") and (slots.scan.has("asking") or slots.scan.segment.asks)
        for slots in all_slots
    )
    return asked and said > 1


def skips_a_list_item(all_slots: list[Slots]) -> bool:
    """Whether an item of a list says something that filled no slot.

    Where no item has a duty, a name is all that one has to say; where others have, it is too little.
    Where each is asked for, the conjuncts are the items.
    """
    if asks_for_each(all_slots) and any(map(_skips_a_conjunct, all_slots)):
        return True
    if any(_skips_one_behind(*both) for both in pairwise(all_slots)):
        return True
    items = [slots for slots in all_slots if slots.scan.segment.item]
    if offers_several(items):
        return False
    with_duties = any(slots.duties for slots in items)
    return any(
        slots.leftover and not slots.duties and (with_duties or not slots.subjects)
        for slots in items
    )


def _skips_one_behind(header: Slots, slots: Slots) -> bool:
    """Whether of short items behind a name and a colon one or all filled no slot: "IoT: certs, the broker"."""
    scan = slots.scan
    if not (header.scan.segment.header and header.subjects) or scan.has("asking", "past", "yes_no"):
        return False
    left = Counter(scan.conjuncts[place] for place in slots.leftover_places)
    skipped = slots.unread - slots.read
    listed = bool(slots.read) or len(skipped) > 1
    return listed and any(0 < left[c] <= _LONGEST_ITEM for c in skipped)


def skips_what_was_told(focus: list[Slots], all_slots: list[Slots]) -> bool:
    """Whether between what the answer is about and "who does it" stands more that filled no slot.

    "AWS released a new agent. Our boxes run the old one. Who deploys it?" is not about the release.
    """
    posed = [i for i, slots in enumerate(all_slots) if slots.scan.has("asking")]
    if not posed or any(all_slots.index(slots) >= posed[0] for slots in focus):
        return False
    between = all_slots[all_slots.index(focus[-1]) + 1 : posed[0]]
    return any(slots.leftover and not slots.duties for slots in between)


def skips_a_short_question(focus: list[Slots], all_slots: list[Slots]) -> bool:
    """Whether of several questions such as "node patching? pods?" one says what filled no slot."""
    if not all(map(poses, focus)):
        return False
    return any(
        poses(slots)
        and slots.leftover
        and not slots.duties
        and not slots.subjects
        and (len(slots.scan.words) <= _SHORT or not (slots.scan.asks or offers(slots.scan)))
        for slots in all_slots
    )


_SHORT = 6
"""Words: one that speaks of a party ("the endpoints on AWS's side?") still asks of something."""


def _skips_a_conjunct(slots: Slots) -> bool:
    """Whether beside a duty another conjunct has none, or says more besides than the duty; an item, as much."""
    conjuncts = slots.scan.conjuncts
    filled = Counter(conjuncts[place] for duty in slots.duties for place in duty.places)
    more = 0 if slots.scan.segment.item else 1
    software = {
        i
        for start, end, names in slots.scan.names
        if names[0].kind is Kind.SOFTWARE
        for i in range(start, end)
    }
    left = Counter(conjuncts[i] for i in slots.leftover_places if i not in software)
    return bool(filled) and any(
        not filled[conjunct] or count >= max(filled[conjunct] + more, 2)
        for conjunct, count in left.items()
    )


def left_unread(slots: Slots) -> bool:
    """Whether a summand, a short item or a further "who" says something that filled no slot."""
    if slots.scan.segment.item:
        return False
    return (
        _skips_a_summand(slots)
        or _skips_an_item(slots)
        or _skips_a_question(slots)
        or _skips_a_parallel(slots)
        or _says_one_thing_of_two(slots)
        or _skips_a_named_item(slots)
    )


def says_it_again(focus: list[Slots]) -> bool:
    """Whether two questions fill the same slots, and the second says more that filled none."""
    asked = [slots for slots in focus if is_asking(slots) and len(slots.duties) == 1]
    return any(
        one.duties[0].responsibility == other.duties[0].responsibility
        and one.duties[0].signal.side == other.duties[0].signal.side
        and [s.target for s in one.subjects] == [s.target for s in other.subjects]
        and not set(other.leftover) <= set(one.leftover)
        for one, other in combinations(asked, 2)
    )


def _skips_a_parallel(slots: Slots) -> bool:
    """Whether "for" begins three conjuncts and one of them filled no slot."""
    begun = begun_by_for(slots.scan)
    return bool(slots.duties) and bool((begun - slots.read) & slots.unread)


def _says_one_thing_of_two(slots: Slots) -> bool:
    """Whether a conjunct begins with the same word for a duty as one before, and goes on with what filled no slot.

    "Scans of our guests and scans of AWS's own network".
    """
    scan = slots.scan
    if not scan.conjuncts[-1] or len(slots.duties) != 1 or scan.has("past"):
        return False
    first: dict[int, int] = {}
    for place, conjunct in enumerate(scan.conjuncts):
        if place not in scan.structural:
            first.setdefault(conjunct, place)
    unread = slots.unread
    begun = [
        (conjunct, scan.entries[place].stem)
        for conjunct, place in first.items()
        if place in slots.duties[0].places
    ]
    return any(
        stem == other and later in unread for (_, stem), (later, other) in combinations(begun, 2)
    )


def _skips_a_question(slots: Slots) -> bool:
    """Whether one "who" asks for a duty and another for something that filled no slot.

    Behind a duty "who sets that" and "who on RDS" ask for it once more, "who schedules" for half.
    """
    scan = slots.scan
    clauses = clauses_of(scan)
    if len(clauses) < 2:
        return False
    halves = {place for act, place in scan.acts if act is not Act.RUN}
    left = set(slots.leftover_places) - halves
    named = {s.start for s in slots.subjects}
    asked = skipped = False
    for clause in clauses:
        if any(duty.start in clause or not duty.places.isdisjoint(clause) for duty in slots.duties):
            asked = True
        elif not left.isdisjoint(clause):
            skipped = True
        else:
            told = is_about_the_one_told(scan, clause) or not named.isdisjoint(clause)
            skipped = skipped or not ((asked and told) or not halves.isdisjoint(clause))
    return asked and skipped


def _skips_a_summand(slots: Slots) -> bool:
    """Whether something that is added with "+" or "plus", or set against with "vs", has no duty."""
    left = slots.leftover_places
    return bool(slots.duties) and any(
        any(place in part for place in left)
        and all(duty.places.isdisjoint(part) for duty in slots.duties)
        for part in summands(slots.scan)
    )


def _skips_an_item(slots: Slots) -> bool:
    """Whether short items stand in a row, each with a duty of its own, but for one that has none."""
    scan = slots.scan
    if not scan.conjuncts[-1]:
        return False
    read = {duty.conjunct for duty in slots.duties}
    if _names_and_more(slots, read):
        return True
    if len(read) < 2:
        return False
    touched = slots.read
    between = {*range(min(read), max(read))} - touched
    if between & slots.unread and not scan.has("asking", "compare", "past", "yes_no"):
        return True
    named = {scan.conjuncts[s.start] for s in slots.subjects if s.start < s.end}
    asking = {scan.conjuncts[start]: start for start in reversed(questions_of(scan))}
    left = Counter(
        conjunct
        for place in slots.leftover_places
        if place < asking.get(conjunct := scan.conjuncts[place], len(scan.words))
    )
    alone = named - read
    if any(min(read) < c < max(read) and c - 1 not in named for c in alone):
        return True
    return any(
        conjunct > min(read)
        and 1 < count <= _LONGEST_ITEM
        and conjunct not in touched
        and conjunct not in named
        for conjunct, count in left.items()
    )


def _skips_a_named_item(slots: Slots) -> bool:
    """Whether of conjuncts with one name one fills a duty and another does not: "SNS topics and SNS uptime"."""
    named = with_a_name_again(slots.scan)
    return bool(named & slots.read) and not named <= slots.read


def _names_and_more(slots: Slots, read: set[int]) -> bool:
    """Whether an item is a name and a duty that is not ``read``: "S3 durability + S3 shelves"."""
    scan = slots.scan
    conjuncts = scan.conjuncts
    things = scan.marks.get("things", [])
    named = {
        i
        for start, end, names in scan.names
        if names[0].kind is Kind.SERVICE and (start, end) not in things
        for i in range(start, end)
    }
    holders = {conjuncts[i] for i in named}
    if holders.isdisjoint(read):
        return False
    left = set(slots.leftover_places) - named - {start for start, _ in things}
    return any(
        0 < len(left.intersection(places)) <= _LONGEST_ITEM
        and all(scan.words[i] in _BEFORE_ITEM for i in set(places) - named - left)
        for c in holders - read
        if (places := [i for i, conjunct in enumerate(conjuncts) if conjunct == c])
    )


_BEFORE_ITEM = frozenset({"and", "our", "plus", "the", "their"})
_LONGEST_ITEM = 4
"""Content words; what says more is no item of a list but a part of the story."""
