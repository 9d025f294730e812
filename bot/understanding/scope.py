"""Is this a question about responsibility on AWS at all? If not, what is it?

A responsibility intent or a plain duty must be there; a keyword alone is not enough. Each kind of
off-topic text has a list of phrases in ``language/`` and evidence that outweighs it: most kinds
give way to a question about the owner, few to a service and a duty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.understanding.lexicon import TELLING, Lexicon
from bot.understanding.scan import Scan
from bot.understanding.slots import Slots

_PLAIN_COVERAGE = 0.5
_KNOWN_WORD = 0.4
"""What a left-over word counts that the knowledge base uses elsewhere: the subject is near."""
_COVERAGE_BESIDE_SERVICE = 0.25
_TOO_STRANGE = 2
"""So many words that nobody knows make gibberish or a log line of what does not ask."""
_MOST_BESIDE_TELLING = 8
"""Words that may be left over beside a duty whose own words leave no doubt."""
_MOST_KEYWORDS = 2
_CLOSE = 3
_CLOSE_VERB = 5
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
        if not any(_may_be_off(slots.scan) for slots in all_slots):
            return None
        message = _Message.of(all_slots)
        return next((reason for reason, holds in _KINDS if holds(message)), None)

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
            scan.words[_head(scan)] in _AUXILIARIES and scan.has("does_it")
            for scan in (slots.scan for slots in all_slots)
        )

    def names_the_parties(self, all_slots: list[Slots]) -> bool:
        """Whether it offers the parties to choose from, or names AWS."""
        return any(
            _offers(slots.scan) or not _PROVIDER.isdisjoint(slots.scan.words) for slots in all_slots
        )

    def keywords(self, all_slots: list[Slots]) -> bool:
        """Whether beside names there are only a word or two that the knowledge base uses too."""
        if any(_opens_otherwise(slots.scan) for slots in all_slots):
            return False
        left = [(slots, place) for slots in all_slots for place in slots.leftover_places]
        return 0 < len(left) <= _MOST_KEYWORDS and all(
            slots.scan.entries[place].known for slots, place in left
        )

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


_JOINING = frozenset({"and", "or", "vs", "versus"})
_MOST_CODE = 8_000


@dataclass(frozen=True, slots=True)
class _Message:
    """What a message says for and against being a question of responsibility."""

    all_slots: list[Slots]
    scans: list[Scan]
    asked: list[Scan]
    """The segments that ask, and those that introduce them; all of them when none does."""
    services: bool
    """Whether a service is named outright."""
    duties: bool
    who: bool
    """Whether it asks who."""
    stated: bool
    """Whether it speaks of somebody's responsibility."""
    options: bool
    """Whether it offers the parties to choose from: "us or aws"."""
    provider: bool
    """Whether it speaks of what AWS does: "does AWS", "AWS handles"."""
    strong: bool

    @classmethod
    def of(cls, all_slots: list[Slots]) -> _Message:
        scans = [slots.scan for slots in all_slots]
        return cls(
            all_slots,
            scans,
            asked=[s for s in scans if _introduces(s) and not _sets_aside(s)] or scans,
            services=any(
                s.target.service and not s.common and s.start < s.end
                for slots in all_slots
                for s in slots.subjects
            ),
            duties=any(slots.duties for slots in all_slots),
            who=any(s.has("asking") for s in scans),
            stated=any(_states(s) for s in scans),
            options=any(_offers(s) for s in scans),
            provider=any(_on_provider(s) for s in scans),
            strong=any(s.strong for s in scans),
        )

    @property
    def asks_owner(self) -> bool:
        return self.who or self.stated or self.options

    @property
    def ruled(self) -> bool:
        """Whether both slots of a ruling are filled."""
        return self.services and self.duties

    def marked(self, name: str) -> bool:
        return any(s.has(name) for s in self.scans)

    def marked_where_asked(self, *names: str) -> bool:
        return any(s.has(*names) for s in self.asked)


# --- the kinds of off-topic text, the plainest first --------------------------------------------


