"""One segment looked up in every table of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.model import Act, Correction, Layer
from bot.understanding.lexicon import Lexicon, Name, NameSpan
from bot.understanding.text import COMMA, SOFT, SPACE, Segment


@dataclass(slots=True)
class Scan:
    """What the tables say about one segment, before anything is decided."""

    segment: Segment
    words: list[str]
    names: list[NameSpan]
    variant_words: list[NameSpan]
    marks: dict[str, list[tuple[int, int]]]
    """List name -> places of its phrases."""
    terms: dict[str, list[tuple[int, int]]]
    """Term -> places."""
    acts: list[tuple[Act, int]]
    layers: list[tuple[Layer, int]]
    corrections: list[Correction]
    conjuncts: list[int]
    """For each word, how many soft breaks stand before it."""
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


def scan(segment: Segment, lexicon: Lexicon) -> Scan:
    """Every name, mark, term, act and layer in ``segment``, misspelt words corrected first."""
    words, corrections = _corrected(segment, lexicon)
    conjuncts: list[int] = []
    count = 0
    for i, level in enumerate(segment.breaks):
        if i and level >= SOFT:
            count += 1
        conjuncts.append(count)
    marks, structural, off_topic = _marks(words, lexicon)
    stem = lexicon.stem
    stems = [stem(word) for word in words]
    terms: dict[str, list[tuple[int, int]]] = {}
    idle = {
        i
        for name in ("duty", "self_managed")
        for start, end in marks.get(name, ())
        if end - start > 1
        for i in range(start, end)
    }
    for term, start, end in lexicon.term_spans(stems):
        if start not in idle:
            terms.setdefault(term, []).append((start, end))
    versions = _versions(words)
    if versions is not None:
        kind, place = versions
        for term in (kind, "version", stem("upgrade")):
            terms.setdefault(term, []).append((place, place + 1))
    acts = [
        (lexicon.acts[key], i) for i, _, key in _matches(stems, lexicon.act_lengths, lexicon.acts)
    ]
    layers = [
        (lexicon.layers[key], i)
        for i, _, key in _matches(stems, lexicon.layer_lengths, lexicon.layers)
    ]
    stated = "duty" in marks or "yes_no" in marks
    return Scan(
        segment,
        words,
        _names(words, segment.breaks, lexicon),
        _variant_words(words, lexicon),
        marks,
        terms,
        acts,
        layers,
        corrections,
        conjuncts,
        structural,
        off_topic,
        asks="asking" in marks or stated or (segment.asks and "duty_verbs" in marks),
        strong=stated or _asks_for_a_duty(marks) or ("doubt" in marks and "duty_verbs" in marks),
    )


def _corrected(segment: Segment, lexicon: Lexicon) -> tuple[list[str], list[Correction]]:
    vocabulary = lexicon.vocabulary
    words = list(segment.words)
    corrections: list[Correction] = []
    for i, word in enumerate(words):
        if word in vocabulary or word in lexicon.spelling.ordinary:
            continue
        stripped = word.removeprefix("amazon") if len(word) > 8 else word
        stripped = stripped.removeprefix("aws") if len(stripped) > 5 else stripped
        if stripped != word and stripped in vocabulary:
            words[i] = stripped
            continue
        if _joined_name(words, i, lexicon):
            continue
        read_as = lexicon.spelling.correct(word)
        if read_as is None or _inflected(word, read_as, lexicon):
            continue
        words[i] = read_as
        corrections.append(Correction(word, read_as))
    return words, corrections


def _versions(words: list[str]) -> tuple[str, int] | None:
    """Which upgrade "15.4 to 15.7" or "6 to 7" is, and where it stands; else ``None``."""
    for i in range(1, len(words) - 1):
        if words[i] == "to" and words[i - 1].isdigit() and words[i + 1].isdigit():
            first = i - 1
            while first and words[first - 1].isdigit():
                first -= 1
            return ("minor" if words[first] == words[i + 1] else "major"), i
    return None


def _inflected(word: str, known: str, lexicon: Lexicon) -> bool:
    """Whether two words are one with another ending, so that nothing is misspelt."""
    if lexicon.stem(word) != lexicon.stem(known):
        return False
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    return longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS


_ENDINGS = frozenset({"s", "es", "d", "ed", "ing", "ly", "er", "ers"})


def _joined_name(words: list[str], i: int, lexicon: Lexicon) -> bool:
    """Whether a word is half of a name that is usually written as one ("elasti cache")."""
    before = words[i - 1] + words[i] if i else ""
    after = words[i] + words[i + 1] if i + 1 < len(words) else ""
    return before in lexicon.names or after in lexicon.names


def _names(words: list[str], breaks: tuple[int, ...], lexicon: Lexicon) -> list[NameSpan]:
    found: list[NameSpan] = []
    names, lengths_of = lexicon.names, lexicon.name_lengths
    size = len(words)
    i = 0
    while i < size:
        best: tuple[int, tuple[Name, ...]] | None = None
        # "self-managed kafka" is not "managed kafka".
        if i and words[i - 1] == "self":
            i += 1
            continue
        for length in lengths_of.get(words[i], ()):
            if i + length <= size:
                entry = names.get(words[i] if length == 1 else " ".join(words[i : i + length]))
                if entry is not None and COMMA not in breaks[i + 1 : i + length]:
                    best = (i + length, entry)
                    break
        if best is None and i + 1 < size and words[i + 1] in lexicon.instance_sizes:
            best = _instance(words, i, lexicon)
        if best is None and i + 1 < size and breaks[i + 1] == SPACE:
            joined = words[i] + words[i + 1]
            entry = names.get(joined) if len(joined) > 5 else None
            if entry is not None:
                best = (i + 2, entry)
        if best is None:
            i += 1
        else:
            found.append(NameSpan(i, best[0], best[1]))
            i = best[0]
    return found


_FAMILY = re.compile(r"[a-z]{1,4}\d[a-z]{0,4}")
_INSTANCE_SERVICES = {"db": "rds", "cache": "elasticache", "ml": "sagemaker-ai"}


def _instance(words: list[str], i: int, lexicon: Lexicon) -> tuple[int, tuple[Name, ...]] | None:
    """The service whose instance type "t3.micro" or "db.r6g.large" is, from its prefix."""
    if _FAMILY.fullmatch(words[i]) is None:
        return None
    names = lexicon.names.get(_INSTANCE_SERVICES.get(words[i - 1] if i else "", "ec2"))
    return (i + 2, names) if names else None


def _variant_words(words: list[str], lexicon: Lexicon) -> list[NameSpan]:
    found: list[NameSpan] = []
    for i, word in enumerate(words):
        for length in lexicon.variant_word_lengths.get(word, ()):
            entry = lexicon.variant_words.get(
                word if length == 1 else " ".join(words[i : i + length])
            )
            if entry is not None and i + length <= len(words):
                found.append(NameSpan(i, i + length, entry))
                break
    return found


Places = dict[str, list[tuple[int, int]]]


def _marks(words: list[str], lexicon: Lexicon) -> tuple[Places, set[int], bool]:
    found: Places = {}
    structural: set[int] = set()
    off_topic = False
    marks, lengths_of = lexicon.marks, lexicon.mark_lengths
    size = len(words)
    for i, word in enumerate(words):
        for length in lengths_of.get(word, ()):
            if i + length > size:
                continue
            mark = marks.get(word if length == 1 else " ".join(words[i : i + length]))
            if mark is None:
                continue
            for name in mark.names:
                if name in found:
                    found[name].append((i, i + length))
                else:
                    found[name] = [(i, i + length)]
            if mark.structural:
                structural.update(range(i, i + length))
            off_topic = off_topic or mark.off_topic
    return found, structural, off_topic


def _asks_for_a_duty(marks: Places) -> bool:
    """Whether a verb of duty follows "who" at once or after one word."""
    asking = marks.get("asking")
    if asking is None or "duty_verbs" not in marks:
        return False
    ends = {end for _, end in asking}
    return any(start in ends or start - 1 in ends for start, _ in marks["duty_verbs"])


def _matches(
    stems: list[str],
    lengths_of: dict[str, tuple[int, ...]],
    table: dict[str, Act] | dict[str, Layer],
) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    get: Callable[[str], object | None] = table.get
    for i, stem in enumerate(stems):
        for length in lengths_of.get(stem, ()):
            key = stem if length == 1 else " ".join(stems[i : i + length])
            if get(key) is not None:
                found.append((i, i + length, key))
                break
    return found
