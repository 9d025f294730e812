"""Which duties a scanned segment speaks of: sets of words that are all there, weighed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.model import Act, Candidate, Knowledge, Layer, Owner
from bot.understanding.lexicon import Lexicon, Signal
from bot.understanding.scan import Scan
from bot.understanding.text import COMMA

_NAME_DISCOUNT = 0.15
"""What a word counts that is part of a service's name: "backup" in AWS Backup."""
_BORROWED = 0.75
"""For words that tell little but for the name they stand beside: "Batch service"."""
_LEAST_SHARE = 0.3
"""Of the weight of a set of words, what must be there for a duty to be near."""
_OWN_WORDS_BONUS = 0.8
"""For words that a ruling of the named service has."""
_OWN_RULING_BONUS = 0.3
"""For general words of a duty on which the named service rules."""
_VERB_BONUS = 3.0
"""For what "who" does where all else is single words: "who patches the shards"."""
_UNNAMED_SERVICE = 0.85
"""For the words of a service that nobody named."""
_ACROSS_BREAK = 0.25
_LIST_ACROSS_BREAK = 0.85
"""For two words from different conjuncts, and for three or more, which are no accident."""
_FAR_APART = 0.8
_FAR_WORDS = 9
"""For words so many places apart, or more."""
_LONGEST_ACT = 3
"""Words, as in "switches those on", which say nothing of which duty it is."""


_Key = tuple[str, frozenset[str], int]


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