def _injection(message: _Message) -> bool:
    questioned = any(s.segment.asks and s.strong for s in message.scans)
    real = message.duties and (message.who or questioned)
    if message.marked("pressure") and not (real or message.ruled):
        return True
    return message.marked("injection") and not real


def _small_talk(message: _Message) -> bool:
    if all(_only(s, "small_talk") for s in message.scans):
        return True
    return message.marked("insult") and not message.duties


def _machine(message: _Message) -> bool:
    """A log line, an alarm or code, pasted without a question."""
    if message.who or any(s.segment.asks or s.has("yes_no") for s in message.scans):
        return False
    if message.options:
        return False
    return message.marked("machine") or any(_is_record(s) for s in message.scans)


def _not_aws(message: _Message) -> bool:
    return message.marked_where_asked("homonym") and not message.ruled


def _other_cloud(message: _Message) -> bool:
    if any(_is_party(s, "foreign") for s in message.asked):
        return True
    if message.services:
        return False
    return message.marked_where_asked("foreign") or any(
        _is_party(s, "vendors") for s in message.asked
    )


def _own_premises(message: _Message) -> bool:
    if message.services or message.marked("hybrid"):
        return False
    if message.marked_where_asked("premises"):
        return True
    provider = any(not _PROVIDER.isdisjoint(s.words) for s in message.asked)
    return message.marked("premises") and not provider


def _internal(message: _Message) -> bool:
    """Who does what among the asker's own people."""
    if message.options:
        return False
    if any(_asks_about(s, "internal") for s in message.asked) and not (
        message.ruled and message.stated
    ):
        return True
    if any(_asks_whom(s) or _names_somebody(s) for s in message.asked):
        return True
    if not message.stated and any(map(_at_something_else, message.all_slots)):
        return True
    if message.marked_where_asked("units"):
        return True
    if not message.stated and any(
        _among(s) or _seeks_contact(s) or _asks_about_a_shift(s) or _asks_whose_thing(s)
        for s in message.asked
    ):
        return True
    return message.marked_where_asked("internal") and not message.ruled


def _event(message: _Message) -> bool:
    """Who once did something: a past tense behind "who"."""
    if message.stated or message.options:
        return False
    return any(s.has("event") or _did(s) for s in message.asked)


def _how_to(message: _Message) -> bool:
    if message.asks_owner or message.provider:
        return False
    return any(
        s.words[-1] == "how"
        or (s.has("how_to") and not (s.has("overview", "whether") or _obliged_how(s)))
        or (_opens(s, _PROCEDURE) and not (s.has("overview", "compare") or _obliged(s)))
        for s in message.asked
    )


def _price(message: _Message) -> bool:
    return message.marked_where_asked("price") and not message.asks_owner


def _status(message: _Message) -> bool:
    if not message.marked_where_asked("status") or message.strong:
        return False
    return not (message.ruled and message.who)


def _command(message: _Message) -> bool:
    if message.asks_owner or any(s.segment.asks for s in message.scans):
        return False
    if any(_begins_with(s, "bot_commands") for s in message.scans) and not message.strong:
        return True
    return any(_orders(s) and not s.has("overview", "compare") for s in message.scans)


def _product(message: _Message) -> bool:
    """What a service is, can do or has, and since when."""
    compared = message.marked("compare") and (
        len({x.target for slots in message.all_slots for x in slots.subjects}) > 1
    )
    if compared or message.asks_owner:
        return False
    if message.marked_where_asked("facts"):
        return True
    if message.marked_where_asked("product") and not message.strong:
        return True
    return any(_asks_a_fact(slots, message) for slots in message.all_slots)


def _chit_chat(message: _Message) -> bool:
    return message.marked("small_talk") and not (message.services or message.duties)


def _other_language(message: _Message) -> bool:
    if not message.marked("other_language") or message.ruled:
        return False
    foreign = sum(len(s.marks.get("other_language", ())) for s in message.scans)
    english = sum(
        len(s.marks.get("filler", ())) + len(s.marks.get("asking", ())) for s in message.scans
    )
    return foreign > english


