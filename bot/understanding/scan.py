"""One segment looked up in every table of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.model import Act, Correction, Layer
from bot.understanding.lexicon import OFF_TOPIC, Lexicon, Name, NameSpan, Word
from bot.understanding.spelling import COMPLETES, FITS, HELPS, Near
from bot.understanding.text import COMMA, SOFT, SPACE, Segment

Places = dict[str, list[tuple[int, int]]]
_Value = TypeVar("_Value")


@dataclass(slots=True)
class Scan:
    """What the tables say about one segment, before anything is decided."""

    segment: Segment
    words: list[str]
    entries: list[Word]
    """For each word, what the tables hold on it."""
    names: list[NameSpan]
    variant_words: list[NameSpan]
    marks: Places
    """List name -> places of its phrases."""
    terms: Places
    """Term -> places."""
    acts: list[tuple[Act, int]]
    layers: list[tuple[Layer, int]]
    corrections: list[Correction]
    unfamiliar: list[int]
    """Where words stand that are likely names, and nothing that is known."""
    conjuncts: list[int]
    """For each word, how many soft breaks stand before it."""
    option: int
    """Where an alternative that the asker offers begins ("or do we"); the end where none does."""
    structural: set[int]
    """Words without content of their own."""
    off_topic: bool
    """Whether any phrase may mean that the message is off topic."""
    asks: bool
    """Whether it asks who does something or whether somebody does."""
    strong: bool
    """Whether it speaks of responsibility itself."""

    def has(self, *lists: str) -> bool:
        """Whether a phrase of any of these lists stands in the segment."""
        return not self.marks.keys().isdisjoint(lists)

    def same_conjunct(self, a: tuple[int, int], b: tuple[int, int]) -> bool:
        """Whether no soft break lies between two spans."""
        first, second = (a, b) if a <= b else (b, a)
        last = max(first[0], first[1] - 1)
        return self.conjuncts[last] >= self.conjuncts[second[0]]

    def fills(self, places: Collection[int], conjunct: int) -> bool:
        """Whether words at ``places`` are all the content that a conjunct has."""
        return all(
            i in places or i in self.structural
            for i, each in enumerate(self.conjuncts)
            if each == conjunct
        )


def scan(segment: Segment, lexicon: Lexicon) -> Scan:
    """Every name, mark, term, act and layer in ``segment``, misspelt words corrected first."""
    segment, words, entries, corrections, unfamiliar = _corrected(segment, lexicon)
    conjuncts: list[int] = []
    count = -1
    for level in segment.breaks:
        if level >= SOFT:
            count += 1
        conjuncts.append(count)
    marks, structural, off_topic = _marks(words, entries, lexicon)
    stems = [entry.stem for entry in entries]
    acts: list[tuple[Act, int]] = []
    layers: list[tuple[Layer, int]] = []
    variant_words: list[NameSpan] = []
    for i, entry in enumerate(entries):
        if entry.acts and (act := _longest(stems, i, entry.acts, lexicon.acts)):
            acts.append((act[0], i))
        if entry.layers and (layer := _longest(stems, i, entry.layers, lexicon.layers)):
            layers.append((layer[0], i))
        if entry.variants and (found := _longest(words, i, entry.variants, lexicon.variant_words)):
            span = NameSpan(i, found[1], found[0])
            if not (variant_words and _is_within(span, variant_words[-1])):
                variant_words.append(span)
    names = _names(words, entries, segment.breaks, lexicon)
    regions = _regions(words)
    structural.update(i for start, end in regions for i in range(start, end))
    _drop_named(marks, names)
    _mark_against(words, names, marks)
    acts += _parted(stems, entries, lexicon)
    granted = words[-1] in _GRANTED and not segment.asks
    stated = ("duty" in marks or "yes_no" in marks) and not granted
    return Scan(
        segment,
        words,
        entries,
        names,
        variant_words,
        marks,
        _terms(words, entries, stems, marks, regions, lexicon),
        acts,
        layers,
        corrections,
        unfamiliar,
        conjuncts,
        _option(words),
        structural,
        off_topic,
        asks="asking" in marks or stated or (segment.asks and "duty_verbs" in marks),
        strong=stated or _asks_for_a_duty(marks) or ("doubt" in marks and "duty_verbs" in marks),
    )


_GRANTED = frozenset({"tho", "though"})
"""End what is told as known: "the fleet is AWS's, though"."""


def _is_within(span: NameSpan, longer: NameSpan) -> bool:
    """Whether it is part of a longer name on the same services: "instance" in "database instance"."""
    return span.end <= longer.end and _services(span) <= _services(longer)


def _services(span: NameSpan) -> set[str]:
    return {name.slug.partition("/")[0] for name in span.names}


def _drop_named(marks: Places, names: list[NameSpan]) -> None:
    """Drops phrases that are only part of a name: "devops" in DevOps Guru.

    And "is AWS" within "our directory is AWS Managed Microsoft AD", which asks nothing.
    """
    spans = [(name.start, name.end) for name in names if name.end - name.start > 1]
    if not spans:
        return
    for kind, found in [*marks.items()]:
        kept = [
            (start, end)
            for start, end in found
            if not any(
                (kind in OFF_TOPIC and low <= start and end <= high and end - start < high - low)
                or (kind == "yes_no" and 0 < start < low < end < high)
                for low, high in spans
            )
        ]
        if kept:
            marks[kind] = kept
        else:
            del marks[kind]


def _mark_against(words: list[str], names: list[NameSpan], marks: Places) -> None:
    """Marks "against" between two names: "EBS against S3" is compared, "protect S3 against" is not."""
    starts, ends = {name.start for name in names}, {name.end for name in names}
    for place, word in enumerate(words):
        if word == "against" and place in ends and place + 1 in starts:
            marks.setdefault("compare", []).append((place, place + 1))


def _parted(stems: list[str], entries: list[Word], lexicon: Lexicon) -> list[tuple[Act, int]]:
    """Where "switch Security Hub on" stands: the verb of an act, a name, and its particle."""
    return [
        (act, i)
        for particle in _PARTICLES
        if particle in stems
        for i, entry in enumerate(entries)
        if entry.acts
        and particle in stems[i + 2 : i + _LONGEST_PARTED]
        and (act := lexicon.acts.get(f"{stems[i]} {particle}"))
    ]


_PARTICLES = ("on", "out")
_LONGEST_PARTED = 8


def _corrected(
    segment: Segment, lexicon: Lexicon
) -> tuple[Segment, list[str], list[Word], list[Correction], list[int]]:
    corrections: list[Correction] = []
    entries = [lexicon.words[word] for word in segment.words]
    strange = [i for i, entry in enumerate(entries) if not entry.spelt]
    few = len(strange) <= _MOST_STRANGE
    if (strange and few) or any(entry.halves for entry in entries):
        spaced = _spaced(segment, entries, lexicon, corrections)
        if spaced is not segment:
            segment = spaced
            entries = [lexicon.words[word] for word in segment.words]
            strange = [i for i, entry in enumerate(entries) if not entry.spelt]
    words = list(segment.words)
    if not strange:
        return segment, words, entries, corrections, strange
    read: dict[int, Correction] = {}
    if few:
        misspelt = [i for i in strange if not _understood(words, entries, i, lexicon)]
        read = _respelt(words, entries, misspelt, lexicon)
        corrections += read.values()
        if any(entries[i].halves or (i and entries[i - 1].halves) for i in read):
            respelt = replace(segment, words=tuple(words))
            spaced = _spaced(respelt, entries, lexicon, corrections)
            if spaced is not respelt:
                segment, words = spaced, list(spaced.words)
                entries = [lexicon.words[word] for word in words]
                unfamiliar = [i for i, entry in enumerate(entries) if entry.unfamiliar]
                return segment, words, entries, corrections, unfamiliar
    unfamiliar = [i for i in strange if i not in read and entries[i].unfamiliar]
    return segment, words, entries, corrections, unfamiliar


_MOST_STRANGE = 10
"""Words of a segment that are nowhere known; with more it is not misspelt, but not English."""


def _spaced(
    segment: Segment, entries: list[Word], lexicon: Lexicon, corrections: list[Correction]
) -> Segment:
    """The segment with the spaces that are missing in it put in, and those too many left out."""
    words: list[str] = []
    breaks: list[int] = []
    changed = False
    for i, (word, level) in enumerate(zip(segment.words, segment.breaks, strict=True)):
        before = words[-1] if words else ""
        if level == SPACE and before:
            joined = lexicon.halves.get(f"{before} {word}")
            if joined is None and not (entries[i].spelt and entries[i - 1].spelt):
                joined = lexicon.pieces(before, word)
                if joined is not None:
                    corrections.append(Correction(f"{before} {word}", joined))
            if joined is not None:
                words[-1] = joined
                changed = True
                continue
        parts = None if entries[i].spelt else lexicon.parts(word)
        if parts is not None and not lexicon.spelling.near(word):
            corrections.append(Correction(word, " ".join(parts)))
            words += parts
            breaks += (level, SPACE)
            changed = True
            continue
        words.append(word)
        breaks.append(level)
    return replace(segment, words=tuple(words), breaks=tuple(breaks)) if changed else segment


def _understood(words: list[str], entries: list[Word], i: int, lexicon: Lexicon) -> bool:
    """Whether a word needs no correction: "amazonrds", half of a name, a known word's ending."""
    word = words[i]
    stripped = word.removeprefix("amazon") if len(word) > 8 else word
    stripped = stripped.removeprefix("aws") if len(stripped) > 5 else stripped
    if stripped != word and stripped in lexicon.vocabulary:
        words[i] = stripped
        entries[i] = lexicon.words[stripped]
        return True
    if _joined_name(words, i, lexicon):
        return True
    if _inflected(word, lexicon):
        singular = word.removesuffix("s")
        if not entries[i].known and singular in lexicon.vocabulary:
            # The stemmer leaves the endings of abbreviations alone ("vcpus").
            words[i] = singular
            entries[i] = lexicon.words[singular]
        return True
    return False