class Matcher:
    """Finds duties with one lexicon."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        # What all services stand on: a broad word ("network") beside a service means its own.
        self._beneath = frozenset(
            duty.slug
            for duty in knowledge.responsibilities.values()
            if duty.layer is Layer.PLATFORM and not duty.members
        )
        self._ruled = {
            service.slug: frozenset(service.rulings).union(
                *(variant.rulings for variant in service.variants.values())
            )
            for service in knowledge.services.values()
        }

    def match(
        self, scan: Scan, named: set[int], services: list[str], *, unnamed: bool
    ) -> list[Duty]:
        """Every duty of which the segment has all the words, the heaviest first.

        ``named`` are the places of names, which say little of a duty. The own words of ``services``
        count; where nothing is named, so do those that only one service has.
        """
        lexicon = self._lexicon
        indexes = [lexicon.general]
        indexes += [
            lexicon.by_service[slug]
            for slug in dict.fromkeys(services)
            if slug in lexicon.by_service
        ]
        ruled = [self._ruled[slug] for slug in services]
        rulings = ruled[0] if len(ruled) == 1 else frozenset[str]().union(*ruled)
        if unnamed:
            indexes.append(lexicon.unique)
        terms = scan.terms
        found: dict[_Key, Duty] = {}
        for signal in (each for index in indexes for each in index.within(terms)):
            spans = terms[signal.ordered[0]]
            for anchor in spans if len(spans) == 1 else _one_each(spans, scan.conjuncts, named):
                duty = self._duty(scan, signal, anchor, named, services, rulings)
                if duty is not None:
                    key = (signal.responsibility, signal.terms, duty.conjunct)
                    rival = found.get(key)
                    if rival is None or rival.weight < duty.weight:
                        found[key] = duty
        if len(found) < 2:
            return [*found.values()]
        verb = self._asked_verb(scan, found)
        if verb is not None:
            found[verb] = found[verb]._replace(weight=found[verb].weight + _VERB_BONUS)
        return sorted(found.values(), key=_heaviest_first)

    def _asked_verb(self, scan: Scan, found: dict[_Key, Duty]) -> _Key | None:
        """The family of duties that "who" does, where all else is single words for others."""
        ends = {end for _, end in scan.marks.get("asking", ())}
        for key, duty in found.items():
            family = self._knowledge.responsibilities[duty.responsibility].members
            if duty.start in ends and family:
                alone = all(
                    len(other.signal.terms) == 1 and other.responsibility not in family
                    for other in found.values()
                )
                return key if alone else None
        return None

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
        weak = self._lexicon.weak_terms
        telling = fresh and rarest not in weak
        borrows = not fresh
        for term in others:
            spans = terms[term]
            if len(spans) == 1:
                start, end = spans[0]
            else:
                start, end = _nearest_span(spans, home, conjuncts)
            run = range(start, end)
            if named and named.issuperset(run):
                weight += weights[term] * _NAME_DISCOUNT
                borrows = True
            else:
                weight += weights[term]
                fresh = True
                telling = telling or term not in weak
            places.update(run)
            if start < low:
                low = start
            if end > high:
                high = end
        if not fresh:
            return None
        if borrows and not telling:
            weight *= _BORROWED
        broad = len(signal.terms) == 1 and signal.service is None and not telling
        if broad and (services or named) and signal.responsibility in self._beneath - rulings:
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

    def choose(
        self, scan: Scan, matched: list[Duty], named: set[int]
    ) -> tuple[list[Duty], list[Candidate]]:
        """The duties that are asked about, in their order, and those that lost to them.

        ``named`` are the places of names.
        """
        chosen: list[Duty] = []
        rejected: list[Candidate] = []
        asked = any(duty.start < scan.option for duty in matched)
        several = len(matched) > 1
        contrasts = several and "not" in scan.words
        place = _where(scan, matched) if several and "where" in scan.words else None
        purpose = _purpose(scan, matched) if several and "to" in scan.words else None
        predicates = _predicates(scan, matched) if several else []
        apart = set_aside(scan) if several or scan.has("overview") else frozenset[int]()
        causes = _causes(scan, named)
        condition = _condition(scan, matched) if several else frozenset[int]()
        for duty in matched:
            if asked and duty.start > scan.option:
                reason = "it stands in an alternative that the asker offers"
            elif (contrasts and _is_set_aside(scan, duty)) or not apart.isdisjoint(duty.places):
                reason = "the asker sets it aside"
            elif not causes.isdisjoint(duty.places):
                reason = "it only tells why"
            elif duty.places.issubset(condition):
                reason = "it only tells when"
            elif place is not None and duty.start > place:
                reason = "it only tells where"
            elif purpose is not None and duty.end > purpose:
                reason = "it only tells what for"
            elif any(duty.end <= start and len(duty.signal.terms) == 1 for start in predicates):
                reason = "it is what the question is about"
            elif not duty.whole and self._complete_without(scan, duty, matched, named):
                reason = "its words belong to others"
            else:
                reason = self._lost(scan, duty, chosen, named) if chosen else None
            if reason is None:
                chosen.append(duty)
            elif reason:
                rejected.append(Candidate(duty.responsibility, duty.words, False, reason))
        if len(chosen) > 1:
            first: dict[tuple[str, Owner | None, int], Duty] = {}
            for duty in sorted(chosen, key=lambda d: (d.start, d.end)):
                first.setdefault((duty.responsibility, duty.signal.side, duty.conjunct), duty)
            chosen = [duty for duty in first.values() if not _is_told_apart(duty, first.values())]
            chosen = _topic(scan, chosen, named) or chosen
        sided = [duty for duty in matched if duty.signal.side]
        if sided:
            alone = len({duty.responsibility for duty in chosen}) == 1
            chosen = [_on_its_side(scan, duty, sided, alone=alone) for duty in chosen]
        if scan.acts and not _offers_it_done(scan):
            chosen = [d._replace(act=_act(scan, d)) for d in chosen]
        return chosen, rejected

    def _lost(self, scan: Scan, duty: Duty, chosen: list[Duty], named: set[int]) -> str | None:
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
            if here or (
                len(duty.places) == 1 and not _is_all_of_an_item(scan, duty, chosen, named)
            ):
                return f"too weak beside {chosen[0].responsibility}"
        members = self._knowledge.responsibilities[responsibility].members
        if any(
            other.responsibility in members
            and (
                abs(other.conjunct - duty.conjunct) < 2
                or not scan.fills(duty.places, duty.conjunct)
            )
            for other in chosen
        ):
            return "the family of one already found"
        return None

    def _complete_without(
        self, scan: Scan, duty: Duty, matched: list[Duty], named: set[int]
    ) -> bool:
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
        idle = scan.structural | named
        return bool(said) and said.issuperset(
            conjuncts[place] for place in duty.places if place not in idle
        )

    def _clashes(self, scan: Scan, chosen: Duty, duty: Duty) -> bool:
        shared = chosen.places & duty.places
        own, other = duty.places - shared, chosen.places - shared
        if not own or not other:
            return True
        conjuncts = scan.conjuncts
        if not chosen.whole:
            for _, place in scan.acts:
                if conjuncts[place] != chosen.conjunct:
                    other = other.difference(range(place, place + _LONGEST_ACT))
        return not {conjuncts[i] for i in own}.isdisjoint(conjuncts[i] for i in other)

    def nearest(self, scan: Scan, left: set[int], services: Sequence[str]) -> list[Candidate]:
        """The duties of which the words at ``left`` are some and not all, the nearest first.

        How near is the share that the words have in the weight of the set.
        """
        lexicon = self._lexicon
        words = scan.words
        present = {
            term: " ".join(words[start:end])
            for term, spans in scan.terms.items()
            for start, end in spans[:1]
            if start in left
        }
        own = [lexicon.by_service[slug] for slug in services if slug in lexicon.by_service]
        near: dict[str, tuple[float, tuple[str, ...]]] = {}
        for signal in (
            each for index in (lexicon.general, *own) for each in index.touching(present)
        ):
            shared = [term for term in signal.ordered if term in present]
            share = sum(lexicon.weights[term] for term in shared) / signal.weight
            if share > near.get(signal.responsibility, (_LEAST_SHARE, ()))[0]:
                near[signal.responsibility] = share, tuple(present[term] for term in shared)
        return [
            Candidate(responsibility, words, False, "only some of its words are there")
            for responsibility, (_, words) in sorted(near.items(), key=lambda n: (-n[1][0], n[0]))
        ]


def _topic(scan: Scan, chosen: list[Duty], named: set[int]) -> list[Duty]:
    """The duty that is all a last clause says, behind a comma and a story: "TGW fails, redundancy".

    Of "backups, encryption" each is an item of a list, and so is each of three clauses.
    """
    conjuncts = scan.conjuncts
    last = conjuncts[-1]
    start = conjuncts.index(last)
    breaks = scan.segment.breaks
    if breaks[start] != COMMA or breaks.count(COMMA) > 1 or "it" in scan.words[start:]:
        return []
    if scan.has("asking", "compare"):
        return []
    said = set[int]().union(named, scan.structural, *(duty.places for duty in chosen))
    verbs = {i for name in ("does_it", "past") for i, _ in scan.marks.get(name, ())}
    told = any(
        i in verbs or scan.words[i] in _TELLING or scan.words[i].endswith(("ed", "ing"))
        for i in range(start)
    ) and not said.issuperset(range(start))
    final = [duty for duty in chosen if duty.start >= start]
    return final if len(final) == 1 and scan.fills(said, last) and told else []


_TELLING = frozenset({"are", "dies", "fails", "goes", "has", "is", "lost", "runs", "was", "were"})
"""Verbs that make a story of a clause; "our SPF record, bounce handling" is a list."""


def _on_its_side(scan: Scan, duty: Duty, sided: Iterable[Duty], *, alone: bool) -> Duty:
    """The duty with the one side that other words beside it mean: "training data, custom model".

    Where it is asked about ``alone``, another clause may tell: "our domain expired, renewal was off".
    """
    if duty.signal.side:
        return duty
    beside = {
        other.signal.side: other.signal
        for other in sided
        if other.responsibility == duty.responsibility
        and (
            other.conjunct == duty.conjunct
            or (
                alone
                and COMMA in scan.segment.breaks[duty.start : other.end]
                and not _asks_between(scan, duty.start, other.end)
            )
        )
    }
    return duty._replace(signal=next(iter(beside.values()))) if len(beside) == 1 else duty


def _is_told_apart(duty: Duty, chosen: Iterable[Duty]) -> bool:
    """Whether another duty says the same and which half of it: "the license, license included"."""
    return duty.signal.side is None and any(
        other.signal.side is not None
        and other.responsibility == duty.responsibility
        and duty.signal.terms < other.signal.terms
        for other in chosen
    )


def single(scan: Scan, signal: Signal, place: int) -> Duty:
    """A duty that one word speaks for."""
    words = (scan.words[place],)
    conjunct = scan.conjuncts[place]
    return Duty(signal, place, place + 1, frozenset({place}), 1.0, words, conjunct, True)


def _one_each(
    spans: list[tuple[int, int]], conjuncts: list[int], named: set[int]
) -> list[tuple[int, int]]:
    """The first span of each conjunct, names aside where there are others."""
    told = [span for span in spans if span[0] not in named] if named else spans
    first = {conjuncts[start]: (start, end) for start, end in reversed(told or spans)}
    return [*first.values()][::-1]


def _nearest_span(
    spans: list[tuple[int, int]], anchor: int, conjuncts: list[int]
) -> tuple[int, int]:
    """The one nearest to ``anchor``, in its own conjunct if any is."""
    conjunct = conjuncts[anchor]
    return min(spans, key=lambda span: (conjuncts[span[0]] != conjunct, abs(span[0] - anchor)))


def _is_all_of_an_item(scan: Scan, duty: Duty, chosen: Iterable[Duty], named: set[int]) -> bool:
    """Whether a duty is all that one part says.

    One of three conjuncts, one side of a comparison, or beside a name of its own one of those that
    each have a name and a duty.
    """
    conjuncts = scan.conjuncts
    with_names = {conjuncts[place] for place in named}
    each_named = len(with_names) > 1 and with_names == {
        duty.conjunct,
        *(other.conjunct for other in chosen),
    }
    if not (conjuncts[-1] > 1 or each_named or scan.has("compare")) or "or" in scan.words:
        return False
    return scan.fills(duty.places | named if each_named else duty.places, duty.conjunct)


def _is_set_aside(scan: Scan, duty: Duty) -> bool:
    """Whether "not the" or "not our" stands before a word of it: "the host, not the guest"."""
    words = scan.words
    return any(words[place - 2 : place] in _SET_ASIDE for place in duty.places if place > 2)


def set_aside(scan: Scan) -> frozenset[int]:
    """The words behind "apart from", or a "not the" that comes first, up to a comma or what is asked.

    None where nothing else is said.
    """
    first = _clause(scan, 0) if scan.words[:2] in _SET_ASIDE else range(0)
    if scan.structural.issuperset(set(range(len(scan.words))).difference(first)):
        first = range(0)
    ends = [end for _, end in scan.marks.get("exception", ())]
    return frozenset((*first, *(i for end in ends for i in _clause(scan, end))))


def _causes(scan: Scan, named: set[int]) -> frozenset[int]:
    """The words that only tell why: "since it is our script", "given that snapshots are automated".

    None where beside them and what is ``named`` nothing is said.
    """
    words = scan.words
    if _BECAUSE.isdisjoint(words):
        return frozenset()
    found = frozenset(
        k
        for i, word in enumerate(words[:-1])
        if word in _BECAUSE and words[i + 1] in _WHAT_CAUSES
        for k in (i, *_clause(scan, i + 1))
    )
    verbs = {start for start, _ in scan.marks.get("duty_verbs", ())}
    more = (set(range(len(words))) - scan.structural - named) | verbs
    return found if more - found else frozenset()


def _condition(scan: Scan, matched: Iterable[Duty]) -> frozenset[int]:
    """The words of a first clause on what the asker does, and of one that "even" begins.

    "If we choose no key, who encrypts it", "who patches it even if we opted out". None where what
    is asked beside them is no duty of its own: "if we are hacked, who tells whom".
    """
    begun = [0] if scan.words[:2] in ON_CONDITION else []
    begun += [i for i, pair in enumerate(pairwise(scan.words)) if pair in _EVEN]
    clauses = frozenset(i for start in begun for i in _clause(scan, start))
    asked = any(duty.places.isdisjoint(clauses) for duty in matched)
    return clauses if asked else frozenset()


_EVEN = frozenset({("even", "if"), ("even", "though"), ("even", "when")})
ON_CONDITION = (["if", "i"], ["if", "we"])
"""How a clause begins that tells what the asker does."""


def _clause(scan: Scan, start: int) -> range:
    """The words from ``start`` on, up to a comma, an alternative or a question."""
    words, breaks = scan.words, scan.segment.breaks
    end = start + 1
    while end < len(words) and breaks[end] < COMMA and words[end] not in _ENDS_CLAUSE:
        end += 1
    return range(start, end)


_BECAUSE = frozenset({"because", "given", "since"})
_WHAT_CAUSES = frozenset(
    {"a", "all", "amazon", "aws", "it", "its", "my", "our", "that", "the", "there", "they", "this"}
    | {"we", "weve", "were", "you", "your"}
)
"""What a clause begins with; "since when", "given to" and "because of an outage" begin none."""
_ENDS_CLAUSE = frozenset({"or", "what", "whats", "which", "who", "whos", "whose"})


def _where(scan: Scan, matched: list[Duty]) -> int | None:
    """Where a clause begins that only tells the place: "fire alarms where Glacier keeps archives".

    Not behind "decide" or "and", and not where nothing else says a duty.
    """
    place = scan.words.index("where")
    before, after = scan.words[place - 1 : place], scan.words[place + 1 : place + 2]
    idle = any(start == place - 1 for _, start in scan.acts) or before in _BEFORE_WHERE
    idle = idle or after in _AFTER_WHERE
    told = any(duty.end <= place for duty in matched)
    return place if told and not idle else None


def _purpose(scan: Scan, matched: list[Duty]) -> int | None:
    """Where a clause begins that only tells what for: "replicating it to prevent data loss".

    Not behind "has" or "responsible", and not where nothing else says a duty.
    """
    words = scan.words
    for place in range(2, len(words) - 1):
        if words[place] == "to" and words[place + 1] in _PREVENTS:
            told = any(duty.end <= place for duty in matched)
            return place if told and words[place - 1] not in _OBLIGED else None
    return None


_PREVENTS = frozenset({"avoid", "prevent"})
_OBLIGED = frozenset({"has", "have", "need", "needs", "responsible", "supposed"})
_BEFORE_WHERE = (["and"], ["know"], ["of"], ["on"], ["or"], ["over"])
_AFTER_WHERE = (["i"], ["it"], ["that"], ["they"], ["this"], ["to"], ["we"])


def _predicates(scan: Scan, matched: list[Duty]) -> list[int]:
    """Where a question says of a thing what is done with it: "our traces, encrypted at rest?"."""
    if not (scan.segment.asks or scan.has("asking")):
        return []
    return [
        duty.start
        for duty in matched
        if duty.start > 0
        and scan.words[duty.start].endswith("ed")
        and scan.conjuncts[duty.start - 1] < scan.conjuncts[duty.start]
        and scan.fills(duty.places, duty.conjunct)
    ]


_SET_ASIDE = (["not", "my"], ["not", "our"], ["not", "the"])


def _heaviest_first(duty: Duty) -> tuple[float, int, str, tuple[str, ...]]:
    return -duty.weight, duty.start, duty.signal.responsibility, duty.signal.ordered


def _asks_between(scan: Scan, low: int, high: int) -> bool:
    """Whether a further "who" stands inside a stretch: what is behind it is another question."""
    asking = scan.marks.get("asking", ())
    return len(asking) > 1 and any(low < start < high for start, _ in asking)


def is_asked(scan: Scan, place: int) -> bool:
    """Whether a verb stands where a question, a party or a duty puts it, and tells no story.

    "Who enables it", "do we enable it", "responsible for enabling it", "is enabling it on us", "who
    should have enabled it", "who is it that enables it", "selection of", "whose decision", "switched
    on by whom", "by whom is it announced"; but neither "we enabled it" nor "execution logs".
    """
    verb = scan.words[place]
    before = scan.words[max(0, place - 2) : place]
    if before == ["should", "have"]:
        return True
    if scan.words[place + 1 :] in _BY or scan.words[place + 2 :] in _BY:
        return True
    if scan.words[:2] == ["by", "whom"] and place == len(scan.words) - 1:
        return True
    placed = scan.words[place + 1 : place + 2] in (["in"], ["on"])
    if verb.endswith(("ed", "en")) or (
        placed and (verb == "running" or _is_where_it_runs(scan, place))
    ):
        return False
    if verb.endswith("ion"):
        return before[-1:] == ["whose"] or scan.words[place + 1 : place + 2] == ["of"]
    if verb.endswith("ing") and (
        _begins(scan, place) or before[-1:] in (["for"], ["of"], ["with"])
    ):
        return True
    if scan.words[max(0, place - 3) : place] == ["is", "it", "that"]:
        return True
    return place == 0 or any(word in _ASKS_BEFORE for word in before)


def _begins(scan: Scan, place: int) -> bool:
    """Whether it begins a clause, or stands behind an "is" that does: "is choosing it our job"."""
    words = scan.words
    behind = words[place - 1] == "is" and (place == 1 or words[place - 2] == "whom")
    return behind or scan.segment.breaks[place] >= COMMA


def _is_where_it_runs(scan: Scan, place: int) -> bool:
    """Whether "we run" only tells where something is: "the agent VM we run on VMware"."""
    words = scan.words
    asked = not _DO.isdisjoint(words[max(0, place - 2) : place - 1])
    return words[place - 1 : place + 1] == ["we", "run"] and not asked


_BY = (["by"], ["by", "who"], ["by", "whom"])
_DO = frozenset({"can", "do", "must", "should"})


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
        "side",
        "you",
    }
)


def _offers_it_done(scan: Scan) -> bool:
    """Whether the verb is only one way: "do we schedule patching or does AWS do that".

    In "do we or does AWS schedule it" both have the same.
    """
    offered = scan.words[scan.option + 1 : scan.option + 2] in (["do"], ["does"], ["is"], ["will"])
    return offered and any(place < scan.option for _, place in scan.acts)


def _act(scan: Scan, duty: Duty) -> Act | None:
    """What is asked of it: the verb behind "who", else the nearest ("who decides that we run it")."""
    asked = {end for _, end in scan.marks.get("asking", ())}
    near: Iterable[tuple[bool, int, Act]] = (
        (place not in asked, abs(place - duty.start), act)
        for act, place in scan.acts
        if is_asked(scan, place)
        and (
            scan.same_conjunct((place, place + 1), (duty.start, duty.end))
            or scan.fills((place,), scan.conjuncts[place])
        )
    )
    return min(near, default=(False, 0, None), key=lambda found: found[:2])[2]
