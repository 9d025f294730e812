"""Question -> reading: the one door to understanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.model import (
    Candidate,
    Category,
    Correction,
    Intent,
    Knowledge,
    Owner,
    Question,
    Reading,
    Surface,
    Target,
)
from bot.understanding.asides import without_asides
from bot.understanding.clues import begins_with, offers
from bot.understanding.context import (
    header_named,
    is_a_thing,
    named_nearest,
    names_one,
    plainly_named,
    stands_for_itself,
    with_variant,
)
from bot.understanding.experience import features
from bot.understanding.lexicon import Kind, Lexicon
from bot.understanding.scan import Scan, scan
from bot.understanding.scope import Scope
from bot.understanding.slots import Filler, Slots, item_pairs, pairs
from bot.understanding.story import (
    asks_for_each,
    asks_more_than_once,
    asks_who_does_it,
    before_each_who,
    begun_by_for,
    by_header,
    carry_on,
    drop_excluded,
    drop_introductions,
    drop_options,
    each_half,
    fragments_before,
    is_about_what_was_told,
    is_asking,
    is_claimed,
    is_reported,
    points_back,
    posed,
    stands_alone,
    story_around,
    with_a_name_again,
    with_acts_asked,
)
from bot.understanding.subjects import Subject
from bot.understanding.text import (
    Segment,
    clean,
    excerpt,
    segments,
    with_granted_apart,
    without,
)
from bot.understanding.unread import (
    finds_one_of_each,
    is_loose,
    left_unread,
    says_it_again,
    skips_a_list_item,
    skips_a_short_question,
    skips_what_was_told,
)
from bot.words import phrase

_MOST_SEGMENTS = 24
_COMMAND_WORDS = 12
_FOLLOW_UP_WORDS = 14
_COMMANDS = (
    ("help", Intent.HELP),
    ("list_services", Intent.SERVICES),
    ("list_responsibilities", Intent.RESPONSIBILITIES),
)
_MOST_TARGETS = 36
_MOST_NEAR = 4
_BROWSES = frozenset({"list", "services", "show", "what", "which"})
_BROWSING = _BROWSES | {
    *("all", "are", "aws", "cover", "do", "for", "have", "in", "know", "me", "of", "please"),
    *("service", "support", "the", "there", "you"),
}
"""Words around the name of a shelf: "which storage services do you know"."""


class Reader:
    """Reads questions against one knowledge base. Pure: the same question, the same reading."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._lexicon = Lexicon(knowledge)
        self._filler = Filler(knowledge, self._lexicon)
        self._scope = Scope(self._lexicon)
        self._courtesy = frozenset(map(phrase, knowledge.language.lists.get("courtesy", ())))
        self._longest_courtesy = max((len(each.split()) for each in self._courtesy), default=0)
        self._overviews = [phrase(each) for each in knowledge.language.lists.get("overview", ())]

    def read(self, question: Question) -> Reading:
        """What the question asks; slots left empty are filled from ``question.previous``."""
        if not question.previous:
            return self._read(question.text)
        before = self._read(question.previous)
        services = tuple(dict.fromkeys(t.service for t in before.targets if t.service))
        reading = self._read(question.text, services)
        return reading if reading.intent is Intent.HELP else self._follow(reading, before, question)

    # --- one message --------------------------------------------------------------------------

    def _read(self, text: str, known: Sequence[str] = ()) -> Reading:
        cleaned = excerpt(clean(text))
        found = self._said(cleaned)
        if not found:
            return Reading(Intent.HELP) if not text.strip() else _off("not-a-question")
        if _other_script(cleaned):
            return self._other_script(found)
        scans = [scan(segment, self._lexicon) for segment in _worth_reading(found)]
        command = self._command(scans)
        if command is not None:
            return command
        if self._scope.code(cleaned, scans):
            return _off("machine")
        return self._decide(scans, known)

    def _said(self, cleaned: str) -> list[Segment]:
        plain = without(segments(cleaned), self._courtesy, self._longest_courtesy)
        return with_granted_apart(plain)

    def _other_script(self, found: list[Segment]) -> Reading:
        latin = [
            replace(s, words=tuple(w for w in s.words if w.isascii()), breaks=()) for s in found
        ]
        words = tuple(w for s in latin for w in s.words)
        segment = Segment(words, (0,) * len(words), asks=True, item=False)
        reading = (
            self._decide([scan(segment, self._lexicon)], ()) if words else _off("other-language")
        )
        whole = any(t.service and t.responsibility for t in reading.targets)
        return reading if whole else _off("other-language")

    def _command(self, scans: list[Scan]) -> Reading | None:
        if sum(len(s.words) for s in scans) > _COMMAND_WORDS:
            return None
        for name, intent in _COMMANDS:
            for part in scans:
                for start, end in part.marks.get(name, ()):
                    rest = {
                        i
                        for mark in ("filler", "follow_up", name)
                        for a, b in part.marks.get(mark, ())
                        for i in range(a, b)
                    }
                    if end - start and rest >= set(range(len(part.words))) and len(scans) == 1:
                        return Reading(intent, sentence=" ".join(part.words))
        if len(scans) == 1 and (shelf := _shelf(scans[0].words)):
            return Reading(Intent.SERVICES, category=shelf)
        return None

    def _decide(self, scans: list[Scan], known: Sequence[str]) -> Reading:
        all_slots = self._fill(scans, known)
        leading = _leading(scans)
        if len(all_slots) > 1:
            hazy, unknown = self._filler.hazy, self._scope.unknown_service
            all_slots = without_asides(all_slots, hazy, unknown)
            scans = [slots.scan for slots in all_slots]
        focus = self._focus(all_slots) if len(all_slots) > 1 else all_slots
        marks = set[str]().union(*[part.marks for part in scans])
        targets = self._targets(focus, all_slots)
        if "whole" in marks:
            targets = tuple(dict.fromkeys(t._replace(act=None, side=None) for t in targets))
        reading = Reading(
            Intent.RULING,
            targets=targets[:_MOST_TARGETS],
            beyond=max(0, len(targets) - _MOST_TARGETS),
            corrections=tuple([c for part in scans for c in part.corrections]),
            leftover=tuple([word for slots in focus for word in slots.leftover]),
            negated="negation" in marks and any(_negated(slots.scan) for slots in focus),
            self_managed="self_managed" in marks,
            leading=leading,
            sentence=" ".join([word for slots in focus for word in slots.scan.words]),
            slots=_slot_words(focus),
            candidates=tuple([candidate for slots in focus for candidate in _considered(slots)]),
            listed=any(slots.scan.segment.item or slots.in_a_row for slots in focus),
            asked_apart=asks_for_each(all_slots)
            or asks_more_than_once(focus, all_slots)
            or any(with_a_name_again(s.scan) or begun_by_for(s.scan) for s in focus)
            or _in_halves(targets),
            loose=len(targets) > 1 and is_loose(focus) and not asks_for_each(all_slots),
            options=self._scope.options(all_slots),
            subjects=tuple(
                dict.fromkeys(
                    s.target
                    for slots in all_slots
                    for s in slots.subjects
                    if s.start < s.end and not s.common
                )
            ),
            features=features(all_slots, story_around(all_slots, focus)),
        )
        off_topic = self._scope.off_topic(all_slots)
        if off_topic is not None:
            return reading._replace(intent=Intent.OFF_TOPIC, targets=(), reason=off_topic)
        return self._intent(reading, all_slots, focus, marks)

    def _intent(
        self, reading: Reading, all_slots: list[Slots], focus: list[Slots], marks: set[str]
    ) -> Reading:
        """The reading with what is wanted; ``marks`` are the lists that phrases of it stand in."""
        scope = self._scope
        strong = any(slots.scan.strong for slots in all_slots)
        subjects = [t for t in reading.targets if t.service or t.software or t.profile]
        if "compare" in marks:
            compared = {(t.service, t.variant, t.software, t.profile) for t in subjects}
            if len(compared) > 1:
                return reading._replace(intent=Intent.COMPARE)
        if any(target.responsibility for target in reading.targets):
            heads = [slots for slots in all_slots if slots.scan.segment.header]
            if any(map(scope.unknown_names, focus)) or any(map(scope.unknown_service, heads)):
                unknown = reading._replace(intent=Intent.UNCLEAR, reason="unknown-name")
            else:
                unknown = None
            asked = strong or any(is_asking(slots) for slots in all_slots)
            if (
                any(map(left_unread, focus))
                or finds_one_of_each(reading.targets, all_slots)
                or says_it_again(focus)
                or skips_a_list_item(all_slots)
                or skips_what_was_told(focus, all_slots)
                or skips_a_short_question(focus, all_slots)
            ):
                apart = sum(begins_with(slots.scan, "asking") for slots in all_slots) > 1
                return reading._replace(
                    intent=Intent.UNCLEAR,
                    reason="partly-read",
                    asked_apart=reading.asked_apart or apart,
                )
            if subjects:
                if unknown is not None:
                    return unknown
                asked = asked or any(slots.scan.segment.asks for slots in all_slots)
                return reading if asked or scope.plain_enough(focus) else _off("keyword", reading)
            if len(all_slots) == 1 and is_about_what_was_told(focus[0]):
                return reading._replace(intent=Intent.UNCLEAR, reason="no-context")
            pointed = strong or not marks.isdisjoint(("asking", "doubt")) or reading.options
            either = "either_side" in marks and all(map(self._filler.hazy, focus))
            if (either or not pointed) and self._one_sided(reading, focus):
                return reading._replace(intent=Intent.UNCLEAR, reason="broad")
            plain = scope.plain_enough(focus)
            if not plain and all(self._filler.vague(slots) for slots in focus):
                return reading._replace(intent=Intent.UNCLEAR, reason="no-topic")
            if asked:
                return unknown or reading
            return reading if plain and unknown is None else _off("keyword", reading)
        if subjects:
            if "overview" in marks or not reading.leftover:
                return reading._replace(intent=Intent.OVERVIEW)
            if strong or "asking" in marks or scope.asks_a_promise(all_slots):
                near = [candidate for slots in focus for candidate in self._filler.nearest(slots)]
                return reading._replace(
                    intent=Intent.UNCLEAR,
                    reason="unknown-duty",
                    candidates=tuple(near[:_MOST_NEAR]),
                )
            if scope.keywords(focus):
                return reading._replace(intent=Intent.UNCLEAR, reason="keywords")
            return _off("keyword", reading)
        if not reading.leftover and not marks.isdisjoint(("why", "doubt", "follow_up")):
            return reading._replace(intent=Intent.UNCLEAR, reason="no-context")
        if strong and (
            "things" in marks or not reading.leftover or scope.names_the_parties(all_slots)
        ):
            return reading._replace(intent=Intent.UNCLEAR, reason="no-topic")
        return _off("not-a-question", reading)

    def _one_sided(self, reading: Reading, focus: list[Slots]) -> bool:
        """Whether all that is said is a broad topic whose general ruling names one side."""
        if reading.leftover:
            return False
        duties = [
            self._knowledge.responsibilities[d.responsibility] for s in focus for d in s.duties
        ]
        broad = all(duty.members for duty in duties) or all(map(self._filler.hazy, focus))
        return broad and any(duty.ruling.owner is not Owner.SHARED for duty in duties)

    # --- slots ----------------------------------------------------------------------------------

    def _fill(self, scans: list[Scan], known: Sequence[str]) -> list[Slots]:
        subjects = [self._filler.subjects(s, known) for s in scans]
        if len(scans) > 1:
            subjects = self._hosted(scans, self._with_ways(scans, subjects))
        subjects = plainly_named(subjects)
        filled: list[Slots] = []
        for i, part in enumerate(scans):
            own = subjects[i]
            head = header_named(subjects, i, scans) if own else []
            if head:
                own = [s for s in own if not is_a_thing(part, s)]
                helpers = self._filler.only_helpers(own) and not self._filler.only_helpers(head)
                if helpers or all(s.target.software for s in own):
                    own = []
                subjects[i] = own
            near: list[Target] = []
            context: list[Target] = []
            if not names_one(own):
                near = named_nearest(subjects, i, scans) if len(scans) > 1 else []
                context = near or [Target(service=service) for service in known]
            slots = self._filler.slots(part, own, context)
            slots.duties = each_half(slots)
            slots.near = near
            if any(s.common for s in slots.subjects):
                slots.subjects = [
                    s for s in slots.subjects if not s.common or stands_for_itself(s, slots)
                ]
            filled.append(slots)
        return filled

    def _focus(self, all_slots: list[Slots]) -> list[Slots]:
        """The segments that the answer is about: list items, else questions, else any with a duty.

        A question without a duty of its own, or with one that rests on vague words or that what was
        said before makes plain, is about the one before it. What only introduces the rest asks
        nothing, so its duties are dropped.
        """
        vague = self._filler.vague
        drop_excluded(all_slots)
        drop_options(all_slots)
        carry_on(all_slots)
        asking = posed([slots for slots in all_slots if is_asking(slots)])
        drop_introductions(all_slots)
        pointed = [s for s in asking if s.scan.has("asking", "yes_no") or s.scan.segment.asks]
        if any(slots.duties for slots in pointed):
            direct = [slots for slots in pointed if not is_reported(slots.scan)]
            asking = direct if any(slots.duties for slots in direct) else pointed
        if parallel := before_each_who(all_slots) or by_header(all_slots):
            return parallel
        items = [slots for slots in all_slots if slots.scan.segment.item]
        last = all_slots[-1]
        asked_after = (
            last not in items
            and last in asking
            and last.duties
            and not vague(last)
            and stands_alone(last)
        )
        if any(slots.duties for slots in items) and not asked_after:
            return [slots for slots in items if slots.duties or slots.subjects]
        before = [s for s in all_slots[: all_slots.index(asking[0])] if s.duties] if asking else []
        before = [s for s in before if not is_claimed(s.scan)] or before
        clear = [s for s in asking if s.duties and (not vague(s) or stands_alone(s))]
        if before and len(clear) == 1 and self._told_before(clear[0], before[-1]):
            return [before[-1]]
        if clear or not before or vague(before[-1]):
            asked = [slots for slots in asking if slots.duties]
            if asked:
                return asked
        if before:
            if asking[0].scan.has("each") and not asking[0].subjects:
                return before
            if fragments := fragments_before(all_slots, asking[0]):
                return fragments
            about = before[-1]
            about.duties = [
                half for duty in about.duties for half in with_acts_asked(duty, asking[0].scan)
            ]
            return [about]
        with_duties = [slots for slots in all_slots if slots.duties]
        if offers(all_slots[-1].scan):
            return with_duties[-1:] or all_slots
        return with_duties or asking or all_slots

    def _told_before(self, asking: Slots, before: Slots) -> bool:
        """Whether "who patches that?" asks for a kind that the segment before names.

        So does "who edits that policy" behind "an AWS managed policy lacks an action".
        "Who performs this in our account" asks for what stands before a colon, whatever it is.
        """
        halves = {duty.act for duty in asking.duties}
        if asking.subjects or len(halves) > 1 or not points_back(asking.scan.words):
            return False
        if before.scan.segment.header and asks_who_does_it(asking):
            return True
        duties = self._knowledge.responsibilities
        said = {duty.responsibility for duty in before.duties}
        return all(
            not said.isdisjoint(duties[duty.responsibility].members)
            or any(
                duty.signal.terms < other.signal.terms
                and duty.responsibility != other.responsibility
                for other in before.duties
            )
            for duty in asking.duties
        )

    def _with_ways(self, scans: list[Scan], subjects: list[list[Subject]]) -> list[list[Subject]]:
        """The subjects, and of an item that names none the way to run a service that others name.

        "- EKS control plane\n- OS of self-managed nodes".
        """
        named = [s.target.service for group in subjects for s in group if not s.common]
        services = [slug for slug in dict.fromkeys(named) if slug]
        return [
            self._filler.subjects(part, services)
            if part.segment.item and part.variant_words and not group
            else group
            for part, group in zip(scans, subjects, strict=True)
        ]

    def _hosted(self, scans: list[Scan], subjects: list[list[Subject]]) -> list[list[Subject]]:
        """Subjects but for software whose managed twin another segment names: "MSK: kafka upgrade".

        Or that another names beside what it runs on: "our Jenkins is on EC2. Who patches Jenkins?".
        """
        services = {s.target.variant or s.target.service for group in subjects for s in group}
        services |= {s.target.service for group in subjects for s in group}
        hosted = {
            name.slug
            for part, group in zip(scans, subjects, strict=True)
            if [bool(s.target.service) for s in group] == [True]
            for span in part.names
            for name in span.names
            if name.kind is Kind.SOFTWARE
        }
        software = self._knowledge.software
        return [
            [
                s
                for s in group
                if s.target.software is None
                or (
                    s.target.software not in hosted
                    and services.isdisjoint(software[s.target.software].twins)
                )
            ]
            for group in subjects
        ]

    def _targets(self, focus: list[Slots], all_slots: list[Slots]) -> tuple[Target, ...]:
        found: list[Target] = []
        for slots in focus:
            subjects = slots.subjects
            if not subjects and len(all_slots) > 1:
                near = slots.near
                if len(near) > 1:
                    # Of several, what their own segment was found to be about.
                    near = named_nearest(
                        [s.subjects for s in all_slots],
                        all_slots.index(slots),
                        [s.scan for s in all_slots],
                    )
                subjects = [Subject(target, -1, -1) for target in near]
            if not subjects and slots.layer_profile and slots.duties:
                subjects = [Subject(Target(profile=slots.layer_profile), -1, -1)]
            asked = item_pairs(slots) if slots.named_by_item else pairs(slots, subjects)
            listed = slots.scan.segment.item or slots.in_a_row
            for target in asked:
                target = self._key_kind(with_variant(target, all_slots), slots, all_slots)
                if listed or target not in found:
                    found.append(target)
        return tuple(found)

    def _key_kind(self, target: Target, slots: Slots, all_slots: list[Slots]) -> Target:
        """``variants_from``: the kind of key or certificate named decides, not the service.

        Its own segment's, else the one that others name. Unless words that the service has for one
        side say which.
        """
        if target.responsibility is None or target.side is not None:
            return target
        decider = self._knowledge.responsibilities[target.responsibility].variants_from
        if decider is None or (target.service == decider and target.variant):
            return target
        told = {each.kinds[decider] for each in all_slots if decider in each.kinds}
        kind = slots.kinds.get(decider) or (told.pop() if len(told) == 1 else None)
        return target._replace(service=decider, variant=kind) if kind else target

    # --- follow-ups -----------------------------------------------------------------------------

    def _follow(self, reading: Reading, before: Reading, question: Question) -> Reading:
        short = len(question.text.split()) <= _FOLLOW_UP_WORDS
        if not before.targets or self._is_whole(reading):
            return reading
        found = self._said(excerpt(clean(question.text)))
        scans = [scan(segment, self._lexicon) for segment in found] if short else []
        if not reading.targets and _doubts(scans):
            return self._followed(reading, before, before.targets)
        said = set(reading.sentence.split())
        if short and not _ANOTHER.isdisjoint(said):
            return reading._replace(intent=Intent.UNCLEAR, reason="no-context", targets=())
        if reading.intent is Intent.OFF_TOPIC and reading.reason not in (
            "keyword",
            "not-a-question",
            "product",
        ):
            return reading
        if not reading.targets and (side := _part(scans)):
            halves = tuple(target._replace(act=None, side=side) for target in before.targets)
            return self._followed(reading, before, halves)
        services = [t for t in reading.targets if t.service or t.software or t.profile]
        duties = [t for t in reading.targets if t.responsibility]
        if (services and duties) or reading.reason == "unknown-duty":
            return reading
        if services and short and not self._is_command(reading, question):
            asked = [t for t in before.targets if t.responsibility]
            targets = tuple(
                new._replace(responsibility=old.responsibility, act=old.act)
                for new in services
                for old in asked
            )
            return self._followed(reading, before, targets) if targets else reading
        if duties:
            bare = all(len(c.matched) == 1 for c in reading.candidates if c.chosen)
            if short and not _SAME.isdisjoint(said) and self._only_elsewhere(scans):
                return self._followed(reading, before, before.targets)
            if short and bare and {"it", "who"} <= said:
                joined = self._completed(found, before)
                duties = [duty._replace(act=None) for duty in joined] or duties
            return self._followed(reading, before, _on_each(before, duties))
        if not short:
            return reading
        if reading.self_managed or reading.reason == "no-context":
            return self._followed(reading, before, before.targets)
        duties = self._completed(found, before)
        return self._followed(reading, before, _on_each(before, duties)) if duties else reading

    def _completed(self, found: list[Segment], before: Reading) -> list[Target]:
        """The duties that words of this message make with those of the question before.

        "Major ones" after "who applies minor versions".
        """
        words = [word for segment in found for word in segment.words]
        old = before.sentence.split()
        joined = Segment((*old, *words), (0,) * (len(old) + len(words)), asks=True)
        services = dict.fromkeys(t.service for t in before.targets if t.service)
        part = scan(joined, self._lexicon)
        subjects = self._filler.subjects(part, [*services])
        slots = self._filler.slots(part, subjects, new=len(old))
        return [Target(responsibility=d.responsibility, act=d.act) for d in slots.duties]

    def _only_elsewhere(self, scans: list[Scan]) -> bool:
        """Whether nothing is named but a place: "same in Frankfurt?", "does that hold in eu-west-1?"."""
        duties = [duty for slots in self._fill(scans, ()) for duty in slots.duties]
        return all(duty.signal.terms <= _PLACE for duty in duties)

    def _is_whole(self, reading: Reading) -> bool:
        """Whether a request needs nothing from the question before, duty or none."""
        if reading.intent is Intent.OVERVIEW:
            said = f" {reading.sentence} "
            return any(f" {words} " in said for words in self._overviews)
        return reading.intent in (Intent.COMPARE, Intent.SERVICES, Intent.RESPONSIBILITIES)

    def _is_command(self, reading: Reading, question: Question) -> bool:
        """Whether a bare service is a command of its own: ``/srm eks`` is, "and eks?" is not."""
        return question.surface is Surface.SLASH and [reading.sentence] == [
            words for words, _ in reading.slots
        ]

    def _followed(self, reading: Reading, before: Reading, targets: tuple[Target, ...]) -> Reading:
        complete = any(t.responsibility for t in targets)
        return reading._replace(
            intent=Intent.RULING if complete else before.intent,
            targets=tuple(dict.fromkeys(targets))[:_MOST_TARGETS],
            from_previous=True,
            reason="",
        )