def _respelt(
    words: list[str], entries: list[Word], misspelt: list[int], lexicon: Lexicon
) -> dict[int, Correction]:
    """Corrects what it can, the words that can only be one first: they help with the others."""
    spelling = lexicon.spelling
    near = {i: found for i in misspelt if (found := spelling.near(words[i]))}
    alone = [i for i, found in near.items() if len({each.meaning for each in found}) == 1]
    others = [i for i in near if i not in alone]
    corrections: dict[int, Correction] = {}
    for i in (*alone, *others, *others):
        if i in corrections:
            continue
        read_as = spelling.best(words[i], near[i]) if i in alone else None
        if read_as is None:
            gains = _gains(words, entries, i, near[i], lexicon)
            read_as = spelling.best(words[i], near[i], gains)
        if read_as is not None:
            corrections[i] = Correction(words[i], read_as)
            words[i] = read_as
            entries[i] = lexicon.words[read_as]
    return corrections


def _terms(
    words: list[str],
    entries: list[Word],
    stems: list[str],
    marks: Places,
    regions: list[tuple[int, int]],
    lexicon: Lexicon,
) -> Places:
    """Every term with its places; a word may carry several, one that only frames a duty none.

    Nor does the "right" that asks for assent: "patch management, right?" is about no rights.
    A Region's code is only a place, unless something goes there ("replication to eu-west-1").
    """
    idle = {
        i
        for name in ("duty", "filler", "self_managed")
        for start, end in marks.get(name, ())
        if end - start > 1
        for i in range(start, end)
    }
    if words[-1] == "right":
        idle.add(len(words) - 1)
    found: Places = {}
    longest = (0, 0)
    for i, entry in enumerate(entries):
        if i not in idle:
            for term in entry.terms:
                found.setdefault(term, []).append((i, i + 1))
        for length in entry.synonyms:
            end = i + length
            if end > len(stems) or idle.issuperset(range(i, end)):
                continue
            if end <= longest[1] and longest[0] < i:
                continue  # "back up" within "get it back up"
            if (term := lexicon.synonym(" ".join(stems[i:end]))) is not None:
                found.setdefault(term, []).append((i, end))
                longest = max(longest, (i, end), key=lambda run: run[1] - run[0])
    for start, end in regions:
        if words[start - 1 : start] in (["into"], ["to"]):
            found.setdefault(_REGION, []).append((start, end))
    if "full" in words:
        for place in _levels(words):
            found.setdefault(lexicon.stem(_FULL), []).append((place, place + 1))
    versions = _versions(words)
    if versions is not None:
        kind, place = versions
        for term in (kind, "version", lexicon.stem("upgrade")):
            found.setdefault(term, []).append((place, place + 1))
    return found


