"""What of a message asks, what only tells, and what a question points back to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.model import Act, Owner
from bot.understanding.clues import offers
from bot.understanding.duties import Duty, is_asked
from bot.understanding.lexicon import Kind
from bot.understanding.scan import Scan
from bot.understanding.slots import Slots
from bot.understanding.text import PLUS, SOFT


def is_asking(slots: Slots) -> bool:
    """Whether the segment asks about a duty, or for one."""
    return slots.scan.asks or (slots.scan.segment.asks and bool(slots.duties))


def only_asks(slots: Slots) -> bool:
    """Whether it says "who" and nothing more."""
    return slots.scan.has("asking") and not (slots.duties or slots.subjects or slots.leftover)


def posed(asking: list[Slots]) -> list[Slots]:
    """Those that pose a question where one asks who: "AWS patches the hosts" then only tells."""
    if not any(slots.scan.has("asking") for slots in asking):
        return asking
    return [slots for slots in asking if poses(slots)]


def poses(slots: Slots) -> bool:
    """Whether it asks who, or ends with a question mark."""
    return slots.scan.has("asking") or slots.scan.segment.asks


def story_around(all_slots: list[Slots], focus: list[Slots]) -> list[Slots]:
    """The story around questions that have duties of their own and lean on nothing told."""
    if not all(s.duties and s.scan.has("asking") and stands_alone(s) for s in focus):
        return []
    return [
        slots
        for slots in all_slots
        if not (
            slots in focus
            or slots.scan.has("asking")
            or slots.scan.segment.asks
            or slots.scan.segment.header
            or slots.scan.segment.item
        )
    ]


def asks_more_than_once(focus: list[Slots], all_slots: list[Slots]) -> bool:
    """Whether each of two things is asked for by a "who" or a question mark of its own.

    In a story, by two in one sentence: "whose duty was the port, and whose is the clean-up"; for
    all that stands before a bare "who"; or for each of several duties added with "+".
    """
    if any(map(_adds_up, focus)):
        return True
    asked = sum(len(clauses_of(slots.scan)) or slots.scan.segment.asks for slots in focus)
    told = _without_headers(focus) != _without_headers(all_slots)
    listed = len(focus) > 1 and any(map(only_asks, all_slots))
    return (asked > 1 and not told) or listed or any(map(_fills_each_clause, focus))


def _adds_up(slots: Slots) -> bool:
    """Whether each of several summands has a duty."""
    parts = summands(slots.scan)
    return bool(parts) and all(
        any(not duty.places.isdisjoint(part) for duty in slots.duties) for part in parts
    )


def summands(scan: Scan) -> list[range]:
    """What is added with "+" or "plus", or set against with "vs"; none where nothing is."""
    breaks = scan.segment.breaks
    cuts = [i for i, level in enumerate(breaks) if level == PLUS]
    return [range(*ends) for ends in pairwise([0, *cuts, len(breaks)])] if cuts else []


def _fills_each_clause(slots: Slots) -> bool:
    """Whether there is more than one "who", each with a duty."""
    clauses = clauses_of(slots.scan)
    return len(clauses) > 1 and all(
        any(not duty.places.isdisjoint(clause) for duty in slots.duties) for clause in clauses
    )


def with_a_name_again(scan: Scan) -> set[int]:
    """The conjuncts with a service that two of them name and that tell no story: "S3 uptime and S3 rules"."""
    if not scan.conjuncts[-1] or scan.has("past"):
        return set()
    telling = {scan.conjuncts[i] for i, word in enumerate(scan.words) if word in _OF_A_CLAUSE}
    named: dict[str, set[int]] = {}
    for start, _, names in scan.names:
        if names[0].kind in _SERVICES and scan.conjuncts[start] not in telling:
            name = f"{names[0].slug} {scan.words[start]}"
            named.setdefault(name, set()).add(scan.conjuncts[start])
    return set[int]().union(*(conjuncts for conjuncts in named.values() if len(conjuncts) > 1))


_SERVICES = (Kind.SERVICE, Kind.VARIANT)


def is_a_clause(scan: Scan) -> bool:
    """Whether it has a verb or a pronoun of a clause; an item of a list has none."""
    return not _OF_A_CLAUSE.isdisjoint(scan.words)


_OF_A_CLAUSE = frozenset(
    {"are", "been", "had", "has", "have", "i", "is", "they", "was", "we"}
    | {"were", "weve", "when", "which"}
)


def begun_by_for(scan: Scan) -> set[int]:
    """The conjuncts that "for" begins, of which there are three or none.

    "Responsible for classifying our data, for deciding who sees it, and for the buildings".
    """
    begun = {scan.conjuncts[i] for i, word in enumerate(scan.words) if word == "for"}
    return begun if len(begun) > 2 else set()


def fragments_before(all_slots: list[Slots], asking: Slots) -> list[Slots]:
    """The sentences without a verb right before one that only asks: "Flow logs. Cabling. Who?"."""
    found: list[Slots] = []
    for slots in reversed(all_slots[: all_slots.index(asking)]):
        scan = slots.scan
        told = scan.has("past") or is_a_clause(scan)
        if not slots.duties or told or scan.asks or len(scan.words) > _LONGEST_FRAGMENT:
            break
        found.insert(0, slots)
    alone = only_asks(asking) and THE_ONE_TOLD.isdisjoint(asking.scan.words)
    return found if alone and len(found) > 1 else []


_LONGEST_FRAGMENT = 10
"""Words."""


def before_each_who(all_slots: list[Slots]) -> list[Slots]:
    """What stands before each of several "who": "the kernel: whose? our packages: whose?"."""
    asked = [one for one, other in pairwise(all_slots) if one.duties and only_asks(other)]
    return asked if len(asked) > 1 else []


def by_header(all_slots: list[Slots]) -> list[Slots]:
    """What stands behind each of several names with a colon: "EC2: alarms, backups; RDS: engine"."""
    found = [
        slots
        for header, slots in pairwise(all_slots)
        if header.scan.segment.header
        and header.subjects
        and slots.duties
        and not (slots.scan.segment.header or slots.subjects or slots.scan.has("asking"))
    ]
    return found if len(found) > 1 else []


def _without_headers(all_slots: list[Slots]) -> int:
    """How many segments do more than introduce others."""
    return sum(not slots.scan.segment.header for slots in all_slots)


def clauses_of(scan: Scan) -> list[range]:
    """What each "who" asks, from the first on: "who may read it" is none behind "who decides"."""
    starts = questions_of(scan)
    starts[1:] = [start for start in starts[1:] if scan.segment.breaks[start] >= SOFT]
    return [range(*ends) for ends in pairwise([*starts, len(scan.words)])]


THE_ONE_TOLD = frozenset({"it", "that", "this"})


def is_about_the_one_told(scan: Scan, clause: range) -> bool:
    """Whether "it" stands in a clause."""
    return not THE_ONE_TOLD.isdisjoint(scan.words[clause.start : clause.stop])


def stands_alone(slots: Slots) -> bool:
    """Whether a question says enough itself: a name or three words, and no "it"."""
    said = len(slots.covered) + len(slots.leftover_places)
    enough = bool(slots.subjects) or said >= _ENOUGH
    return enough and not pronouns(slots.scan)


_ENOUGH = 3
"""Content words: "who patches the engine" still leans on what was told."""


def pronouns(scan: Scan) -> list[int]:
    """Where "it" or "those" stands for something: not in "is it to ...", "that user", "it runs on"."""
    words = scan.words
    return [
        i
        for i, word in enumerate(words)
        if word in _PRONOUNS
        and (i + 1 == len(words) or (i + 1 in scan.structural and words[i + 1] not in _STANDS))
        and not (word == "it" and words[i - 1] == "is")
        and not _is_relative(words, i)
    ]


_STANDS = frozenset({"lives", "runs", "sits", "stands", "uses"})
_PRONOUNS = frozenset({"em", "it", "that", "them", "these", "this", "those"})


def points_back(words: Sequence[str]) -> bool:
    """Whether it speaks of what was told; "the server that runs there" does not."""
    return any(
        word == "then" or (word in THE_ONE_TOLD and not _is_relative(words, i))
        for i, word in enumerate(words)
    )


def _is_relative(words: Sequence[str], i: int) -> bool:
    """Whether "that" stands between a thing and what it does, or begins what is said."""
    before, after = words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
    begins = before in _SEES_TO_IT or after in _ARTICLES
    verb = after.endswith("s") and after not in _NO_VERBS
    return words[i] == "that" and (begins or verb)


_NO_VERBS = frozenset({"as", "aws", "is", "ours", "theirs", "this", "us", "yours"})
_ARTICLES = frozenset({"a", "an", "our", "the", "their"})
_SEES_TO_IT = frozenset({"checks", "ensures", "ensure", "ensuring", "sees", "sure", "verifies"})


def asks_who_does_it(slots: Slots) -> bool:
    """Whether all that is asked is who does "it", "that" or "this", by a verb that is no duty's."""
    words = slots.scan.words
    return any(
        start <= 1
        and words[end + 1 : end + 2]
        and words[end + 1] in THE_ONE_TOLD
        and end not in slots.covered
        for start, end in slots.scan.marks.get("asking", ())
    )


