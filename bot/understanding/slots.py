"""A scanned segment -> who and what it is about: subjects, duties, and the pairs of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from bot.model import Act, Candidate, Knowledge, Layer, Target
from bot.understanding.lexicon import Kind, Lexicon, Name, NameSpan, Signal
from bot.understanding.scan import Scan

_NAME_DISCOUNT = 0.15
_LEAST_SHARE = 0.3
"""Of the weight of a set of words, what must be there for a duty to be near."""
_TELLING_MORE = 1.15
"""How many times more than the general words a ruling's own must weigh to name their service."""
_OPERATING_SYSTEM = frozenset({"os"})
_OWN_WORDS_BONUS = 0.8
_OWN_RULING_BONUS = 0.3
_UNNAMED_SERVICE = 0.85
_ACROSS_BREAK = 0.25
_LIST_ACROSS_BREAK = 0.85
_FAR_APART = 0.8
_FAR_WORDS = 9


class Subject(NamedTuple):
    """What a responsibility is asked about, and where it stands in the segment."""

    target: Target
    start: int
    end: int
    common: bool = False
    """Whether it is an ordinary word that may mean something else here."""


class Duty(NamedTuple):
    """A responsibility found in a segment."""

    signal: Signal
    start: int
    end: int
    places: frozenset[int]
    weight: float
    words: tuple[str, ...]
    conjunct: int
    """The one that its most telling word stands in."""
    whole: bool
    """Whether all its words stand there."""
    act: Act | None = None

    @property
    def responsibility(self) -> str:
        """The slug."""
        return self.signal.responsibility


@dataclass
class Slots:
    """The filled slots of one segment."""

    scan: Scan
    subjects: list[Subject]
    duties: list[Duty]
    rejected: list[Candidate]
    touched: set[int]
    """Words of every duty that was considered."""
    kinds: dict[str, str] = field(default_factory=dict[str, str])
    """The kind of key or certificate that is named: deciding service -> its variant."""
    layer_profile: str | None = None

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
    def leftover_places(self) -> list[int]:
        """Where content words stand that filled no slot."""
        words = self.scan.words
        filled = self.covered | self.scan.structural
        return [i for i in range(len(words)) if i not in filled and not words[i].isdigit()]

    @property
    def leftover(self) -> list[str]:
        """Content words that filled no slot."""
        words = self.scan.words
        return [words[i] for i in self.leftover_places]

    @property
    def side_by_side(self) -> bool:
        """Whether its duties are put next to each other, each filling most of its conjunct."""
        scan = self.scan
        filled = self.covered
        for duty in self.duties:
            content = [
                i in filled
                for i, conjunct in enumerate(scan.conjuncts)
                if conjunct == duty.conjunct and (i in filled or i not in scan.structural)
            ]
            if sum(content) * 2 < len(content):
                return False
        return True