_KINDS: tuple[tuple[str, Callable[[_Message], bool]], ...] = (
    ("injection", _injection),
    ("small-talk", _small_talk),
    ("machine", _machine),
    ("not-aws", _not_aws),
    ("other-cloud", _other_cloud),
    ("own-premises", _own_premises),
    ("internal", _internal),
    ("event", _event),
    ("how-to", _how_to),
    ("price", _price),
    ("status", _status),
    ("command", _command),
    ("product", _product),
    ("small-talk", _chit_chat),
    ("other-language", _other_language),
)


# --- what one segment says ----------------------------------------------------------------------


def _introduces(scan: Scan) -> bool:
    return scan.asks or scan.segment.asks or scan.segment.header


def _sets_aside(scan: Scan) -> bool:
    """Whether it says what is not asked: "I am not asking who is on call"."""
    return any(
        not _SPEAKING.isdisjoint(scan.words[start:end])
        for start, end in scan.marks.get("exclude", ())
    )


_SPEAKING = frozenset({"asking", "talking"})


def _states(scan: Scan) -> bool:
    """Whether it speaks of a responsibility; "job" or "problem" alone may be any job."""
    return any(
        end - start > 1
        or scan.words[start] not in _PLAIN_NOUNS
        or (start and scan.words[start - 1] in _HOLDERS)
        for start, end in scan.marks.get("duty", ())
    )


_PLAIN_NOUNS = frozenset({"fault", "job", "jobs", "mess", "owner", "problem"})
_HOLDERS = frozenset(
    {"amazon", "amazons", "aws", "customer", "customers", "my", "our", "the", "their", "whose"}
    | {"who", "your", "is", "its"}
)


def _offers(scan: Scan) -> bool:
    """Whether it offers parties to choose from, or is nothing but one of them: "aws?"."""
    if scan.segment.asks and _PARTIES.issuperset(scan.words):
        return True
    return any("or" in scan.words[start:end] for start, end in scan.marks.get("yes_no", ())) or any(
        word == "or"
        and not _PARTIES.isdisjoint((*scan.words[i - 1 : i], *scan.words[i + 1 : i + 4]))
        for i, word in enumerate(scan.words)
    )


_PARTIES = frozenset({"amazon", "aws", "customer", "ours", "provider", "us", "we"})
_PROVIDER = frozenset({"amazon", "aws", "provider"})


def _on_provider(scan: Scan) -> bool:
    """Whether AWS is said or asked to do something; "AWS Backup" is a name."""
    words = scan.words
    if any(
        not _PROVIDER.isdisjoint(words[start:end]) for start, end in scan.marks.get("yes_no", ())
    ):
        return True
    named = {i for span in scan.names for i in range(span.start, span.end)}
    return any(
        start and words[start - 1] in _PROVIDER and start not in named
        for start, _ in scan.marks.get("duty_verbs", ())
    )


def _obliged(scan: Scan) -> bool:
    """Whether it asks what somebody has to do."""
    return any("to" in scan.words[start:end] for start, end in scan.marks.get("yes_no", ()))


def _obliged_how(scan: Scan) -> bool:
    """Whether it asks how much of something is a duty, not how it goes."""
    return scan.words[_head(scan)] == "how" and _obliged(scan)


def _only(scan: Scan, name: str) -> bool:
    """Whether phrases of the list are all that the segment says."""
    said = {i for start, end in scan.marks.get(name, ()) for i in range(start, end)}
    return bool(said) and said | scan.structural >= set(range(len(scan.words)))


def _is_record(scan: Scan) -> bool:
    """Whether it is a log line by its level or time, or a notice about "your" things."""
    words = scan.words
    numbers = sum(map(str.isdigit, words))
    if numbers >= _MOST_NUMBERS or words[0] == "your":
        return True
    labelled = scan.segment.header and (0, 1) in scan.marks.get("labels", ())
    return labelled and numbers == len(words) - 1


def _begins_with(scan: Scan, name: str) -> bool:
    """Whether a phrase of the list stands at the segment's beginning, after a word at most."""
    return any(start <= 1 for start, _ in scan.marks.get(name, ()))