_ANOTHER = frozenset({"other", "others"})
"""Of what was told, the one that was not asked about: "and the other one?"."""
_SAME = frozenset({"same", "that"})
_PLACE = frozenset({"countri", "region"})
"""Terms."""


def _part(scans: list[Scan]) -> Owner | None:
    """Whose part of what was asked before is asked for: "what is left for us then?"."""
    parts = {"our_part": Owner.CUSTOMER, "their_part": Owner.AWS}
    return next((side for name, side in parts.items() if any(s.has(name) for s in scans)), None)


def _doubts(scans: list[Scan]) -> bool:
    """Whether the message begins with a doubt or asks why, whatever it says then."""
    return any(begins_with(part, name) for part in scans[:1] for name in ("doubt", "why"))


def _on_each(before: Reading, duties: list[Target]) -> tuple[Target, ...]:
    """The duties on each thing that the question before was about."""
    hosts = dict.fromkeys(
        t._replace(responsibility=None, act=None, side=None) for t in before.targets
    )
    return tuple(
        host._replace(responsibility=duty.responsibility, act=duty.act, side=duty.side)
        for host in hosts
        for duty in duties
    )


def _shelf(words: Sequence[str]) -> Category | None:
    """The category whose services are asked for."""
    if words[0] not in _BROWSES:
        return None
    name = "-".join(word for word in words if word not in _BROWSING)
    return next((each for each in Category if name in (each, each.removesuffix("s"))), None)