class Filler:
    """Fills slots from scans with one lexicon."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._operating_systems = frozenset(
            product.slug
            for product in knowledge.software.values()
            if not product.twins
            and any(lexicon.terms_of(alias) == _OPERATING_SYSTEM for alias in product.aliases)
        )
        self._deciders = {
            duty.variants_from
            for duty in knowledge.responsibilities.values()
            if duty.variants_from is not None
        }
        self._helpers = self._deciders | set(knowledge.language.lists.get("helper_services", ()))
        self._ruled = {
            service.slug: frozenset(service.rulings).union(
                *(variant.rulings for variant in service.variants.values())
            )
            for service in knowledge.services.values()
        }
        self._layers = {entry.layer: entry for entry in knowledge.language.layers}

    # --- subjects ---------------------------------------------------------------------------

    def subjects(self, scan: Scan, known: Sequence[str] = ()) -> list[Subject]:
        """The services, variants, software and profiles that the segment names.

        Words that mean a variant count beside its service, or beside those ``known`` from the
        question before.
        """
        if not scan.names and not known:
            return []
        spans = scan.names
        if spans and not scan.marks.keys().isdisjoint(("exclude", "only", "foreign")):
            excluded = _excluded(scan)
            excluded.update(end for _, end in scan.marks.get("foreign", ()))
            spans = [span for span in spans if span.start not in excluded]
        services = {
            name.slug.partition("/")[0]
            for span in spans
            for name in span.names
            if name.kind in (Kind.SERVICE, Kind.VARIANT)
        }
        services.update(known)
        found: list[Subject] = []
        for span in spans:
            name = span.names[0] if len(span.names) == 1 else min(span.names, key=_standing)
            found.append(_subject(scan, name, span))
        words = [
            ((span.start, span.end), fitting)
            for span in scan.variant_words
            if (fitting := [n.slug for n in span.names if n.slug.partition("/")[0] in services])
        ]
        if words:
            found = self._settled(scan, found, words)
        return self._distinct(scan, found)

    def _settled(
        self,
        scan: Scan,
        found: list[Subject],
        words: list[tuple[tuple[int, int], list[str]]],
    ) -> list[Subject]:
        """The subjects with each variant word given to the nearest mention of its service.

        A service that is named only as a variant word ("ecs on fargate") is absorbed by it.
        """
        absorbed: list[Subject] = []
        for place, slugs in words:
            named = [s for s in found if s.start < place[1] and place[0] < s.end]
            for slug in slugs:
                service = slug.partition("/")[0]
                if any(s.target.service == service for s in named):
                    continue
                mentions = [i for i, s in enumerate(found) if s.target.service == service]
                near = [
                    i for i in mentions if scan.same_conjunct((found[i].start, found[i].end), place)
                ]
                holders = near or ([] if named else mentions)
                if not holders and not mentions and not named:
                    found.append(Subject(Target(service=service, variant=slug), *place))
                    break
                if not holders:
                    continue
                i = min(holders, key=lambda k: abs(found[k].start - place[0]))
                if found[i].target.variant in (None, slug):
                    found[i] = found[i]._replace(target=found[i].target._replace(variant=slug))
                else:
                    found.append(Subject(Target(service=service, variant=slug), *place))
                absorbed += named
                break
        return [s for s in found if s not in absorbed or s.target.variant]

    def _distinct(self, scan: Scan, found: list[Subject]) -> list[Subject]:
        found = [s for s in found if s.target.software not in self._operating_systems]
        if len(found) < 2:
            return found
        services = {s.target.service for s in found if s.target.service and not s.common}
        with_variant = {s.target.service for s in found if s.target.variant}
        compared = scan.has("compare")
        kept: list[Subject] = []
        seen: set[Target] = set()
        for subject in sorted(found, key=lambda s: s.start):
            target = subject.target
            if target.software and services and not compared:
                continue
            if target.service in with_variant and target.variant is None and not compared:
                continue
            if target.profile and services:
                continue
            if subject.common and services:
                continue
            if target not in seen:
                seen.add(target)
                kept.append(subject)
        return kept

    def _main_subjects(
        self, scan: Scan, subjects: list[Subject], duties: list[Duty]
    ) -> list[Subject]:
        """Subjects but for services that only help another one.

        A service is a means after "with" or "using", a destination after "to", an option beside
        "or us", and part of a duty's own words in "vpc cni" on EKS. Of services that no "and"
        joins, the one that the duty's words belong to is meant, else the one that rules on it.
        """
        if len(subjects) < 2 or scan.has("compare"):
            return subjects
        kept = [s for s in subjects if not _is_means(scan, s, duties)]
        if not any(s.target.service for s in kept):
            kept = subjects
        groups: list[list[Subject]] = []
        for subject in kept:
            if groups and not _coordinated(scan, groups[-1][-1], subject, duties):
                groups[-1].append(subject)
            else:
                groups.append([subject])
        return [self._main(group, duties) for group in groups]

    def _main(self, group: list[Subject], duties: list[Duty]) -> Subject:
        if len(group) == 1:
            return group[0]
        owners = {duty.signal.service for duty in duties}
        for subject in group:
            if subject.target.service in owners:
                return subject
        responsibilities = {duty.responsibility for duty in duties}
        for subject in group:
            service = self._knowledge.services.get(subject.target.service or "")
            if service is not None and not responsibilities.isdisjoint(service.rulings):
                return subject
        return group[0]

    def _kinds(self, scan: Scan, subjects: list[Subject]) -> dict[str, str]:
        if not subjects and not scan.variant_words:
            return {}
        named = [s.target.variant for s in subjects if s.target.variant]
        worded = [n.slug for span in scan.variant_words for n in span.names]
        found: dict[str, str] = {}
        for variant in (*named, *worded):
            service = variant.partition("/")[0]
            if service in self._deciders:
                found.setdefault(service, variant)
        return found

    def _without_deciders(self, scan: Scan, subjects: list[Subject]) -> list[Subject]:
        """Subjects but for KMS, ACM or IAM named only as another service's key or permission."""
        if len(subjects) < 2:
            return subjects
        kept = [
            s
            for s in subjects
            if s.target.service not in self._helpers
            or s.target.variant is not None
            or scan.has("compare")
            or scan.words[s.start - 1 : s.start] in (["and"], ["or"])
            or scan.words[s.end : s.end + 1] in (["and"], ["or"])
            or not any(
                o is not s and scan.conjuncts[o.start] == scan.conjuncts[s.start] for o in subjects
            )
        ]
        return kept if any(s.target.service for s in kept) else subjects

    # --- duties -----------------------------------------------------------------------------

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
        named = self._without_deciders(scan, subjects)
        matched = self._matched(scan, named, services)
        if new:
            matched = [duty for duty in matched if duty.end > new]
        chosen, rejected = self._chosen(scan, matched)
        real = self._main_subjects(scan, named, chosen)
        if len(real) < 2:
            chosen = [*{d.responsibility: d for d in reversed(chosen)}.values()][::-1]
        touched = set[int]().union(*(duty.places for duty in matched))
        slots = Slots(scan, real, chosen, rejected, touched, self._kinds(scan, subjects))
        self._apply_layers(slots)
        if not slots.duties and ((subjects and scan.asks) or (context and scan.segment.item)):
            self._settings(slots)
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

    def _settings(self, slots: Slots) -> None:
        """Reads "who enables X" as a question about X's settings."""
        for act, place in slots.scan.acts:
            if act in (Act.CHOOSE, Act.ENABLE) and is_asked(slots.scan, place):
                signal = Signal(frozenset(), (), _SETTINGS, None, None, 0.0)
                duty = _single(slots.scan, signal, place)._replace(act=act)
                slots.duties.append(duty)
                return

    def nearest(self, slots: Slots) -> list[Candidate]:
        """The duties of which the segment has some words and not all, the nearest first.

        How near is the share that the words have in the weight of the set.
        """
        lexicon = self._lexicon
        words = slots.scan.words
        left = set(slots.leftover_places)
        present = {
            term: " ".join(words[start:end])
            for term, spans in slots.scan.terms.items()
            for start, end in spans[:1]
            if start in left
        }
        services = dict.fromkeys(s.target.service for s in slots.subjects if s.target.service)
        tables = [lexicon.general, *(lexicon.by_service.get(slug, {}) for slug in services)]
        near: dict[str, tuple[float, tuple[str, ...]]] = {}
        for signal in (each for table in tables for group in table.values() for each in group):
            shared = [term for term in signal.ordered if term in present]
            share = sum(lexicon.weights[term] for term in shared) / signal.weight
            if share > near.get(signal.responsibility, (_LEAST_SHARE, ()))[0]:
                near[signal.responsibility] = share, tuple(present[term] for term in shared)
        return [
            Candidate(responsibility, words, False, "only some of its words are there")
            for responsibility, (_, words) in sorted(near.items(), key=lambda n: (-n[1][0], n[0]))
        ]

    def vague(self, slots: Slots) -> bool:
        """Whether every duty rests on words that alone mean little ("region", "data")."""
        weak = self._lexicon.weak_terms
        return all(duty.signal.terms <= weak for duty in slots.duties)

    def _matched(self, scan: Scan, subjects: list[Subject], services: list[str]) -> list[Duty]:
        lexicon = self._lexicon
        named = set[int]()
        for target, start, end, common in subjects:
            decides = target.variant and target.service in self._deciders
            if (target.service or target.profile) and not (decides or common):
                named.update(range(start, end))
        indexes = [lexicon.general]
        indexes += [
            lexicon.by_service[slug]
            for slug in dict.fromkeys(services)
            if slug in lexicon.by_service
        ]
        ruled = [self._ruled[slug] for slug in services]
        rulings = ruled[0] if len(ruled) == 1 else frozenset[str]().union(*ruled)
        if not services and not subjects:
            indexes.append(lexicon.unique)
        terms = scan.terms
        present = set(terms)
        found: dict[tuple[str, frozenset[str], int], Duty] = {}
        for index in indexes:
            for term, spans in terms.items():
                for signal in index.get(term, ()):
                    if signal.terms <= present:
                        for anchor in (
                            spans if len(spans) == 1 else _one_each(spans, scan.conjuncts)
                        ):
                            duty = self._duty(scan, signal, anchor, named, services, rulings)
                            if duty is not None:
                                key = (signal.responsibility, signal.terms, duty.conjunct)
                                rival = found.get(key)
                                if rival is None or rival.weight < duty.weight:
                                    found[key] = duty
        return sorted(found.values(), key=_heaviest_first) if len(found) > 1 else [*found.values()]

    def _duty(
        self,
        scan: Scan,
        signal: Signal,
        anchor: tuple[int, int],
        named: set[int],
        services: list[str],
        rulings: frozenset[str],
    ) -> Duty | None:
        weights = self._lexicon.weights
        terms = scan.terms
        conjuncts = scan.conjuncts
        rarest, *others = signal.ordered
        home, high = anchor
        low = home
        places = set(range(low, high))
        fresh = not named.issuperset(places)
        weight = weights[rarest] if fresh else weights[rarest] * _NAME_DISCOUNT
        for term in others:
            spans = terms[term]
            if len(spans) == 1:
                start, end = spans[0]
            else:
                start, end = _nearest_span(spans, home, conjuncts)
            run = range(start, end)
            if named and named.issuperset(run):
                weight += weights[term] * _NAME_DISCOUNT
            else:
                weight += weights[term]
                fresh = True
            places.update(run)
            if start < low:
                low = start
            if end > high:
                high = end
        if not fresh:
            return None
        if conjuncts[low] != conjuncts[high - 1]:
            if _asks_between(scan, low, high):
                return None
            weight *= _ACROSS_BREAK if len(signal.terms) == 2 else _LIST_ACROSS_BREAK
        if high - low > _FAR_WORDS:
            weight *= _FAR_APART
        if signal.service is not None:
            if signal.service in services:
                weight += _OWN_WORDS_BONUS
            else:
                weight *= _UNNAMED_SERVICE
        elif signal.responsibility in rulings:
            weight += _OWN_RULING_BONUS
        words = [scan.words[i] for i in sorted(places)]
        return Duty(
            signal,
            low,
            high,
            frozenset(places),
            weight,
            tuple(words),
            conjuncts[home],
            conjuncts[low] == conjuncts[high - 1],
        )

    def _chosen(self, scan: Scan, matched: list[Duty]) -> tuple[list[Duty], list[Candidate]]:
        chosen: list[Duty] = []
        rejected: list[Candidate] = []
        asked = any(duty.start < scan.option for duty in matched)
        for duty in matched:
            if asked and duty.start > scan.option:
                reason = "it stands in an alternative that the asker offers"
            elif not duty.whole and self._complete_without(scan, duty, matched):
                reason = "its words belong to others"
            else:
                reason = self._lost(scan, duty, chosen) if chosen else None
            if reason is None:
                chosen.append(duty)
            elif reason:
                rejected.append(Candidate(duty.responsibility, duty.words, False, reason))
        if len(chosen) > 1:
            first: dict[tuple[str, int], Duty] = {}
            for duty in sorted(chosen, key=lambda d: (d.start, d.end)):
                first.setdefault((duty.responsibility, duty.conjunct), duty)
            chosen = [*first.values()]
        if scan.acts:
            chosen = [d._replace(act=_act(scan, d)) for d in chosen]
        return chosen, rejected

    def _lost(self, scan: Scan, duty: Duty, chosen: list[Duty]) -> str | None:
        """Why a duty is not what is asked about beside those chosen before it.

        Empty when it is one of them once more, ``None`` when it is a further one.
        """
        responsibility = duty.responsibility
        for other in chosen:
            if other.responsibility == responsibility and other.places & duty.places:
                return ""
        for other in chosen:
            if self._clashes(scan, other, duty):
                return f"the words for {other.responsibility} say more"
        if duty.signal.terms <= self._lexicon.weak_terms:
            here = not duty.whole or any(c.conjunct == duty.conjunct for c in chosen)
            if here or (len(duty.places) == 1 and not _is_all_of_an_item(scan, duty)):
                return f"too weak beside {chosen[0].responsibility}"
        members = self._knowledge.responsibilities[responsibility].members
        if any(other.responsibility in members for other in chosen):
            return "the family of one already found"
        return None

    def _complete_without(self, scan: Scan, duty: Duty, matched: list[Duty]) -> bool:
        """Whether each of the conjuncts it takes words from says something by itself with them.

        "Security groups, application code" is not about the security of code. Three words that a
        service's own ruling has are no accident ("who monitors pods and nodes").
        """
        if duty.signal.service is not None and len(duty.signal.terms) > 2:
            return False
        conjuncts = scan.conjuncts
        said = {
            other.conjunct
            for other in matched
            if other.whole
            and other.places & duty.places
            and not self._knowledge.responsibilities[other.responsibility].members
            and (len(other.places) > 1 or not other.signal.terms <= self._lexicon.weak_terms)
        }
        return said.issuperset(conjuncts[place] for place in duty.places)

    def _clashes(self, scan: Scan, chosen: Duty, duty: Duty) -> bool:
        shared = chosen.places & duty.places
        own, other = duty.places - shared, chosen.places - shared
        if not own or not other:
            return True
        conjuncts = scan.conjuncts
        return not {conjuncts[i] for i in own}.isdisjoint(conjuncts[i] for i in other)

    def _apply_layers(self, slots: Slots) -> None:
        """Lets the layer word decide: a duty done on every layer becomes that layer's own.

        Below the host operating system nothing is the customer's, so there the layer decides
        every duty whose own words do not name it.
        """
        scan = slots.scan
        responsibilities = self._knowledge.responsibilities
        for layer, place in scan.layers:
            entry = self._layers[layer]
            slots.layer_profile = slots.layer_profile or entry.profile
            if entry.keeper is None:
                continue
            for i, duty in enumerate(slots.duties):
                if scan.conjuncts[place] != duty.conjunct:
                    continue
                own = responsibilities[duty.responsibility].layer
                above = layer in _BELOW_THE_LINE and own not in _BELOW_THE_LINE
                if own is Layer.ANY or (above and place not in duty.places):
                    signal = replace(duty.signal, responsibility=entry.keeper)
                    slots.duties[i] = duty._replace(signal=signal)
            if not slots.duties:
                signal = Signal(frozenset(), (), entry.keeper, None, None, 0.0)
                slots.duties.append(_single(scan, signal, place))