def _regions(words: list[str]) -> list[tuple[int, int]]:
    """Where the code of a Region stands: "eu-west-1"."""
    if _DIRECTIONS.isdisjoint(words):
        return []
    return [
        (i, i + 3)
        for i, word in enumerate(words[1:])
        if word in _DIRECTIONS and words[i] in _AREAS and words[i + 2 : i + 3] in _NUMBERS
    ]


_AREAS = frozenset({"af", "ap", "ca", "cn", "eu", "gov", "il", "me", "mx", "sa", "us"})
_DIRECTIONS = frozenset(
    {"central", "east", "north", "northeast", "northwest", "south", "southeast"}
    | {"southwest", "west"}
)
"""Of codes such as "us-gov-west-1": https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html"""
_NUMBERS = tuple([str(n)] for n in range(1, 8))
_REGION = "region"
"""The term for one."""


def _levels(words: list[str]) -> list[int]:
    """Where "full" follows a number: "95% full"."""
    return [i for i, word in enumerate(words) if word == "full" and words[i - 1].isdigit()]


def _longest(
    items: list[str], i: int, lengths: tuple[int, ...], table: Mapping[str, _Value]
) -> tuple[_Value, int] | None:
    """What the longest phrase that begins at ``i`` stands for in ``table``, and where it ends."""
    for length in lengths:
        found = table.get(items[i] if length == 1 else " ".join(items[i : i + length]))
        if found is not None and i + length <= len(items):
            return found, i + length
    return None


