"""A scanned segment -> its slots: subjects, duties, and the pairs of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.model import Act, Candidate, Knowledge, Layer, Owner, Target
from bot.understanding.duties import Duty, Matcher, is_asked, set_aside, single
from bot.understanding.lexicon import Kind, Lexicon, Signal
from bot.understanding.scan import Scan
from bot.understanding.subjects import Namer, Subject
from bot.understanding.text import COMMA

_TELLING_MORE = 1.15
"""How many times more than the general words a ruling's own must weigh to name their service."""
_BARE_ACTS = {
    Act.CHOOSE: "service-configuration",
    Act.ENABLE: "service-configuration",
    Act.WATCH: "monitoring",
}
"""What a verb alone asks about a service."""


@dataclass(eq=False)
class Slots:
    """The filled slots of one segment; each is itself alone, also where two segments say the same."""

    scan: Scan
    subjects: list[Subject]
    duties: list[Duty]
    rejected: list[Candidate]
    touched: set[int]
    """Words of every duty that was considered."""
    kinds: dict[str, str] = field(default_factory=dict[str, str])
    """The kind of key or certificate that is named: deciding service -> its variant."""
    layer_profile: str | None = None
    near: Sequence[Target] = ()
    """What the nearest other segment names, where this one names nothing."""

    @property
    def covered(self) -> set[int]:
        """The words that filled a slot."""
        places = set[int]()
        for subject in self.subjects:
            places.update(range(subject.start, subject.end))
        for duty in self.duties:
            places |= duty.places
        return places

    @cached_property
    def idle(self) -> set[int]:
        """The words without content of their own, and names of services that are named once more."""
        places = set(self.scan.structural)
        if len(self.scan.names) > len(self.subjects):
            named = {subject.target.service for subject in self.subjects}
            named |= {subject.target.variant for subject in self.subjects}
            kinds = (Kind.SERVICE, Kind.VARIANT)
            for start, end, names in self.scan.names:
                if any(name.kind in kinds and name.slug in named for name in names):
                    places.update(range(start, end))
        return places

    @cached_property
    def leftover_places(self) -> list[int]:
        """Where content words stand that filled no slot."""
        words = self.scan.words
        filled = self.covered | self.idle
        return [i for i in range(len(words)) if i not in filled and not words[i].isdigit()]

    @property
    def leftover(self) -> list[str]:
        """Content words that filled no slot."""
        words = self.scan.words
        return [words[i] for i in self.leftover_places]

    @property
    def read(self) -> set[int]:
        """The conjuncts with words of a duty."""
        return {self.scan.conjuncts[place] for duty in self.duties for place in duty.places}

    @property
    def unread(self) -> set[int]:
        """The conjuncts with content words that filled no slot."""
        return {self.scan.conjuncts[place] for place in self.leftover_places}

    @property
    def side_by_side(self) -> bool:
        """Whether its duties are put next to each other, each filling most of its conjunct."""
        scan = self.scan
        filled = self.covered.union(place for _, place in scan.acts)
        for duty in self.duties:
            content = [
                i in filled
                for i, conjunct in enumerate(scan.conjuncts)
                if conjunct == duty.conjunct and (i in filled or i not in self.idle)
            ]
            if sum(content) * 2 < len(content):
                return False
        return True

    @property
    def named_by_item(self) -> bool:
        """Whether it lists things of several services: "IAM users, edge locations, the guest of EC2"."""
        named = {self.scan.conjuncts[s.start] for s in self.subjects}
        read = {duty.conjunct for duty in self.duties}
        return len(self.subjects) > 1 and self.in_a_row and named <= read

    @property
    def in_a_row(self) -> bool:
        """Whether it lists what one duty is ("guards, cameras and badge readers") or three things."""
        scan = self.scan
        conjuncts = {duty.conjunct for duty in self.duties}
        if scan.segment.item or not len(conjuncts) == len(self.duties) > 1:
            return False
        asking = [start for start, _ in scan.marks.get("asking", ())]
        if len(asking) == 1 and self.duties[0].end <= asking[0] < self.duties[-1].start:
            return False
        if len(conjuncts) > 2 and len(asking) < 2 and COMMA in scan.segment.breaks:
            return self.side_by_side
        alone = len({(duty.responsibility, duty.signal.side) for duty in self.duties}) == 1
        filled = self.covered
        return (alone or len(conjuncts) > 2) and all(scan.fills(filled, c) for c in conjuncts)


