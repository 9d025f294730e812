"""Is this a question about responsibility on AWS at all? If not, what is it?

A responsibility intent or a plain duty must be there; a keyword alone is not enough. Each kind of
off-topic text has a list of phrases in ``language/`` and evidence that outweighs it: most kinds
give way to a question about the owner, few to a service and a duty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from bot.understanding.clues import (
    AUXILIARIES,
    PROCEDURE,
    PROVIDER,
    among,
    asks_a_fact,
    asks_about,
    asks_before,
    asks_whom,
    asks_whose_thing,
    at_something_else,
    beginning,
    begins_with,
    did,
    introduces,
    is_a_question,
    is_party,
    is_record,
    may_be_off,
    mentions,
    names_somebody,
    obliged,
    obliged_how,
    offers,
    on_provider,
    only,
    opens,
    opens_otherwise,
    orders,
    says_more,
    seeks_contact,
    sets_aside,
    states,
    states_a_task,
    tells,
)
from bot.understanding.context import is_a_thing
from bot.understanding.lexicon import TELLING, Lexicon
from bot.understanding.scan import Scan
from bot.understanding.slots import Slots
from bot.understanding.subjects import after_aws

_PLAIN_COVERAGE = 0.5
_KNOWN_WORD = 0.4
"""What a left-over word counts that the knowledge base uses elsewhere: the subject is near."""
_COVERAGE_BESIDE_SERVICE = 0.25
_TOO_STRANGE = 2
"""So many words that nobody knows make gibberish or a log line of what does not ask."""
_MOST_BESIDE_TELLING = 8
"""Words that may be left over beside a duty whose own words leave no doubt."""
_MOST_KEYWORDS = 2
_CODE_MARKS = re.compile(r"[{}=;$\\]|\(\)|(?:^|\s)--?[a-z]|\w\(|\d\d:\d\d:\d\d|::|:(?=\s*\n)")
_COMMAND_LINE = re.compile(
    r"\b(?:attach|create|delete|describe|detach|get|list|modify|put|run|start|stop|terminate|update)"
    r"-[a-z]+(?:-[a-z]+)*\s+--?[a-z]|\bssh\s+[\w-]+@"
)
_CODE_SHARE = 5
"""One mark of code in so many words is code."""


class Scope:
    """Tells off-topic text by its reason."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def off_topic(self, all_slots: list[Slots]) -> str | None:
        """The reason the message is off topic, or ``None``."""
        if not any(may_be_off(slots.scan) for slots in all_slots):
            return None
        message = _Message(all_slots)
        for reason, lists, holds in _KINDS:
            if (lists is None or not message.marks.isdisjoint(lists)) and holds(message):
                return reason
        return None

    def code(self, cleaned: str, scans: list[Scan]) -> bool:
        """Whether a text without a question is code, a record or a log line by its punctuation."""
        if any(scan.segment.asks or scan.has("asking", "yes_no") for scan in scans):
            return False
        words = sum(len(scan.words) for scan in scans)
        if _COMMAND_LINE.search(cleaned, 0, _MOST_CODE):
            return True
        marks = len(_CODE_MARKS.findall(cleaned[:_MOST_CODE]))
        return marks > 1 and marks * _CODE_SHARE > words

    def plain_enough(self, all_slots: list[Slots]) -> bool:
        """Whether duties cover enough of a text that does not ask who, or leave no doubt."""
        covered = 0
        leftover = 0.0
        strange = 0
        for slots in all_slots:
            touched = slots.touched
            strange += sum(1 for i in slots.scan.unfamiliar if i not in touched)
            entries = slots.scan.entries
            covered += len(slots.covered | touched)
            for place in slots.leftover_places:
                if place not in touched:
                    leftover += _KNOWN_WORD if entries[place].known else 1.0
        if strange >= _TOO_STRANGE:
            return False
        telling = any(duty.weight >= TELLING for slots in all_slots for duty in slots.duties)
        if telling and leftover <= _MOST_BESIDE_TELLING:
            return True
        named = any(s.start < s.end for slots in all_slots for s in slots.subjects)
        needed = _COVERAGE_BESIDE_SERVICE if named else _PLAIN_COVERAGE
        return covered > 0 and covered / (covered + leftover) >= needed

    def asks_a_promise(self, all_slots: list[Slots]) -> bool:
        """Whether it asks if something is done on a service without the asker."""
        return any(
            scan.words[beginning(scan)] in AUXILIARIES and scan.has("does_it")
            for scan in (slots.scan for slots in all_slots)
        )

    def options(self, all_slots: list[Slots]) -> bool:
        """Whether it offers the parties to choose from."""
        return any(offers(slots.scan) for slots in all_slots)

    def names_the_parties(self, all_slots: list[Slots]) -> bool:
        """Whether it offers the parties to choose from, or names AWS."""
        return self.options(all_slots) or any(
            not PROVIDER.isdisjoint(slots.scan.words) for slots in all_slots
        )

    def keywords(self, all_slots: list[Slots]) -> bool:
        """Whether beside names there are only a word or two that the knowledge base uses too."""
        if any(opens_otherwise(slots.scan) for slots in all_slots):
            return False
        left = [(slots, place) for slots in all_slots for place in slots.leftover_places]
        return 0 < len(left) <= _MOST_KEYWORDS and all(
            slots.scan.entries[place].known for slots, place in left
        )

    def unknown_names(self, slots: Slots) -> bool:
        """Whether a word that fills no slot is neither known nor plain English: a name, likely.

        Beside a service that is known, only a word that stands as its equal counts. Behind "AWS" a
        word of plain English may be a name as well.
        """
        scan = slots.scan
        return self.unknown_service(slots) or any(
            i not in slots.covered
            and i not in scan.structural
            and (not slots.subjects or not _JOINING.isdisjoint(scan.words[max(0, i - 1) : i + 2]))
            for i in scan.unfamiliar
        )

    def unknown_service(self, slots: Slots) -> bool:
        """Whether no service is named but by a word behind "AWS", or before "Service", that is not known."""
        scan = slots.scan
        if slots.subjects:
            return False
        return _names_some_service(slots) or any(
            after_aws(scan, i) and not (scan.entries[i].known or scan.words[i].endswith("s"))
            for i in slots.leftover_places
        )