def _asks_about(scan: Scan, name: str) -> bool:
    """Whether a phrase of the list stands close behind a question word: it is what is asked."""
    asking = scan.marks.get("asking", ())
    return any(
        scan.words[start] in _QUESTION_WORDS
        or not _QUESTION_WORDS.isdisjoint(scan.words[max(0, start - 2) : start])
        or any(-1 <= start - end <= _CLOSE for _, end in asking)
        for start, _ in scan.marks.get(name, ())
    )


_QUESTION_WORDS = frozenset({"what", "which", "who", "whos", "whose"})


def _asks_whom(scan: Scan) -> bool:
    """Whether people are what is asked: "which squad", "name of the engineer", "who is the dba"."""
    words = scan.words
    for start, _ in scan.marks.get("people", ()):
        i = start - 1
        if scan.words[max(0, i - 1) : i] in _ARTICLE and words[i] not in _ANSWERABLE:
            i -= 1
        while i >= 0 and words[i] in _LINKS:
            i -= 1
        if i < 0:
            continue
        if words[i] == "who" and i < start - 1:
            return True
        if words[i] in _WHICH and not ("asking" in scan.marks and words[i] in _OF_THINGS):
            return True
    return False


_ARTICLE = (["our"], ["the"])
_ANSWERABLE = frozenset({"accountable", "liable", "responsible"})
_LINKS = frozenset({"a", "are", "in", "is", "my", "of", "on", "our", "the", "your"})
_OF_THINGS = frozenset({"name", "what", "whats", "which"})
_WHICH = _OF_THINGS | {"whos", "whose"}


def _names_somebody(scan: Scan) -> bool:
    """Whether a person is the one who does it or gets it."""
    return any(
        start and scan.words[start - 1] in _BEFORE_PERSON
        for start, _ in scan.marks.get("first_names", ())
    )


_BEFORE_PERSON = frozenset(
    {"ask", "can", "did", "does", "for", "give", "has", "is", "it", "or", "should", "tell", "will"}
)


def _at_something_else(slots: Slots) -> bool:
    """Whether "who" is busy with what is no duty: "who's presenting the backup results"."""
    scan = slots.scan
    words = scan.words
    for _, end in scan.marks.get("asking", ()):
        verb = end + 1 if words[end : end + 1] in _IS else end
        if (
            verb < len(words)
            and words[verb].endswith("ing")
            and not scan.entries[verb].known
            and verb not in slots.touched
        ):
            return True
    return False


_IS = (["are"], ["be"], ["is"], ["was"])


def _among(scan: Scan) -> bool:
    """Whether "who" is looked for somewhere: "who in finance", "who here"."""
    words = scan.words
    named = {span.start for span in scan.names}
    for _, end in scan.marks.get("asking", ()):
        place = words[end + 1 : end + 4]
        if (
            words[end : end + 1] in _AMONG
            and place
            and named.isdisjoint((end + 1, end + 2))
            and _PROVIDER.isdisjoint(place)
        ):
            return True
    return False


def _asks_about_a_shift(scan: Scan) -> bool:
    """Whether a time follows "who": "who patches this weekend" asks for a roster."""
    asking = scan.marks.get("asking", ())
    return any(a < start for a, _ in asking for start, _ in scan.marks.get("shift", ()))


def _asks_whose_thing(scan: Scan) -> bool:
    """Whether somebody's thing is asked for: "whose laptop"."""
    head = _head(scan)
    if scan.words[head] != "whose":
        return False
    following = scan.words[head + 2 : head + 3]
    named = any(span.start == head + 1 for span in scan.names)
    return bool(following) and (named or following[0] not in _COPULAS)


_COPULAS = frozenset({"are", "is", "it", "that", "these", "this", "to", "was"})


def _seeks_contact(scan: Scan) -> bool:
    """Whether it asks for somebody to turn to: "who do we call"; but not "who do you think" or "who do I blame"."""
    words = scan.words
    return any(
        words[end] in _AUXILIARIES
        and words[end + 1] in _ASKERS
        and words[end + 2] not in _BLAMING
        and not scan.has("trust")
        for _, end in scan.marks.get("asking", ())
        if end + 2 < len(words)
    )