def _versions(words: list[str]) -> tuple[str, int] | None:
    """Which upgrade "15.4 to 15.7" or "6 to 7" is, and where it stands; else ``None``.

    A word may stand on either side of "to" in a step such as "3.0 jobs to Glue 5.0".
    """
    for i in range(1, len(words) - 1):
        if words[i] != "to":
            continue
        old = i - 1 if _is_version(words[i - 1]) else i - 2
        new = i + 1 if _is_version(words[i + 1]) else i + 2
        if (
            old < 0
            or new >= len(words)
            or not (_is_version(words[old]) and _is_version(words[new]))
        ):
            continue
        if "".join(words[new + 1 : new + 2]).rstrip("s") in _UNITS:
            continue
        first = old
        while first and _is_version(words[first - 1]):
            first -= 1
        same = words[first] == words[new]
        if first == old and _LIKELY_VERSION < int(words[new].removeprefix("v")) < _FIRST_YEAR:
            continue
        if new - old == 2:
            return ("minor" if same else "major"), i
        if first < old and not same:
            return "major", i
    return None


def _is_version(word: str) -> bool:
    return word.removeprefix("v").isdigit()


_UNITS = frozenset(
    {"cluster", "core", "cpu", "day", "euro", "gb", "gib", "hour", "instance", "mb", "minute"}
    | {"month", "node", "partition", "percent", "pod", "replica", "second", "shard", "task", "tb"}
    | {"tib", "user", "vcpu", "week", "worker", "year"}
)
"""What is counted, singular: "from 10 to 20 TB" is no upgrade."""
_LIKELY_VERSION = 40
_FIRST_YEAR = 2000
"""Versions of one number are low, or years: "from 10 to 900" is no upgrade."""
_FULL = "storagefull"
"""The term for a store that fills up."""
_FAR = 3
"""Words that the next word with content may stand away."""