def _without_names(duties: list[Duty], subjects: Sequence[Subject]) -> list[Duty]:
    """The duties but for those that only the name of a variant says: "rotation of AWS managed keys"."""
    spans = {i for s in subjects if s.target.variant for i in range(s.start, s.end)}
    said = {duty.responsibility for duty in duties if not duty.places <= spans}
    return [duty for duty in duties if not said or duty.responsibility in said]


def _each_item_once(scan: Scan, duties: Sequence[Duty]) -> list[Duty]:
    """The duties of a list, one that two words joined within an item say only once.

    "Subnets and route tables, flow logs"; but "badge readers and cameras" alone are two items.
    """
    if COMMA not in scan.segment.breaks:
        return [*duties]
    found: list[Duty] = []
    for duty in duties:
        last = found[-1] if found else None
        if last is not None and _goes_on(scan, last, duty):
            found[-1] = last._replace(places=last.places | duty.places)
        else:
            found.append(duty)
    return found if len(found) > 1 else [*duties]


def _goes_on(scan: Scan, first: Duty, second: Duty) -> bool:
    """Whether two words for one duty stand in one item, joined by less than a comma."""
    same = (first.responsibility, first.signal.side) == (second.responsibility, second.signal.side)
    apart = COMMA in scan.segment.breaks[first.end : second.end]
    return same and not apart and first.conjunct != second.conjunct


def _each_once(duties: Iterable[Duty]) -> list[Duty]:
    """The duties without those that are said again, whose words go to the first."""
    found: dict[tuple[str, Owner | None], Duty] = {}
    for duty in duties:
        key = (duty.responsibility, duty.signal.side)
        first = found.get(key, duty)
        found[key] = first._replace(places=first.places | duty.places)
    return [*found.values()]