def asks_for_each(all_slots: list[Slots]) -> bool:
    """Whether each of several things is asked for: "who does which", but not "for each row"."""
    if not any(slots.scan.has("each") for slots in all_slots):
        return False
    return len(all_slots) > 1 or all_slots[0].scan.conjuncts[-1] > 0


def is_about_what_was_told(slots: Slots) -> bool:
    """Whether all that is said is a duty on "it": "who patches it", "who backs that up"."""
    asking = questions_of(slots.scan)
    if slots.leftover or len(slots.duties) != 1 or asking not in ([0], [1]):
        return False
    return not THE_ONE_TOLD.isdisjoint(slots.scan.words[-2:])


def each_half(slots: Slots) -> list[Duty]:
    """The duties, one once more for each "who" that asks only what is done: "..., who installs it"."""
    scan, duties = slots.scan, slots.duties
    alone = len({duty.responsibility for duty in duties}) == 1
    clauses = clauses_of(scan) if alone else []
    if len(clauses) < 2:
        return duties
    halves = _acts_asked(scan, clauses)
    said = duties[0].places.union(place for _, place in halves)
    if len(halves) < 2 or any(_asks_more(slots, clause, said) for clause in clauses):
        return duties
    return [
        half._replace(start=place, end=place + 1)
        for half, (_, place) in zip(_halves(duties[0], halves), halves, strict=True)
    ]