def _single(scan: Scan, signal: Signal, place: int) -> Duty:
    """A duty that one word speaks for."""
    words = (scan.words[place],)
    conjunct = scan.conjuncts[place]
    return Duty(signal, place, place + 1, frozenset({place}), 1.0, words, conjunct, True)


_BELOW_THE_LINE = (
    Layer.FACILITIES,
    Layer.HARDWARE,
    Layer.NETWORK_INFRASTRUCTURE,
    Layer.VIRTUALIZATION,
    Layer.HOST_OS,
)


def _one_each(spans: list[tuple[int, int]], conjuncts: list[int]) -> list[tuple[int, int]]:
    """The first span of each conjunct."""
    return [*{conjuncts[start]: (start, end) for start, end in reversed(spans)}.values()][::-1]


def _nearest_span(
    spans: list[tuple[int, int]], anchor: int, conjuncts: list[int]
) -> tuple[int, int]:
    """The one nearest to ``anchor``, in its own conjunct if any is."""
    conjunct = conjuncts[anchor]
    return min(spans, key=lambda span: (conjuncts[span[0]] != conjunct, abs(span[0] - anchor)))


def _is_all_of_an_item(scan: Scan, duty: Duty) -> bool:
    """Whether a duty is all that one of three conjuncts or one side of a comparison says."""
    if (scan.conjuncts[-1] < 2 and not scan.has("compare")) or "or" in scan.words:
        return False
    return all(
        i in duty.places or i in scan.structural
        for i, conjunct in enumerate(scan.conjuncts)
        if conjunct == duty.conjunct
    )