def _off(reason: str, reading: Reading | None = None) -> Reading:
    if reading is None:
        return Reading(Intent.OFF_TOPIC, reason=reason)
    return reading._replace(intent=Intent.OFF_TOPIC, reason=reason)


def _worth_reading(found: list[Segment]) -> list[Segment]:
    if len(found) <= _MOST_SEGMENTS:
        return found
    marked = {
        i
        for i, segment in enumerate(found)
        if segment.asks or not _ASKING.isdisjoint(segment.words)
    }
    ends = {0, 1, len(found) - 2, len(found) - 1}
    wanted = sorted(marked | {i - 1 for i in marked if i} | ends)
    return [found[i] for i in wanted[-_MOST_SEGMENTS:]]


_ASKING = frozenset({"who", "whose", "whos", "responsible", "responsibility", "accountable", "job"})


def _other_script(cleaned: str) -> bool:
    if cleaned.isascii():
        return False
    letters = [c for c in cleaned[:2000] if c.isalpha()]
    other = sum(1 for c in letters if ord(c) > 0x24F)
    return bool(letters) and other * 2 > len(letters)


def _negated(part: Scan) -> bool:
    asking = part.marks.get("asking", ())
    return any(
        0 <= start - end <= 2 for _, end in asking for start, _ in part.marks.get("negation", ())
    )


def _leading(scans: list[Scan]) -> Owner | None:
    for part in scans:
        if part.has("doubt") and not part.has("asking"):
            if "aws" in part.words or "amazon" in part.words:
                return Owner.AWS
            if not {"we", "us", "our", "ours", "i", "my"}.isdisjoint(part.words):
                return Owner.CUSTOMER
    return None


def _in_halves(targets: Sequence[Target]) -> bool:
    """Whether who does one thing and who another is asked of the same: "who publishes, who applies"."""
    return len({target._replace(act=None) for target in targets}) < len({*targets})


def _slot_words(focus: list[Slots]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for slots in focus:
        for target, start, end, _ in slots.subjects:
            slug = target.variant or target.service or target.software or target.profile or ""
            found.append((" ".join(slots.scan.words[start:end]), slug))
        found += [(" ".join(duty.words), duty.responsibility) for duty in slots.duties]
    return tuple(found)


def _considered(slots: Slots) -> list[Candidate]:
    """The duties that were found, and those that lost to them."""
    chosen = [Candidate(d.responsibility, d.words, True, _CHOSEN) for d in slots.duties]
    return chosen + slots.rejected


_CHOSEN = "its words say most"


__all__ = ["Correction", "Reader"]