def _asks_more(slots: Slots, clause: range, said: Collection[int]) -> bool:
    """Whether a clause is about neither the duty nor "it", but about what filled no slot."""
    about = slots.duties[0].places.isdisjoint(clause)
    told = is_about_the_one_told(slots.scan, clause)
    left = any(place in clause and place not in said for place in slots.leftover_places)
    return about and left and not told


def _halves(duty: Duty, acts: Sequence[tuple[Act, int]]) -> list[Duty]:
    """The duty once for each act; what is switched on by one "who" is run by AWS for another."""
    whole = duty.signal._replace(side=None)
    run = whole._replace(side=Owner.AWS) if Act.ENABLE in [act for act, _ in acts] else whole
    return [duty._replace(act=act, signal=run if act is Act.RUN else whole) for act, _ in acts]


def _acts_asked(scan: Scan, clauses: Sequence[range]) -> list[tuple[Act, int]]:
    """What is done by each "who", in the order asked, each act once.

    Beside another "does" asks who runs it: "who enables it, who does the backups then".
    """
    asked = {
        act: place
        for clause in reversed(clauses)
        for act, place in reversed(scan.acts)
        if place in clause and is_asked(scan, place)
    }
    without = [c for c in clauses if not any(place in c for place in asked.values())]
    done = [place for clause in without for place in clause if scan.words[place] in _DOES]
    if asked and done:
        asked.setdefault(Act.RUN, done[0])
    return sorted(asked.items(), key=lambda half: half[1])