_BLAMING = frozenset(
    {"believe", "bet", "blame", "complain", "curse", "guess", "hold", "reckon", "say", "scold"}
    | {"shout", "sue", "suppose", "suspect", "thank", "think", "yell"}
)
_AMONG = (["among"], ["at"], ["from"], ["in"], ["on"])


def _may_be_off(scan: Scan) -> bool:
    """Whether it is worth asking what kind of text it is."""
    return (
        scan.off_topic
        or "asking" not in scan.marks
        or _did(scan)
        or _among(scan)
        or _seeks_contact(scan)
        or _asks_whose_thing(scan)
        or any(word.endswith("ing") for word in scan.words)
    )


def _opens_otherwise(scan: Scan) -> bool:
    """Whether the first word makes it a question of another kind, or an order."""
    head = _head(scan)
    return scan.words[head] in _OPENINGS or any(s == head for s, _ in scan.marks.get("orders", ()))


def _is_party(scan: Scan, companies: str) -> bool:
    """Whether another company is who does it: "does github", "github patches"."""
    verbs = scan.marks.get("duty_verbs", ())
    return any(
        (start and scan.words[start - 1] in _BEFORE_PARTY) or any(end == verb for verb, _ in verbs)
        for start, end in scan.marks.get(companies, ())
    )


_BEFORE_PARTY = frozenset({"are", "at", "by", "can", "did", "do", "does", "is", "should", "will"})


def _did(scan: Scan) -> bool:
    """Whether a past tense follows "who", after an adverb at most."""
    past = {start for start, _ in scan.marks.get("past", ())}
    words = scan.words
    ends = [end for _, end in scan.marks.get("asking", ())]
    ends += [i + 2 for i in range(len(words) - 2) if words[i : i + 2] == ["one", "that"]]
    for end in ends:
        verb = end
        while verb < len(words) and words[verb] in _ADVERBS:
            verb += 1
        if verb in past or (verb < len(words) and _in_past_tense(words[verb])):
            return True
    return False


_ADVERBS = frozenset(
    {"accidentally", "actually", "been", "else", "ever", "first", "had", "has", "have", "just"}
    | {"last", "originally", "recently"}
)


def _in_past_tense(word: str) -> bool:
    return len(word) > _SHORTEST_PAST and word.endswith("ed") and not word.endswith("eed")


_SHORTEST_PAST = 3
_SHORTEST_ID = 7
_MOST_NUMBERS = 6
"""Day, month, year, hour, minute and second."""


def _head(scan: Scan) -> int:
    """Where the first word stands that is no greeting."""
    for i, word in enumerate(scan.words):
        if word not in _GREETINGS:
            return i
    return 0


_GREETINGS = frozenset(
    {"also", "and", "but", "folks", "guys", "hello", "hey", "hi", "just", "morning", "now", "ok"}
    | {"okay", "please", "pls", "plz", "question", "quick", "so", "team", "then", "well"}
)


def _opens(scan: Scan, openings: dict[str, frozenset[str]]) -> bool:
    """Whether the segment opens with one of the words, and one that may follow it."""
    head = _head(scan)
    following = openings.get(scan.words[head])
    if following is None or not _DIVIDED.isdisjoint(scan.words):
        return False
    return not following.isdisjoint(scan.words[head + 1 : head + 2])


_DIVIDED = frozenset({"divided", "shared", "split"})
_AUXILIARIES = frozenset(
    {"am", "are", "can", "cant", "could", "did", "didnt", "do", "does", "doesnt", "dont", "has"}
    | {"have", "is", "isnt", "must", "should", "was", "were", "will", "wont", "would"}
)
_PROCEDURE = {
    "get": frozenset({"me"}),
    "give": frozenset({"me"}),
    "how": _AUXILIARIES | {"to", "best"},
    "send": frozenset({"me"}),
    "show": frozenset({"me", "us"}),
    "where": _AUXILIARIES,
    "why": _AUXILIARIES - {"must", "should"},
}


_OPENINGS = _AUXILIARIES | _PROCEDURE.keys() | {"may", "what", "whats", "when", "which"}


