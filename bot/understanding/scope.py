"""Is this a question about responsibility on AWS at all? If not, what is it?

A responsibility intent or a plain duty must be there; a keyword alone is not enough.
"""

from __future__ import annotations

from bot.understanding.lexicon import TELLING, Lexicon
from bot.understanding.scan import Scan
from bot.understanding.slots import Slots

_PLAIN_COVERAGE = 0.5
_KNOWN_WORD = 0.4
"""What a left-over word counts that the knowledge base uses elsewhere: the subject is near."""
_COVERAGE_BESIDE_SERVICE = 0.25
_MOST_BESIDE_TELLING = 8
"""Words that may be left over beside a duty whose own words leave no doubt."""


class Scope:
    """Tells off-topic text by its reason."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def off_topic(self, all_slots: list[Slots]) -> str | None:
        """The reason the message is off topic, or ``None``."""
        scans = [slots.scan for slots in all_slots]
        if not any(s.off_topic for s in scans):
            return None
        asked = [s for s in scans if s.asks] or scans
        services = any(
            s.target.service and not s.common and s.start < s.end
            for slots in all_slots
            for s in slots.subjects
        )
        duties = any(slots.duties for slots in all_slots)
        duty_stated = any(s.has("duty") for s in scans)
        strong = any(s.strong for s in scans)

        def marked(name: str, among: list[Scan] = scans) -> bool:
            return any(s.has(name) for s in among)

        if marked("injection") and not (strong and duties):
            return "injection"
        if all(_only(s, "small_talk") for s in scans):
            return "small-talk"
        if marked("insult") and not duties:
            return "small-talk"
        if marked("homonym", asked) and not (services and duties):
            return "not-aws"
        if marked("foreign", asked) and not services:
            return "other-cloud"
        if marked("premises") and not marked("hybrid") and not services:
            return "own-premises"
        if any(_asks_about(s, "internal") for s in asked) and not (
            services and duties and duty_stated
        ):
            return "internal"
        if marked("internal", asked) and not (services and duties):
            return "internal"
        if marked("event", asked) and not duty_stated:
            return "event"
        if marked("how_to", asked) and not (duty_stated or marked("asking", asked)):
            return "how-to"
        for name, reason in (("price", "price"), ("status", "status")):
            if (
                marked(name, asked)
                and not strong
                and not (services and duties and marked("asking"))
            ):
                return reason
        if any(_begins_with(s, "bot_commands") for s in scans) and not (
            marked("asking") or duty_stated or marked("yes_no")
        ):
            return "command"
        compared = (
            marked("compare") and len({x.target for slots in all_slots for x in slots.subjects}) > 1
        )
        if marked("product", asked) and not (strong or compared or marked("asking", asked)):
            return "product"
        if marked("small_talk") and not (services or duties):
            return "small-talk"
        if marked("other_language") and self._foreign_tongue(scans) and not (services and duties):
            return "other-language"
        return None

    def _foreign_tongue(self, scans: list[Scan]) -> bool:
        foreign = sum(len(s.marks.get("other_language", ())) for s in scans)
        english = sum(
            len(s.marks.get("filler", ())) + len(s.marks.get("asking", ())) for s in scans
        )
        return foreign > english

    def plain_enough(self, all_slots: list[Slots]) -> bool:
        """Whether duties cover enough of a text that does not ask who, or leave no doubt."""
        covered = 0
        leftover = 0.0
        for slots in all_slots:
            touched = slots.touched
            entries = slots.scan.entries
            covered += len(slots.covered | touched)
            for place in slots.leftover_places:
                if place not in touched:
                    leftover += _KNOWN_WORD if entries[place].known else 1.0
        telling = any(duty.weight >= TELLING for slots in all_slots for duty in slots.duties)
        if telling and leftover <= _MOST_BESIDE_TELLING:
            return True
        named = any(s.start < s.end for slots in all_slots for s in slots.subjects)
        needed = _COVERAGE_BESIDE_SERVICE if named else _PLAIN_COVERAGE
        return covered > 0 and covered / (covered + leftover) >= needed

    def unknown_names(self, slots: Slots) -> bool:
        """Whether a word that fills no slot is neither known nor plain English: a name, likely.

        Beside a service that is known, only a word that stands as its equal counts.
        """
        scan = slots.scan
        return any(
            i not in slots.covered
            and i not in scan.structural
            and (not slots.subjects or not _JOINING.isdisjoint(scan.words[max(0, i - 1) : i + 2]))
            for i in scan.unfamiliar
        )


def _only(scan: Scan, name: str) -> bool:
    """Whether phrases of the list are all that the segment says."""
    said = {i for start, end in scan.marks.get(name, ()) for i in range(start, end)}
    return bool(said) and said | scan.structural >= set(range(len(scan.words)))


def _begins_with(scan: Scan, name: str) -> bool:
    """Whether a phrase of the list stands at the segment's beginning, after a word at most."""
    return any(start <= 1 for start, _ in scan.marks.get(name, ()))


def _asks_about(scan: Scan, name: str) -> bool:
    """Whether a phrase of the list stands close behind a question word: it is what is asked."""
    asking = scan.marks.get("asking", ())
    return any(
        scan.words[start] in _QUESTION_WORDS
        or any(-1 <= start - end <= _CLOSE for _, end in asking)
        for start, _ in scan.marks.get(name, ())
    )


_QUESTION_WORDS = frozenset({"what", "which", "who", "whos", "whose"})


_CLOSE = 3
_JOINING = frozenset({"and", "or", "vs", "versus"})