_DOES = frozenset({"carries", "does", "executes", "makes", "performs", "takes"})


def with_acts_asked(duty: Duty, question: Scan) -> list[Duty]:
    """The duty once for each act that the question behind it asks about ("...: who enables it?")."""
    acts = _acts_asked(question, clauses_of(question))
    return _halves(duty, acts) or [duty]


def is_reported(scan: Scan) -> bool:
    """Whether the question is one that somebody else asked: "finance asked me who deletes them"."""
    asking = questions_of(scan)
    return bool(asking) and not _ASKED.isdisjoint(scan.words[max(0, asking[0] - 3) : asking[0]])


_ASKED = frozenset({"asked", "asking", "asks", "wanted", "wants", "wonder", "wondered", "wonders"})


def is_claimed(scan: Scan) -> bool:
    """Whether it is what somebody said of a party: "the auditor says AWS maintains them"."""
    return any(one in _CLAIMS and other in _CLAIMED for one, other in pairwise(scan.words))


_CLAIMS = frozenset({"argues", "believes", "claims", "insists", "said", "says", "swears", "thinks"})
_CLAIMED = frozenset({"amazon", "aws", "it", "its", "they", "thats", "we"})


def drop_excluded(all_slots: list[Slots]) -> None:
    """Drops the duties of sentences that set something aside ("not asking about the hypervisor").

    Unless nothing else has any, so that it was a way to ask after all.
    """
    aside = [
        slots for slots in all_slots if any(i < 2 for i, _ in slots.scan.marks.get("exclude", ()))
    ]
    if any(slots.duties for slots in all_slots if slots not in aside):
        for slots in aside:
            slots.duties = []


def drop_options(all_slots: list[Slots]) -> None:
    """Drops the duties of what only offers parties behind a colon ("...: built in, or set up by us?").

    Of several items that are parties the others are too: "(A) AWS (B) the customer (C) an auditor".
    """
    items = [slots for slots in all_slots if slots.scan.segment.item]
    if offers_several(items):
        for slots in items:
            slots.duties = []
    for i in range(1, len(all_slots)):
        header, options = all_slots[i - 1], all_slots[i]
        introduced = header.scan.segment.header and header.duties
        asks = options.scan.segment.item or options.scan.has("asking")
        if introduced and not asks and offers(options.scan):
            options.duties = []


def offers_several(items: list[Slots]) -> bool:
    """Whether the items of a list are answers to choose from."""
    return sum(offers(slots.scan) for slots in items) > 1


def drop_introductions(all_slots: list[Slots]) -> None:
    """Drops the duties of what only introduces the rest, and of a question before a list of duties.

    What stands before a bare "who" or before the parties is what is asked about.
    """
    told = [s for s in all_slots if not (s.scan.segment.header or asks_who_does_it(s))]
    any_told = any(slots.duties for slots in told)
    for header, slots in pairwise(all_slots):
        segment = header.scan.segment
        listed = len({duty.responsibility for duty in slots.duties}) > 1 and not slots.scan.asks
        offered = offers(slots.scan) or only_asks(slots)
        introduces = any_told and not (offered or header.scan.asks or segment.item)
        if segment.header and (listed or introduces):
            header.duties = []


def carry_on(all_slots: list[Slots]) -> None:
    """Asks what was asked before of what only names something: "who patches ECS? and EKS?"."""
    asked: list[Duty] = []
    for slots in all_slots:
        segment = slots.scan.segment
        if slots.duties:
            asked = slots.duties
        elif (segment.asks or segment.item) and slots.subjects and _only_names(slots):
            slots.duties = [duty._replace(start=-1, end=-1, places=frozenset()) for duty in asked]


def _only_names(slots: Slots) -> bool:
    """Whether it says no more than a name and what is named by it: "EC2 volumes"."""
    things = {i for span in slots.scan.marks.get("things", ()) for i in range(*span)}
    return things.issuperset(slots.leftover_places)


def questions_of(part: Scan) -> list[int]:
    """Where each "who" of the segment stands."""
    return [start for start, _ in part.marks.get("asking", ())]