def _names_some_service(slots: Slots) -> bool:
    """Whether words with one that is not known stand before "Service", behind "AWS" or at the start.

    "AWS Simple Banana Service", "Elastic Teapot Service"; but not "our payment service".
    """
    scan = slots.scan
    words = scan.words
    for end in [i for i, word in enumerate(words) if word == "service"]:
        start = end
        while start and (words[start - 1] in _OF_NAMES or start - 1 not in scan.structural):
            start -= 1
        unknown = any(start <= i < end and not scan.entries[i].known for i in slots.leftover_places)
        if unknown and (after_aws(scan, start) or (start == 0 and end - start > 1)):
            return True
    return False


_OF_NAMES = frozenset({"managed", "simple"})
_JOINING = frozenset({"and", "or", "vs", "versus"})
_MOST_CODE = 8_000


class _Message:
    """What a message says for and against being a question of responsibility."""

    def __init__(self, all_slots: list[Slots]) -> None:
        self.all_slots = all_slots
        self.scans = [slots.scan for slots in all_slots]
        self.marks = set[str]().union(*(scan.marks for scan in self.scans))
        """The lists whose phrases it has."""
        self.who = "asking" in self.marks
        """Whether it asks who."""
        self.strong = any(scan.strong for scan in self.scans)
        self.duties = any(slots.duties for slots in all_slots)
        named = [
            is_a_thing(slots.scan, s)
            for slots in all_slots
            for s in slots.subjects
            if s.target.service and not s.common and s.start < s.end
        ]
        self.services = bool(named)
        """Whether a service is named outright."""
        self.only_things = all(named)
        """Whether it is named only by what many clouds have: "buckets"."""

    @cached_property
    def asked(self) -> list[Scan]:
        """The segments that ask, and those that introduce them; all of them when none does."""
        return [s for s in self.scans if introduces(s) and not sets_aside(s)] or self.scans

    @cached_property
    def stated(self) -> bool:
        """Whether it speaks of somebody's responsibility."""
        return any(states(s) for s in self.scans)

    @cached_property
    def options(self) -> bool:
        """Whether it offers the parties to choose from: "us or aws"."""
        return any(offers(s) for s in self.scans)

    @cached_property
    def provider(self) -> bool:
        """Whether it speaks of what AWS does: "does AWS", "AWS handles"."""
        return any(on_provider(s) for s in self.scans)

    @cached_property
    def names_aws(self) -> bool:
        """Whether AWS is named, not only one of its services."""
        return any(not PROVIDER.isdisjoint(s.words) for s in self.asked)

    @property
    def asks_owner(self) -> bool:
        return self.who or self.stated or self.options

    @property
    def ruled(self) -> bool:
        """Whether both slots of a ruling are filled."""
        return self.services and self.duties

    @property
    def telling(self) -> bool:
        """Whether the words of a duty on a service leave no doubt, though nothing names it."""
        return any(
            slots.subjects and duty.weight >= TELLING
            for slots in self.all_slots
            for duty in slots.duties
        )

    def marked_where_asked(self, name: str) -> bool:
        return name in self.marks and any(mentions(s, name) for s in self.asked)