class Filler:
    """Fills slots from scans with one lexicon."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._namer = Namer(knowledge, lexicon)
        self._matcher = Matcher(knowledge, lexicon)
        self._layers = {entry.layer: entry for entry in knowledge.language.layers}

    def subjects(self, scan: Scan, known: Sequence[str] = ()) -> list[Subject]:
        """The services, variants, software and profiles that the segment names.

        Words that mean a variant count beside its service, or beside those ``known`` from the
        question before.
        """
        return self._namer.find(scan, known)

    def only_helpers(self, subjects: Sequence[Subject]) -> bool:
        """Whether nothing is named but services that mostly serve others, such as KMS."""
        return self._namer.only_helpers(subjects)

    def slots(
        self,
        scan: Scan,
        subjects: list[Subject],
        context: Sequence[Target] = (),
        *,
        new: int = 0,
    ) -> Slots:
        """The segment's slots; ``context`` holds subjects named elsewhere in the message.

        Every duty has a word at ``new`` or behind it.
        """
        services = [s.target.service for s in subjects if s.target.service] or [
            t.service for t in context if t.service
        ]
        named = self._namer.without_helpers(scan, subjects)
        places = self._namer.places(scan, named)
        matched = self._matcher.match(scan, places, services, unnamed=not services and not named)
        if named and (not matched or scan.conjuncts[-1]):
            matched = [*matched, *self._said_in_names(scan, named, matched, places, services)]
        if new:
            matched = [duty for duty in matched if duty.end > new]
        chosen, rejected = self._matcher.choose(scan, matched, places)
        if len(chosen) > 1:
            chosen = _without_names(chosen, named)
        real = self._namer.main(scan, named, chosen)
        touched = set[int]().union(*(duty.places for duty in matched))
        slots = Slots(scan, real, chosen, rejected, touched, self._namer.kinds(scan, subjects))
        if len(real) < 2:
            slots.duties = _each_item_once(scan, chosen)
            if not slots.in_a_row:
                slots.duties = _each_once(chosen)
        self._apply_layers(slots, matched)
        asked = scan.asks or (bool(scan.acts) and scan.acts[0][1] == 0)
        told = scan.segment.item or (scan.asks and "it" in scan.words)
        if not slots.duties and ((subjects and asked) or (context and told)):
            self._settings(slots)
        if new:
            slots.duties = [duty for duty in slots.duties if duty.end > new]
        if not subjects and not context:
            general: dict[str, float] = {}
            for duty in matched:
                if duty.signal.service is None:
                    weight = max(duty.weight, general.get(duty.responsibility, 0.0))
                    general[duty.responsibility] = weight
            slots.subjects = [
                Subject(Target(service=duty.signal.service), duty.start, duty.start)
                for duty in slots.duties
                if duty.signal.service is not None
                and duty.weight > general.get(duty.responsibility, 0.0) * _TELLING_MORE
            ]
        return slots

    def _said_in_names(
        self,
        scan: Scan,
        named: list[Subject],
        matched: Sequence[Duty],
        places: set[int],
        services: list[str],
    ) -> list[Duty]:
        """The duties that the last words of names mean where a conjunct says nothing else.

        "EventBridge rules", "KMS key"; but not "EC2 instance". Where it is asked whose something is,
        a name may be all that is said ("is IAM on us").
        """
        least = 0 if scan.strong else 1
        busy = {duty.conjunct for duty in matched} | {scan.conjuncts[i] for _, i in scan.acts}
        ends = {
            s.end - 1
            for s in named
            if s.end - s.start > least
            and (not matched or scan.words[s.end - 1] not in self._lexicon.names)
            and (conjunct := scan.conjuncts[s.start]) not in busy
            and scan.fills(places, conjunct)
        }
        if not ends:
            return []
        weak = self._lexicon.weak_terms
        return [
            duty
            for duty in self._matcher.match(scan, places - ends, services, unnamed=False)
            if not duty.signal.terms <= weak and not ends.isdisjoint(duty.places)
        ]

    def _settings(self, slots: Slots) -> None:
        """Reads "who enables X" as a question about X's settings, "who watches X" as monitoring."""
        for act, place in slots.scan.acts:
            responsibility = _BARE_ACTS.get(act)
            known = responsibility in self._knowledge.responsibilities
            if responsibility is not None and known and is_asked(slots.scan, place):
                signal = Signal(frozenset(), (), responsibility, None, None, 0.0)
                duty = single(slots.scan, signal, place)._replace(act=act)
                slots.duties.append(duty)
                return

    def nearest(self, slots: Slots) -> list[Candidate]:
        """The duties of which the segment's left-over words are some and not all, the nearest first."""
        services = dict.fromkeys(s.target.service for s in slots.subjects if s.target.service)
        return self._matcher.nearest(slots.scan, set(slots.leftover_places), [*services])

    def vague(self, slots: Slots) -> bool:
        """Whether every duty rests on words that alone mean little ("region", "data")."""
        weak = self._lexicon.weak_terms
        return all(duty.signal.terms <= weak for duty in slots.duties)

    def hazy(self, slots: Slots) -> bool:
        """Whether every duty rests on one such word: "network", but not "network configuration"."""
        return self.vague(slots) and all(len(duty.signal.terms) < 2 for duty in slots.duties)

    def _apply_layers(self, slots: Slots, matched: Sequence[Duty]) -> None:
        """Lets the layer word decide: a duty done on every layer becomes that layer's own.

        Below the host operating system nothing is the customer's, so there the layer decides
        every duty whose own words do not name it; but "hardware MFA" names no layer.
        """
        scan = slots.scan
        responsibilities = self._knowledge.responsibilities
        apart = set_aside(scan)
        for layer, place in scan.layers:
            if place in apart:
                continue
            entry = self._layers[layer]
            if layer in _BELOW_THE_LINE and any(
                place in duty.places
                and len(duty.signal.terms) > 1
                and responsibilities[duty.responsibility].layer not in (Layer.ANY, *_BELOW_THE_LINE)
                for duty in matched
            ):
                continue
            slots.layer_profile = slots.layer_profile or entry.profile
            if entry.keeper is None:
                continue
            for i, duty in enumerate(slots.duties):
                if scan.conjuncts[place] != duty.conjunct:
                    continue
                own = responsibilities[duty.responsibility].layer
                above = layer in _BELOW_THE_LINE and own not in _BELOW_THE_LINE
                if own is Layer.ANY or (above and place not in duty.places):
                    signal = duty.signal._replace(responsibility=entry.keeper, side=None)
                    slots.duties[i] = duty._replace(signal=signal)
            if not slots.duties:
                signal = Signal(frozenset(), (), entry.keeper, None, None, 0.0)
                slots.duties.append(single(scan, signal, place))