def _heaviest_first(duty: Duty) -> tuple[float, int, str, tuple[str, ...]]:
    return -duty.weight, duty.start, duty.signal.responsibility, duty.signal.ordered


def _asks_between(scan: Scan, low: int, high: int) -> bool:
    """Whether a further "who" stands inside a stretch: what is behind it is another question."""
    asking = scan.marks.get("asking", ())
    return len(asking) > 1 and any(low < start < high for start, _ in asking)


def _is_means(scan: Scan, subject: Subject, duties: list[Duty]) -> bool:
    words = scan.words
    before = words[max(0, subject.start - 1) : subject.start]
    if before and (before[0] in _MEANS or (before[0] in _DESTINATION and subject.start > 2)):
        return True
    if words[subject.end : subject.end + 1] == ["or"] and (
        words[subject.end + 1 : subject.end + 2] in _PARTIES
    ):
        return True
    place = set(range(subject.start, subject.end))
    return any(
        place <= duty.places and duty.signal.service not in (None, subject.target.service)
        for duty in duties
    )


def _coordinated(scan: Scan, first: Subject, second: Subject, duties: list[Duty]) -> bool:
    """Whether two names stand side by side as equals, or each with a duty of its own."""
    if scan.conjuncts[first.start] == scan.conjuncts[second.start]:
        return False
    if side_by_side(scan, first, second):
        return True
    return any(scan.conjuncts[d.start] >= scan.conjuncts[second.start] for d in duties) and any(
        scan.conjuncts[d.start] < scan.conjuncts[second.start] for d in duties
    )