# --- the kinds of off-topic text, the plainest first --------------------------------------------


def _injection(message: _Message) -> bool:
    questioned = any(s.segment.asks and s.strong for s in message.scans)
    real = message.duties and (message.who or message.options or questioned)
    if "pressure" in message.marks and not (real or message.ruled):
        return True
    return "injection" in message.marks and not real


def _small_talk(message: _Message) -> bool:
    if all(only(s, "small_talk") for s in message.scans):
        return True
    return "insult" in message.marks and not message.duties


def _machine(message: _Message) -> bool:
    """A log line, an alarm or code, pasted without a question of responsibility."""
    if sum(map(is_record, message.scans)) > 1 and not message.asks_owner:
        return True
    if message.who or any(s.segment.asks or s.has("yes_no") for s in message.scans):
        return False
    if message.options or (message.ruled and any(map(tells, message.scans))):
        return False
    return "machine" in message.marks or any(is_record(s) for s in message.scans)


def _not_aws(message: _Message) -> bool:
    return message.marked_where_asked("homonym") and not message.ruled


def _other_cloud(message: _Message) -> bool:
    if any(is_party(s, "foreign") for s in message.asked):
        return True
    if not message.only_things:
        return False
    if any(is_party(s, "vendors") for s in message.asked):
        return True
    if "foreign" in message.marks and not message.names_aws and any(map(_is_theirs, message.asked)):
        return True
    return message.marked_where_asked("foreign") and not any(
        duty.places.issuperset(range(*place))
        for slots in message.all_slots
        for duty in slots.duties
        for place in slots.scan.marks.get("foreign", ())
    )


def _is_theirs(scan: Scan) -> bool:
    """Whether it asks of another cloud that was told of: "we also use Azure. Do they patch it?"."""
    return any(
        word in _THEIRS and not (word == "there" and scan.words[i - 1 : i] == ["is"])
        for i, word in enumerate(scan.words)
    )


_THEIRS = frozenset({"their", "theirs", "there", "they"})


def _own_premises(message: _Message) -> bool:
    if message.services or "hybrid" in message.marks:
        return False
    if message.marked_where_asked("premises"):
        return True
    return not message.names_aws and any(mentions(s, "premises") for s in message.scans)


