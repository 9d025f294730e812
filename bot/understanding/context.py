"""What segments take from each other: the names that one gives and another is about."""

from __future__ import annotations

from bot.model import Target
from bot.understanding.scan import Scan
from bot.understanding.slots import Slots
from bot.understanding.subjects import Subject, is_denied, side_by_side


def plainly_named(subjects: list[list[Subject]]) -> list[list[Subject]]:
    """The subjects but for ordinary words, and for classes, where a segment names a service."""
    if all(s.common for group in subjects for s in group):
        return subjects
    service = any(s.target.service and not s.common for group in subjects for s in group)
    return [
        [s for s in group if not (s.common or (service and s.target.profile))] for group in subjects
    ]


def stands_for_itself(subject: Subject, slots: Slots) -> bool:
    """Whether a duty is asked about and an ordinary word is none of its words."""
    used = {i for duty in slots.duties for i in duty.places}
    return bool(slots.duties) and used.isdisjoint(range(subject.start, subject.end))


def names_one(subjects: list[Subject]) -> bool:
    """Whether a service or software is among them."""
    return any(s.target.service or s.target.software for s in subjects)


def is_a_thing(scan: Scan, subject: Subject) -> bool:
    """Whether a name is a plain word for what many services have: "Macie: which buckets"."""
    return (subject.start, subject.end) in scan.marks.get("things", ())


def header_named(subjects: list[list[Subject]], i: int, scans: list[Scan]) -> list[Subject]:
    """What the nearest segment before that ends with a colon names."""
    for j in range(i - 1, -1, -1):
        if scans[j].segment.header and names_one(subjects[j]):
            return subjects[j]
    return []


def named_nearest(subjects: list[list[Subject]], i: int, scans: list[Scan]) -> list[Target]:
    """Subjects of the nearest segment that names any: before first, then after.

    An item of a list takes from the items before it, never from those after. A name right
    before a colon is what the rest is about, whatever else stands before it; of several names
    those are meant of whose kind the segment speaks.
    """
    for j in (*range(i - 1, -1, -1), *range(i + 1, len(subjects))):
        if j > i and scans[i].segment.item and scans[j].segment.item:
            continue
        named = [s for s in subjects[j] if not (s.common or is_denied(scans[j], s.start, s.end))]
        if scans[j].segment.header:
            named = _before_colon(scans[j], named)
        if named:
            return [s.target for s in _of_the_kind_told(scans[i], scans[j], named)]
    return []


def _of_the_kind_told(scan: Scan, other: Scan, named: list[Subject]) -> list[Subject]:
    """Of names in another segment those of the kind that this one tells, if any is.

    "EC2 instances behind an NLB": "the instances" are those of EC2.
    """
    told = {scan.words[i] for span in scan.marks.get("things", ()) for i in range(*span)}
    fitting = [s for s in named if not told.isdisjoint(other.words[s.start : s.end + 1])]
    return fitting or named


def _before_colon(scan: Scan, named: list[Subject]) -> list[Subject]:
    """The names that end the segment, side by side; all of them when none ends it."""
    if not named or named[-1].end != len(scan.words) or scan.has("compare"):
        return named
    first = len(named) - 1
    while first and side_by_side(scan, named[first - 1], named[first]):
        first -= 1
    return named[first:]


def _is_one_of_several(slots: Slots) -> bool:
    """Whether it is a question or an item beside others."""
    return slots.scan.segment.asks or slots.scan.segment.item


def with_variant(target: Target, all_slots: list[Slots]) -> Target:
    """The target with the one variant of its service that the rest of the message names.

    What another question or item says with a duty of its own is its own variant.
    """
    if target.service is None or target.variant is not None or len(all_slots) == 1:
        return target
    named = {
        s.target.variant
        for slots in all_slots
        for s in slots.subjects
        if s.target.service == target.service and not (_is_one_of_several(slots) and slots.duties)
    }
    if len(named - {None}) != 1:
        return target
    return target._replace(variant=(named - {None}).pop())