def side_by_side(scan: Scan, first: Subject, second: Subject) -> bool:
    """Whether nothing but "and", a preposition or a variant's words stands between two names."""
    variant_words = {i for span in scan.variant_words for i in range(span.start, span.end)}
    return all(
        scan.words[i] in _JOINERS or i in variant_words for i in range(first.end, second.start)
    )


_JOINERS = frozenset(
    {"a", "an", "and", "behind", "beneath", "for", "from", "in", "nor", "of", "on", "or", "our"}
    | {"plus", "the", "then", "under", "versus", "vs"}
)
_MEANS = frozenset({"with", "using", "via", "through", "by"})
_DESTINATION = frozenset({"to", "into"})
_PARTIES = (["us"], ["we"], ["me"], ["ours"], ["customer"])


def pairs(
    subjects: Sequence[Subject], duties: Sequence[Duty], questions: Sequence[int] = ()
) -> list[Target]:
    """Each duty with the subjects it is asked about, in the order asked.

    Runs of duties and runs of subjects alternate in a sentence; each run belongs to its
    neighbour ("backups for ebs and efs", "rds patching and s3 encryption"), and a run left over
    takes the complement of the pair before it. ``questions`` are the places of "who": each later
    one begins anew.
    """
    if not duties:
        return [s.target for s in subjects]
    if not subjects:
        return [Target(responsibility=d.responsibility, act=d.act) for d in duties]
    if len(subjects) == len(duties) == 1:
        return [_pair(subjects[0], duties[0], subjects)]
    runs: list[tuple[list[Subject], list[Duty]]] = []
    open_kind: type | None = None
    last = -1
    for entry in sorted((*subjects, *duties), key=lambda e: (e.start, e.end)):
        kind = type(entry)
        asked_anew = any(last < place < entry.start for place in questions)
        if kind is not open_kind or asked_anew:
            if not runs or (runs[-1][0] and runs[-1][1]):
                runs.append(([], []))
            open_kind = kind
        last = entry.start
        if isinstance(entry, Subject):
            runs[-1][0].append(entry)
        else:
            runs[-1][1].append(entry)
    found: list[Target] = []
    for i, (some_subjects, some_duties) in enumerate(runs):
        whose = some_subjects or runs[i - 1][0]
        what = some_duties or runs[i - 1][1]
        for subject in whose:
            for duty in what:
                target = _pair(subject, duty, subjects)
                if target not in found:
                    found.append(target)
    return found


