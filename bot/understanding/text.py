"""A message as typed in Slack -> segments of words, with the breaks between them.

Knows Slack's markup and punctuation; knows nothing of AWS.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.words import WORD, fold

_MARKUP = re.compile(r"<[@#!][^<>]{0,500}>")
_LINK = re.compile(r"<(?:https?|mailto|tel)[^<>|]{0,3000}(?:\|([^<>]{0,3000}))?>")
_ARROW = re.compile(r"\s?(?:[-=]>|→|⇒)\s?")
_REFERENCE = re.compile(
    r"\s*[\[(]?(?:(?:[Cc]ase|[Ii]ncident|[Ii]ssue|[Rr]equest|[Tt]icket) )?"
    r"(?:#\d{2,9}|(?!AES|ALAS|CVE|FIPS|ISO|RSA|SHA)[A-Z]{2,10}-\d{3,9})[\])]?:?\s"
)
"""The number of a ticket that a message begins with: "[OPS-482]", "ticket #4421:"."""
_TAG = re.compile(
    r"<(script|style)\b[^<>]{0,200}>[^<>]{0,3000}</\1>|</?[a-z][^<>]{0,200}>", re.IGNORECASE
)
_BEST_PRACTICE = re.compile(r"\b(?:cost|ops|perf|rel|sec|sus)\d\d-bp\d\d\b")
"""The id of one in the Well-Architected Framework: "SEC02-BP05"."""
_ALSO = re.compile(r",? (?:as well as|along with) ")
_AMAZON = re.compile(r"\bamzn\b")
_WITH = re.compile(r"\bw/(o\b)?\s?")
_URL = re.compile(r"https?://\S+")
_EMOJI = re.compile(r"(?<![a-z0-9]):[a-z0-9_+'-]{1,80}:(?![a-z0-9])")
_STRUCK = re.compile(r"(?<!\w)~[^~\n]+~(?!\w)")
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_ITEM = re.compile(
    r"(?:^|\s)\(?(?:(?:[a-h]|\d{1,2})[).]|\d{1,2}/|(?:i{1,3}|iv|vi{0,3})\)) |^\s{0,9}[-*] |(?:^|\s)[•·] ",
    re.MULTILINE,
)
_ITEM_ENDS = (") ", ". ", "/ ", "- ", "* ", "• ", "· ")
"""How the mark of a list item ends: a text without them has no list to look for."""

SPACE, SOFT, COMMA, PLUS, HARD = range(5)
"""How strongly the gap before a word separates it: not at all, like "and", a comma, "+", a full stop."""

_JOINING = {"and": SOFT, "nor": SOFT, "or": SOFT, "plus": PLUS, "versus": PLUS, "vs": PLUS}
"""How strongly such a word separates what follows it."""
_ABBREVIATIONS = frozenset({"approx", "cf", "eg", "etc", "ie", "vs"})
_OPENING = frozenset(
    {"who", "whos", "whose", "which", "is", "are", "do", "does", "should", "must", "will", "can"}
)
"""Words that open the question after a comma ("our cert expired, who renews it"): one clause."""
_QUESTION = re.compile(r"\?|\b(?:who|whose|whos|responsible|responsibility|accountable)\b")
_LONG = 8_000
_MOST_QUESTIONS = 12
_BEFORE = 1_500
_AFTER = 500
_LONGEST_ITEM = 8
"""Words."""
_SURELY_LISTED = 4
"""Parts between semicolons."""
_MAX_SEGMENT = 80
"""Words; longer runs without punctuation are cut, so that reading stays linear."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, clause or list item."""

    words: tuple[str, ...]
    breaks: tuple[int, ...]
    """For each word, how strongly it is separated from the word before it."""
    asks: bool
    """Whether it ends with a question mark."""
    item: bool = False
    """Whether it is an item of a numbered or bulleted list."""
    header: bool = False
    """Whether it ends with a colon, so that it introduces what follows."""