def _gains(
    words: list[str], entries: list[Word], i: int, near: list[Near], lexicon: Lexicon
) -> dict[str, float]:
    """What the neighbours of the word at ``i`` tell for each that it may be."""
    gains: dict[str, float] = {}
    for k in _beside(entries, i):
        for each in near:
            if each.meaning is None:
                continue
            pair = (words[k], each.word) if k < i else (each.word, words[k])
            if lexicon.go_together(*pair):
                mark = entries[k].mark
                plain = mark is not None and mark.structural
                gains[each.word] = max(gains.get(each.word, 0.0), HELPS if plain else COMPLETES)
            elif each.word not in gains and lexicon.fit(lexicon.words[each.word], entries[k]):
                gains[each.word] = FITS
    return gains


def _beside(entries: list[Word], i: int) -> list[int]:
    """Where the nearest words with content stand before and after ``i``."""
    found: list[int] = []
    for step in (-1, 1):
        for k in range(i + step, i + step * (_FAR + 1), step):
            if not 0 <= k < len(entries):
                break
            mark = entries[k].mark
            if mark is None or not mark.structural or k == i + step:
                found.append(k)
            if mark is None or not mark.structural:
                break
    return found


def _inflected(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a known one with an ending, so that nothing is misspelt."""
    known = lexicon.spelling.known
    return any(
        word.endswith(ending)
        and (base := word[: -len(ending)]) in known
        and len(base) >= _SHORTEST_BASE
        and base.endswith(after)
        and (ending == "s" or not _doubles(base))
        for ending, after in _ENDINGS
    )


def _doubles(base: str) -> bool:
    """Whether a short verb doubles its last letter before an ending ("running")."""
    return len(base) == _SHORTEST_BASE and base[-2] in "aeiou"


_CONSONANTS = tuple("bcdfghklmnprtvwxyz")
_ENDINGS = (
    ("ing", _CONSONANTS),
    ("ed", _CONSONANTS),
    ("es", ("s", "x", "z", "ch", "sh")),
    ("s", tuple("abcdefghijklmnopqrtuvwy")),
)
"""Endings, and what a word must end with to take them."""
_SHORTEST_BASE = 3


def _joined_name(words: list[str], i: int, lexicon: Lexicon) -> bool:
    """Whether a word is half of a name that is usually written as one ("elasti cache")."""
    before = words[i - 1] + words[i] if i else ""
    after = words[i] + words[i + 1] if i + 1 < len(words) else ""
    return before in lexicon.names or after in lexicon.names


def _names(
    words: list[str], entries: list[Word], breaks: tuple[int, ...], lexicon: Lexicon
) -> list[NameSpan]:
    found: list[NameSpan] = []
    names = lexicon.names
    size = len(words)
    apart = words[:1] == ["compare"]
    end = 0
    for i, entry in enumerate(entries):
        # "self-managed kafka" is not "managed kafka".
        if i < end or (i and words[i - 1] == "self"):
            continue
        best: tuple[Name, ...] | None = None
        for length in entry.names:
            if i + length <= size:
                best = names.get(words[i] if length == 1 else " ".join(words[i : i + length]))
                if best is not None and COMMA not in breaks[i + 1 : i + length]:
                    end = i + length
                    # "compare rds aurora ec2" lists three names, of which two make up a third.
                    if length == 1 or not apart or not names.keys() >= {*words[i:end]}:
                        break
                best = None
        if best is None and i + 1 < size:
            if words[i + 1] in lexicon.instance_endings:
                best = _instance(words, i, lexicon)
            if best is None and entry.joins and breaks[i + 1] == SPACE:
                joined = words[i] + words[i + 1]
                best = names.get(joined) if len(joined) > 5 else None
            end = i + 2
        if best is not None:
            found.append(NameSpan(i, end, best))
        else:
            end = i + 1
    return found


_FAMILY = re.compile(r"[a-z]{1,4}\d[a-z]{0,4}")
_INSTANCE_SERVICES = {"db": "rds", "cache": "elasticache", "ml": "sagemaker-ai"}


def _instance(words: list[str], i: int, lexicon: Lexicon) -> tuple[Name, ...] | None:
    """The service whose instance type "t3.micro" or "db.r6g.large" is, from its prefix."""
    if _FAMILY.fullmatch(words[i]) is None:
        return None
    return lexicon.names.get(_INSTANCE_SERVICES.get(words[i - 1] if i else "", "ec2"))


def _marks(
    words: list[str], entries: list[Word], lexicon: Lexicon
) -> tuple[Places, set[int], bool]:
    found: Places = {}
    structural: set[int] = set()
    off_topic = False
    size = len(words)
    for i, entry in enumerate(entries):
        for length in entry.marks:
            if i + length <= size:
                mark = lexicon.marks.get(" ".join(words[i : i + length]))
                if mark is not None:
                    for name in mark.names:
                        found.setdefault(name, []).append((i, i + length))
                    if mark.structural:
                        structural.update(range(i, i + length))
                    off_topic = off_topic or mark.off_topic
        mark = entry.mark
        if mark is not None:
            if words[i] == "who":
                tells = i > 0 and _is_relative(words, i)
            else:
                tells = words[i] in _VERSUS and _between_parties(words, i)
            if not tells:
                for name in mark.names:
                    found.setdefault(name, []).append((i, i + 1))
            if mark.structural:
                structural.add(i)
            off_topic = off_topic or mark.off_topic
    return found, structural, off_topic


def _between_parties(words: list[str], i: int) -> bool:
    """Whether "us vs aws" sets the parties against each other, and compares no services."""
    return {*words[i - 1 : i], *words[i + 1 : i + 2]} <= _PARTIES and 0 < i < len(words) - 1


_VERSUS = frozenset({"versus", "vs"})


def _is_relative(words: list[str], i: int) -> bool:
    """Whether the "who" at ``i`` tells of people ("users who left") and asks nothing.

    "Our users, who reviews them" has a verb that does not go with several.
    """
    if words[i - 1] in _ONE_PERSON:
        return True
    return words[i - 1] in _PEOPLE and not "".join(words[i + 1 : i + 2]).endswith("s")


_ONE_PERSON = frozenset(
    {"admin", "anybody", "anyone", "attacker", "colleague", "consultant", "contractor", "dev"}
    | {"developer", "employee", "engineer", "everybody", "everyone", "guy", "intern", "person"}
    | {"somebody", "someone", "user", "vendor"}
)
_PEOPLE = frozenset(
    {"admins", "contractors", "customers", "developers", "devs", "employees", "engineers"}
    | {"folks", "guys", "leavers", "people", "staff", "those", "users"}
)


def _option(words: list[str]) -> int:
    """Where "or do we", "or must an admin" or "or we" stands; the length where nothing like it does."""
    if "or" in words:
        for i in range(1, len(words) - 1):
            if words[i] == "or" and (
                words[i + 1] in _PARTIES
                or (
                    words[i + 1] in QUESTION_VERBS and not _PARTIES.isdisjoint(words[i + 2 : i + 4])
                )
            ):
                return i
    return len(words)


QUESTION_VERBS = frozenset(
    {"are", "can", "could", "did", "do", "does", "has", "have", "is", "must", "should", "will"}
)
_PARTIES = frozenset(
    {
        "amazon",
        "an",
        "aws",
        "customer",
        "customers",
        "i",
        "somebody",
        "someone",
        "they",
        "us",
        "we",
        "you",
    }
)


def _asks_for_a_duty(marks: Places) -> bool:
    """Whether a verb of duty follows "who" at once or after one word."""
    asking = marks.get("asking")
    if asking is None or "duty_verbs" not in marks:
        return False
    ends = {end for _, end in asking}
    return any(start in ends or start - 1 in ends for start, _ in marks["duty_verbs"])