def _internal(message: _Message) -> bool:
    """Who does what among the asker's own people."""
    if message.options:
        return False
    if any(asks_about(s, "internal") for s in message.asked) and not (
        message.ruled and message.stated
    ):
        return True
    if any(asks_whom(s) or names_somebody(s) for s in message.asked):
        return True
    if not message.stated and any(map(at_something_else, message.all_slots)):
        return True
    if any(asks_before(s, "units") for s in message.asked):
        return True
    if not message.stated and any(
        among(s) or seeks_contact(s) or asks_before(s, "shift") or asks_whose_thing(s)
        for s in message.asked
    ):
        return True
    meant = message.duties and (message.stated or message.names_aws)
    known = message.ruled or message.telling or meant
    return message.marked_where_asked("internal") and not known


def _event(message: _Message) -> bool:
    """Who once did something: a past tense behind "who"."""
    if message.stated or message.options:
        return False
    return any((s.has("event") and not message.ruled) or did(s) for s in message.asked)


def _how_to(message: _Message) -> bool:
    if message.asks_owner or message.provider:
        return False
    return any(
        s.words[-1] in ("help", "how", "why")
        or (
            s.has("how_to")
            and not (s.has("overview", "whether") or obliged_how(s) or states_a_task(s))
        )
        or (opens(s, PROCEDURE) and not (s.has("overview", "compare") or obliged(s)))
        for s in message.asked
    )


def _price(message: _Message) -> bool:
    return message.marked_where_asked("price") and not message.asks_owner


def _status(message: _Message) -> bool:
    if not message.marked_where_asked("status") or message.strong:
        return False
    if not message.ruled:
        return True
    return not message.who and (
        any(is_a_question(s) for s in message.asked)
        or not any(says_more(slots, "status") for slots in message.all_slots)
    )


def _command(message: _Message) -> bool:
    if message.asks_owner or any(s.segment.asks for s in message.scans):
        return False
    if any(begins_with(s, "bot_commands") for s in message.scans) and not message.strong:
        return True
    return any(orders(s) and not s.has("overview", "compare") for s in message.scans)


def _product(message: _Message) -> bool:
    """What a service is, can do or has, and since when."""
    compared = "compare" in message.marks and (
        len({x.target for slots in message.all_slots for x in slots.subjects}) > 1
    )
    if compared or message.asks_owner or "overview" in message.marks:
        return False
    if message.marked_where_asked("facts"):
        return True
    told = message.ruled and not any(map(is_a_question, message.asked))
    if not (message.strong or told) and any(
        s.has("product") and not states_a_task(s) for s in message.asked
    ):
        return True
    return any(
        asks_a_fact(slots, strong=message.strong, provider=message.provider, duties=message.duties)
        for slots in message.all_slots
    )


def _chit_chat(message: _Message) -> bool:
    return "small_talk" in message.marks and not (message.services or message.duties)


def _other_language(message: _Message) -> bool:
    if "other_language" not in message.marks or message.ruled:
        return False
    foreign = sum(len(s.marks.get("other_language", ())) for s in message.scans)
    english = sum(
        len(s.marks.get("filler", ())) + len(s.marks.get("asking", ())) for s in message.scans
    )
    return foreign > english


_KINDS: tuple[tuple[str, frozenset[str] | None, Callable[[_Message], bool]], ...] = (
    ("injection", frozenset({"injection", "pressure"}), _injection),
    ("small-talk", frozenset({"insult", "small_talk"}), _small_talk),
    ("machine", None, _machine),
    ("not-aws", frozenset({"homonym"}), _not_aws),
    ("other-cloud", frozenset({"foreign", "vendors"}), _other_cloud),
    ("own-premises", frozenset({"premises"}), _own_premises),
    ("internal", None, _internal),
    ("event", None, _event),
    ("how-to", None, _how_to),
    ("price", frozenset({"price"}), _price),
    ("status", frozenset({"status"}), _status),
    ("command", None, _command),
    ("product", None, _product),
    ("small-talk", frozenset({"small_talk"}), _chit_chat),
    ("other-language", frozenset({"other_language"}), _other_language),
)
"""Each kind with the lists of which it needs a phrase, where it cannot be told without."""