def clean(text: str) -> str:
    """``text`` without Slack markup, links, emoji, code blocks and what is struck through.

    Folded to one case.
    """
    if reference := _REFERENCE.match(text):
        text = text[reference.end() :]
    if "<" in text:
        text = _LINK.sub(_label, _MARKUP.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
        text = _MARKUP.sub(" ", text)
    if "```" in text:
        text = _FENCE.sub("\n", text) if _FENCE.sub("", text).strip() else text.replace("```", " ")
    if "~" in text:
        text = _STRUCK.sub(" ", text)
    if "</" in text:
        text = _TAG.sub(" ", text)
    if "://" in text:
        text = _URL.sub(" ", text)
    text = fold(_ARROW.sub(" to ", text))
    if "-bp" in text:
        text = _BEST_PRACTICE.sub(" ", text)
    if "as well as" in text or "along with" in text:
        text = _ALSO.sub(" plus ", text)
    text = text.replace(" n ", " and ").replace(" adn ", " and ")
    text = text.replace("tl;dr", "tldr")
    if "w/" in text:
        text = _WITH.sub(lambda short: "without " if short.group(1) else "with ", text)
    if "amzn" in text:
        text = _AMAZON.sub("amazon", text)
    if ":" in text:
        text = _EMOJI.sub(" ", text)
    return text


def _label(link: re.Match[str]) -> str:
    """What a link shows. One that opens the message is no part of the question behind it."""
    label = link.group(1) or ""
    opens = not link.string[: link.start()].strip()
    return f" {label}\n" if opens else f" {label} "


def excerpt(cleaned: str) -> str:
    """``cleaned``, or of a long paste its ends and what stands around its questions.

    At most about 30,000 characters, so that the longest paste is read in milliseconds.
    """
    if len(cleaned) <= _LONG:
        return cleaned
    marks = [match.start() for match in _QUESTION.finditer(cleaned)][-_MOST_QUESTIONS:]
    windows = [(0, _BEFORE), *((m - _BEFORE, m + _AFTER) for m in marks)]
    windows.append((len(cleaned) - _BEFORE, len(cleaned)))
    pieces: list[str] = []
    end = 0
    for low, high in windows:
        start = max(low, end)
        if high > start:
            pieces.append(cleaned[start:high])
            end = high
    return "\n".join(pieces)


def segments(cleaned: str) -> list[Segment]:
    """``cleaned`` cut at full stops, line ends and list marks; at most 80 words a segment."""
    listed = any(mark in cleaned for mark in _ITEM_ENDS)
    marks = list(_ITEM.finditer(cleaned)) if listed else []
    if len(marks) < 2:
        alone = marks[0].end() if marks and not marks[0].start() else 0
        return _sentences(cleaned[alone:])
    found = _sentences(cleaned[: marks[0].start()])
    if found:
        found[-1] = replace(found[-1], header=True)
    ends = [*(mark.start() for mark in marks[1:]), len(cleaned)]
    for mark, end in zip(marks, ends, strict=True):
        first, *rest = _sentences(cleaned[mark.end() : end]) or [None]
        if first is not None:
            found += [replace(first, item=True), *(s for s in rest if s is not None)]
    return found


def without(found: list[Segment], courtesy: Collection[str], longest: int) -> list[Segment]:
    """The segments without the phrases at their ends, of at most ``longest`` words; all if no other word is left."""
    left = [_trimmed(segment, courtesy, longest) for segment in found]
    return [segment for segment in left if segment.words] or found


def with_granted_apart(found: list[Segment]) -> list[Segment]:
    """The segments, of a question what it grants apart: "the failover is theirs, but who ticks the box?"."""
    return [part for segment in found for part in _granted_and_asked(segment)]


def _granted_and_asked(segment: Segment) -> list[Segment]:
    words = segment.words
    if segment.item or "but" not in words[_LEAST_GRANTED:-1]:
        return [segment]
    at = words.index("but", _LEAST_GRANTED)
    granted, asked = words[:at], words[at + 1 :]
    asks = segment.asks or not _WHO.isdisjoint(asked)
    excepts = granted[-1] in _ALL or (granted[0] in _OPENING and not _ALL.isdisjoint(granted))
    excepts = excepts or asked[0] in ("also", "not")
    if excepts or not asks or not _WHO.isdisjoint(granted):
        return [segment]
    return [replace(_part(segment, 0, at), asks=False), _part(segment, at + 1, len(words))]


_LEAST_GRANTED = 3
"""Words: "ACM renews but who deploys it" is one question."""
_ALL = frozenset({"all", "any", "anything", "everybody", "everything", "nobody", "none", "nothing"})
"""Of which "but" takes something out."""
_WHO = frozenset({"who", "whom", "whos", "whose", "which"})


def _part(segment: Segment, start: int, end: int) -> Segment:
    """Some of the words as a segment of their own."""
    words = segment.words[start:end]
    return replace(segment, words=words, breaks=_begun(words, segment.breaks[start:end]))


def _begun(words: Sequence[str], breaks: Sequence[int]) -> tuple[int, ...]:
    """The breaks of words that begin a segment: a joining word there separates nothing."""
    if len(words) > 1 and words[0] in _JOINING:
        return (HARD, SPACE, *breaks[2:])
    return (HARD, *breaks[1:])


def _trimmed(segment: Segment, courtesy: Collection[str], longest: int) -> Segment:
    words = segment.words
    start, end = 0, len(words)
    while cut := _first((words[start : start + n] for n in _sizes(end - start, longest)), courtesy):
        start += cut
    while cut := _first((words[end - n : end] for n in _sizes(end - start, longest)), courtesy):
        end -= cut
    if end - start == len(words):
        return segment
    return _part(segment, start, end)


def _sizes(left: int, longest: int) -> range:
    return range(min(left, longest), 0, -1)


def _first(runs: Iterable[tuple[str, ...]], courtesy: Collection[str]) -> int:
    """How many words the first of the runs has that is one of the phrases; 0 if none is."""
    return next((len(run) for run in runs if " ".join(run) in courtesy), 0)


def _sentences(cleaned: str) -> list[Segment]:
    plain = cleaned.strip(" ?")
    if plain.replace(" ", "").isalnum():
        words = plain.split()
        if len(words) <= _MAX_SEGMENT:
            gaps = [_JOINING.get(word, SPACE) for word in words[:-1]]
            return [Segment(tuple(words), _begun(words, (HARD, *gaps)), asks="?" in cleaned)]
    return _punctuated(cleaned)


def _punctuated(cleaned: str) -> list[Segment]:
    found: list[Segment] = []
    words: list[str] = []
    breaks: list[int] = []
    end = 0

    row: list[int] = []

    def flush(*, asks: bool, header: bool = False, listed: bool = False) -> None:
        if words:
            found.append(Segment(tuple(words), _begun(words, breaks), asks, header=header))
            words.clear()
            breaks.clear()
            if listed or row:
                row.append(len(found) - 1)
            if not listed:
                _mark_items(found, row)
                row.clear()

    for match in WORD.finditer(cleaned):
        start, word_end = match.span()
        gap = cleaned[end:start]
        if not words:
            breaks.append(HARD)
        elif gap == " " and len(words) < _MAX_SEGMENT:
            breaks.append(SPACE)
        else:
            level, question = _gap(" " if gap == ". " and words[-1] in _ABBREVIATIONS else gap)
            if level == HARD and not question and "\n" in gap and len(words) < 3:
                level = SPACE
            if level == HARD or len(words) >= _MAX_SEGMENT:
                flush(asks=question, header=":" in gap, listed=";" in gap)
                level = HARD
            breaks.append(level)
        words.append(cleaned[start:word_end])
        if len(words) > 1:
            before = words[-2]
            if breaks[-1] == SPACE:
                if before in _JOINING:
                    breaks[-1] = _JOINING[before]
            elif _goes_on(words) if breaks[-1] == COMMA else before == "aws":
                breaks[-1] = SPACE
        end = word_end
    flush(asks="?" in cleaned[end : end + 10])
    return found


def _mark_items(found: list[Segment], row: list[int]) -> None:
    """Makes items of short segments between semicolons: of four, or where none is a question."""
    segments_of = [found[i] for i in row]
    several = len(row) >= _SURELY_LISTED or all(s.words[0] not in _OPENING for s in segments_of)
    if several and all(len(s.words) <= _LONGEST_ITEM for s in segments_of):
        for i in row:
            found[i] = replace(found[i], item=True)


def _goes_on(words: list[str]) -> bool:
    """Whether a comma before the last word separates nothing: it names a party or asks on."""
    return (words[-2] == "aws" and words[-1] in _PARTIES) or _one_clause(words)


_PARTIES = frozenset({"customer", "me", "ours", "provider", "shared", "us", "we"})


def _one_clause(words: list[str]) -> bool:
    """Whether a comma before the last word separates nothing.

    "our cert expired, who renews it" is one question about one thing; "who guards it, who uses
    it" are two.
    """
    *before, word = words
    return word in _OPENING and before[-1] not in _JOINING and _OPENING.isdisjoint(before)


@lru_cache(maxsize=4096)
def _gap(gap: str) -> tuple[int, bool]:
    """How strongly a stretch of punctuation separates, and whether it closes a question."""
    if gap == " ":
        return SPACE, False
    if "?" in gap:
        return HARD, True
    if any(mark in gap for mark in ("!", ";", "\n", ". ", ": ", "…")) or gap.endswith("."):
        hard = gap != "."
        return (HARD, False) if hard else (SPACE, False)
    if any(mark in gap for mark in ("+", "//", "|")):
        return PLUS, False
    if "," in gap:
        return COMMA, False
    if "/" in gap or "&" in gap:
        return SOFT, False
    return SPACE, False