def _asks_a_fact(slots: Slots, message: _Message) -> bool:
    """Whether the segment asks what is, when, how many or whether something is possible."""
    scan = slots.scan
    words = scan.words
    head = _head(scan)
    first, second = words[head], "".join(words[head + 1 : head + 2])
    if _obliged(scan):
        return False
    match first:
        case "when":
            return second in _AUXILIARIES or not (message.strong or message.provider)
        case "how":
            counted = second == "many" and not message.strong
            return counted or (second not in _AUXILIARIES and _inverted(words[head + 2 :]))
        case "what" | "whats":
            return not (message.strong or second in _ABOUT or scan.has("overview"))
        case "which":
            return not message.strong and second not in _ABOUT and _inverted(words[head + 1 :])
        case "can" | "could" | "may":
            if scan.has("trust") or message.provider:
                return False
            return second in _ASKERS or (not message.strong and _is_named(slots, head + 1))
        case "did" | "has" if second in _PROVIDER:
            return words[head + 2 : head + 3] != ["to"]
        case "are" | "is" if second == "there":
            return words[head + 2 : head + 3] not in (["anything"], ["something"])
        case "are" | "did" | "do" | "does" | "has" | "is" | "will":
            if message.provider:
                return _has_trivia(scan) and not message.duties
            if message.strong:
                return False
            said = bool(slots.duties or slots.subjects)
            return (
                _has_trivia(scan)
                or second == "you"
                or (said and ((first in _DONE and "to" not in words) or not _promises(scan)))
            )
        case _:
            return False


_ABOUT = frozenset(
    {"about", "controls", "country", "happens", "if", "must", "of", "party", "should", "side"}
    | {"with"}
)
_DONE = frozenset({"did", "has"})
_ASKERS = frozenset({"i", "we", "you"})


def _inverted(words: list[str]) -> bool:
    """Whether a verb stands before its subject: "which runtimes does it have" asks for a fact.

    "Which runtime the function uses" is something to be chosen.
    """
    return not _VERBS_OF_FACTS.isdisjoint(words[:_CLOSE_VERB])


_VERBS_OF_FACTS = _AUXILIARIES | {"exist", "exists", "offer", "support", "supports"}


def _promises(scan: Scan) -> bool:
    """Whether it asks if something is done without the asker: "is it encrypted", "does it scale"."""
    head = _head(scan)
    verbs = scan.marks.get("duty_verbs", ())
    return (
        scan.has("does_it")
        or any(start > head for start, _ in verbs)
        or any(map(_in_past_tense, scan.words))
    )


def _has_trivia(scan: Scan) -> bool:
    """Whether it has a word of features and limits; "AWS Support" is none."""
    return any(
        not start or scan.words[start - 1] not in _PROVIDER
        for start, _ in scan.marks.get("trivia", ())
    )


def _is_named(slots: Slots, place: int) -> bool:
    """Whether a service stands there, after an article or a number at most."""
    return any(s.start in (place, place + 1) for s in slots.subjects)


_ARTICLES = frozenset({"a", "an", "my", "our", "the", "this"})


_ONES = (["my"], ["the"], ["these"], ["this"])
_NOT_VERBS = frozenset({"all", "both", "concerning", "regarding", "whatever"})


def _orders(scan: Scan) -> bool:
    """Whether it tells the bot to do something: a verb first, and one particular thing or time.

    "Rotate access keys" is a duty; "rotate the keys now" is an order.
    """
    head = _head(scan)
    words = scan.words
    if not any(start == head for start, _ in scan.marks.get("orders", ())):
        return words[head + 1 : head + 2] in _ONES and not (
            words[head].endswith("ing")
            or head in scan.structural
            or any(place == head for _, place in scan.acts)
            or words[head] in _NOT_VERBS
        )
    if scan.has("at_once", "first_names") or scan.unfamiliar or head:
        return True
    following = words[head + 1 : head + 3]
    if following[:1] == ["of"]:
        return False
    if following[:1] in (["this"], ["that"]):
        return True
    particular = not _ARTICLES.isdisjoint(following)
    numbered = any(word.isdigit() for word in words)
    if any(len(word) > _SHORTEST_ID and word.isdigit() for word in words):
        return True
    if any(start == head for start, _ in scan.marks.get("chores", ())):
        return particular or numbered
    return particular and numbered