def _pair(subject: Subject, duty: Duty, subjects: Sequence[Subject]) -> Target:
    """The duty on the subject, or on the one variant whose ruling has the duty's own words."""
    target = subject.target
    signal = duty.signal
    variant = target.variant
    own = signal.variant is not None and target.service == signal.service
    if own and not any(s.target.variant for s in subjects):
        variant = signal.variant
    return target._replace(variant=variant, responsibility=signal.responsibility, act=duty.act)


_STANDING = (Kind.VARIANT, Kind.SERVICE, Kind.SOFTWARE, Kind.COMMON_SERVICE, Kind.PROFILE)
"""Of several things that one phrase names, which is meant."""


def _standing(name: Name) -> int:
    return _STANDING.index(name.kind)


def _subject(scan: Scan, name: Name, span: NameSpan) -> Subject:
    start, end, _ = span
    slug = name.slug
    match name.kind:
        case Kind.SERVICE:
            return Subject(Target(service=slug), start, end)
        case Kind.VARIANT | Kind.VARIANT_WORD:
            return Subject(Target(service=slug.partition("/")[0], variant=slug), start, end)
        case Kind.SOFTWARE:
            return Subject(Target(software=slug), start, end)
        case Kind.COMMON_SERVICE:
            sure = _after_aws(scan, start)
            return Subject(Target(service=slug), start, end, common=not sure)
        case Kind.PROFILE:
            return Subject(Target(profile=slug), start, end)