_BELOW_THE_LINE = (
    Layer.FACILITIES,
    Layer.HARDWARE,
    Layer.NETWORK_INFRASTRUCTURE,
    Layer.VIRTUALIZATION,
    Layer.HOST_OS,
)


def pairs(slots: Slots, subjects: Sequence[Subject]) -> list[Target]:
    """Each duty with the ``subjects`` it is asked about, in the order asked.

    Runs of duties and runs of subjects alternate in a sentence; each run belongs to its
    neighbour ("backups for ebs and efs", "rds patching and s3 encryption"), and a run left over
    takes the complement of the pair before it. Each later "who" begins anew, and so does a conjunct
    with both ("snapshots of ebs, s3 lifecycle rules").
    """
    duties, scan = slots.duties, slots.scan
    if not duties:
        return [s.target for s in subjects]
    if not subjects:
        return [
            Target(responsibility=d.responsibility, act=d.act, side=d.signal.side) for d in duties
        ]
    if len(subjects) == len(duties) == 1:
        return [_pair(subjects[0], duties[0], subjects)]
    questions = [start for start, _ in scan.marks.get("asking", ())]
    named = {scan.conjuncts[subject.start] for subject in subjects if subject.start >= 0}
    whole = named & {duty.conjunct for duty in duties}
    runs: list[tuple[list[Subject], list[Duty]]] = []
    open_kind: type | None = None
    last = -1
    for entry in sorted((*subjects, *duties), key=lambda e: (e.start, e.end)):
        kind = type(entry)
        conjunct = scan.conjuncts[entry.start]
        anew = any(last < place < entry.start for place in questions) or (
            conjunct in whole and last >= 0 and scan.conjuncts[last] != conjunct
        )
        if kind is not open_kind or anew:
            if not runs or (runs[-1][0] and runs[-1][1]):
                runs.append(([], []))
            open_kind = kind
        last = entry.start
        if isinstance(entry, Subject):
            runs[-1][0].append(entry)
        else:
            runs[-1][1].append(entry)
    found: dict[tuple[Target, int], None] = {}
    for i, (some_subjects, some_duties) in enumerate(runs):
        whose = some_subjects or runs[i - 1][0]
        what = some_duties or runs[i - 1][1]
        for subject in whose:
            for duty in what:
                found[_pair(subject, duty, subjects), duty.conjunct] = None
    return [target for target, _ in found]


def item_pairs(slots: Slots) -> list[Target]:
    """Of things in a row, each duty with the subject that its item names, else the one named before."""
    conjuncts, subjects = slots.scan.conjuncts, slots.subjects
    found: list[Target] = []
    for duty in slots.duties:
        own = [s for s in subjects if conjuncts[s.start] == duty.conjunct]
        before = [s for s in subjects if s.start < duty.start]
        whose = own or before[-1:] or subjects[:1]
        found += [_pair(subject, duty, subjects) for subject in whose]
    return found


def _pair(subject: Subject, duty: Duty, subjects: Sequence[Subject]) -> Target:
    """The duty on the subject, or on the one variant whose ruling has the duty's own words."""
    target = subject.target
    signal = duty.signal
    variant = target.variant
    own = target.service == signal.service
    if own and signal.variant and not any(s.target.variant for s in subjects):
        variant = signal.variant
    return target._replace(
        variant=variant,
        responsibility=signal.responsibility,
        act=duty.act,
        side=signal.side,
    )