_BEFORE_AWS_VERB = frozenset({"does", "do", "did", "will", "is", "can", "should", "would", "has"})


def _after_aws(scan: Scan, start: int) -> bool:
    if start == 0 or scan.words[start - 1] not in ("aws", "amazon"):
        return False
    return start < 2 or scan.words[start - 2] not in _BEFORE_AWS_VERB


def _excluded(scan: Scan) -> set[int]:
    """Starts of names that the asker sets aside ("not asking about rds", "only s3")."""
    excluded: set[int] = set()
    for _, end in scan.marks.get("exclude", ()):
        listed = False
        for span in scan.names:
            if span.start < end:
                continue
            if not (listed or span.start <= end + 2) or not _listed(scan, end, span.start):
                break
            excluded.add(span.start)
            listed = True
    for _, end in scan.marks.get("only", ()):
        wanted = {span.start for span in scan.names if end <= span.start <= end + 2}
        if wanted:
            excluded |= {span.start for span in scan.names if span.start < min(wanted)}
            excluded -= wanted
    return excluded


def _listed(scan: Scan, end: int, start: int) -> bool:
    between = scan.words[end:start]
    names = {i for span in scan.names for i in range(span.start, span.end)}
    return all(
        end + k in names or word in ("and", "or", "the", "our", "a", "any")
        for k, word in enumerate(between)
    )


_ASKS_BEFORE = frozenset(
    {
        "who",
        "whose",
        "which",
        "we",
        "i",
        "us",
        "aws",
        "amazon",
        "to",
        "should",
        "must",
        "does",
        "do",
        "will",
        "can",
        "ll",
        "customer",
        "they",
        "you",
    }
)


def is_asked(scan: Scan, place: int) -> bool:
    """Whether a verb stands where a question, a party or a duty puts it, and tells no story.

    "Who enables it", "do we enable it", "responsible for enabling it", "selection of"; but neither
    "we enabled it" nor "execution logs".
    """
    verb = scan.words[place]
    before = scan.words[max(0, place - 2) : place]
    if verb.endswith("ed"):
        return False
    if verb.endswith("ion"):
        return scan.words[place + 1 : place + 2] == ["of"]
    if verb.endswith("ing") and before[-1:] in (["for"], ["of"], ["with"]):
        return True
    return place == 0 or any(word in _ASKS_BEFORE for word in before)


_SETTINGS = "service-configuration"


def _act(scan: Scan, duty: Duty) -> Act | None:
    near: Iterable[tuple[int, Act]] = (
        (abs(place - duty.start), act)
        for act, place in scan.acts
        if is_asked(scan, place) and scan.same_conjunct((place, place + 1), (duty.start, duty.end))
    )
    return min(near, default=(0, None), key=lambda found: found[0])[1]
