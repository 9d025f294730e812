"""What one segment shows: the clues from which ``scope`` tells what kind of text it is."""

from __future__ import annotations

from bot.understanding.scan import Scan
from bot.understanding.slots import Slots

_CLOSE = 3
_CLOSE_VERB = 5


def introduces(scan: Scan) -> bool:
    """Whether it asks, or ends with a colon before what does."""
    return scan.asks or scan.segment.asks or scan.segment.header


def sets_aside(scan: Scan) -> bool:
    """Whether it says what is not asked: "I am not asking who is on call"."""
    return any(
        not _SPEAKING.isdisjoint(scan.words[start:end])
        for start, end in scan.marks.get("exclude", ())
    )


_SPEAKING = frozenset({"asking", "talking"})


def states(scan: Scan) -> bool:
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


def offers(scan: Scan) -> bool:
    """Whether it offers parties to choose from, is one of them or ends with one: "backups → us?"."""
    segment, words = scan.segment, scan.words
    named_last = words[-1] in _PARTIES and "".join(words[-2:-1]) not in _GETS
    if named_last and (segment.asks or words[beginning(scan)] in ("are", "is")):
        return True
    if segment.item and _PARTIES.issuperset({*words} - _ARTICLES):
        return True
    if segment.asks and words[0] in _POSSESSED:
        return True
    if "or" not in words:
        return False
    return any("or" in words[start:end] for start, end in scan.marks.get("yes_no", ())) or any(
        word == "or" and not _PARTIES.isdisjoint((*words[i - 1 : i], *words[i + 1 : i + 4]))
        for i, word in enumerate(words)
    )


_GETS = frozenset({"at", "for", "from", "of", "the", "to", "with"})
"""Before a party that gets something: "what is cheaper for us?"; "the Amazon" is a river."""
_PARTIES = frozenset({"amazon", "amazons", "aws", "customer", "ours", "provider", "us", "we"})
_POSSESSED = frozenset({"mine", "ours", "theirs", "yours"})
PROVIDER = frozenset({"amazon", "aws", "provider"})


def on_provider(scan: Scan) -> bool:
    """Whether AWS is said or asked to do something; "AWS Backup" is a name."""
    words = scan.words
    if any(
        not PROVIDER.isdisjoint(words[start:end]) for start, end in scan.marks.get("yes_no", ())
    ):
        return True
    named = {i for span in scan.names for i in range(span.start, span.end)}
    return any(
        start and words[start - 1] in PROVIDER and start not in named
        for start, _ in scan.marks.get("duty_verbs", ())
    )


def obliged(scan: Scan) -> bool:
    """Whether it asks what somebody has to do."""
    return any("to" in scan.words[start:end] for start, end in scan.marks.get("yes_no", ()))


def obliged_how(scan: Scan) -> bool:
    """Whether it asks how much of something is a duty, not how it goes."""
    return scan.words[beginning(scan)] == "how" and obliged(scan)


def only(scan: Scan, name: str) -> bool:
    """Whether phrases of the list are all that the segment says."""
    said = {i for start, end in scan.marks.get(name, ()) for i in range(start, end)}
    return bool(said) and said | scan.structural >= set(range(len(scan.words)))


def is_record(scan: Scan) -> bool:
    """Whether it is a log line by its level or time, or a notice about "your" things."""
    words = scan.words
    # An address repeats its numbers: "0.0.0.0/0".
    numbers = len({word for word in words if word[0].isdigit()})
    if (numbers >= _MOST_NUMBERS and "version" not in words) or words[0] == "your":
        return True
    labelled = scan.segment.header and (0, 1) in scan.marks.get("labels", ())
    return labelled and numbers == len(words) - 1


def mentions(scan: Scan, name: str) -> bool:
    """Whether a phrase of the list stands there that "no" does not deny: "no servers on site"."""
    return any(scan.words[start - 1 : start] != ["no"] for start, _ in scan.marks.get(name, ()))


def begins_with(scan: Scan, name: str) -> bool:
    """Whether a phrase of the list stands at the segment's beginning, after a word at most."""
    return any(start <= 1 for start, _ in scan.marks.get(name, ()))


def asks_about(scan: Scan, name: str) -> bool:
    """Whether a phrase of the list stands close behind a question word: it is what is asked."""
    asking = scan.marks.get("asking", ())
    return any(
        scan.words[start] in _QUESTION_WORDS
        or not _QUESTION_WORDS.isdisjoint(scan.words[max(0, start - 2) : start])
        or any(-1 <= start - end <= _CLOSE for _, end in asking)
        for start, _ in scan.marks.get(name, ())
    )


_QUESTION_WORDS = frozenset({"what", "which", "who", "whos", "whose"})


def asks_whom(scan: Scan) -> bool:
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


def names_somebody(scan: Scan) -> bool:
    """Whether a person is the one who does it or gets it."""
    return any(
        start and scan.words[start - 1] in _BEFORE_PERSON
        for start, _ in scan.marks.get("first_names", ())
    )


_BEFORE_PERSON = frozenset(
    {"ask", "can", "did", "does", "for", "give", "has", "is", "it", "or", "should", "tell", "will"}
)


def at_something_else(slots: Slots) -> bool:
    """Whether "who" is busy with what is no duty: "who's presenting the backup results"."""
    scan = slots.scan
    verbs = (_busy(scan, end) for _, end in scan.marks.get("asking", ()))
    return any(verb is not None and verb not in slots.touched for verb in verbs)


def _busy(scan: Scan, end: int) -> int | None:
    """Where an unknown gerund stands behind "who", whose last word is before ``end``."""
    words = scan.words
    verb = end + 1 if words[end : end + 1] in _IS else end
    if verb < len(words) and words[verb].endswith("ing") and not scan.entries[verb].known:
        return verb
    return None


_IS = (["are"], ["be"], ["is"], ["was"])


def among(scan: Scan) -> bool:
    """Whether "who" is looked for somewhere: "who in finance", "who here"."""
    words = scan.words
    named = {span.start for span in scan.names}
    for _, end in scan.marks.get("asking", ()):
        place = words[end + 1 : end + 4]
        if (
            words[end : end + 1] in _AMONG
            and place
            and place[0] not in _POINTERS
            and named.isdisjoint((end + 1, end + 2))
            and PROVIDER.isdisjoint(place)
        ):
            return True
    return False


def asks_before(scan: Scan, name: str) -> bool:
    """Whether a phrase of the list follows "who": "who patches this weekend" asks for a roster."""
    asking = scan.marks.get("asking", ())
    return any(a < start for a, _ in asking for start, _ in scan.marks.get(name, ()))


def asks_whose_thing(scan: Scan) -> bool:
    """Whether somebody's thing is asked for: "whose laptop", but not "whose action item is it"."""
    head = beginning(scan)
    if scan.words[head] != "whose" or not _COPULAS.isdisjoint(scan.words[head + 1 : head + 2]):
        return False
    following = scan.words[head + 2 : head + 3]
    if not _COPULAS.isdisjoint(scan.words[head + 3 : head + 4]) and scan.words[-1] in _POINTERS:
        return False
    named = any(span.start == head + 1 for span in scan.names)
    return bool(following) and (named or following[0] not in _BEHIND_DUTY)


_COPULAS = frozenset({"are", "is", "was"})
_POINTERS = frozenset({"each", "it", "that", "these", "this", "those"})
_BEHIND_DUTY = _COPULAS | _POINTERS | {"and", "or", "to"}
"""What follows "whose job", "whose decision and setup"; "whose laptop broke" is about a thing."""


def seeks_contact(scan: Scan) -> bool:
    """Whether it asks for somebody to turn to: "who do we call"; but not "who do you think" or "who do I blame"."""
    words = scan.words
    return any(
        words[end] in AUXILIARIES
        and words[end + 1] in _ASKERS
        and words[end + 2] not in _BLAMING
        and not scan.has("trust")
        for _, end in scan.marks.get("asking", ())
        if end + 2 < len(words)
    )


_BLAMING = frozenset(
    {"believe", "bet", "blame", "complain", "curse", "guess", "hold", "list", "name", "put"}
    | {"reckon", "say", "scold", "shout", "sue", "suppose", "suspect", "thank", "think", "write"}
    | {"yell"}
)
_AMONG = (["among"], ["at"], ["from"], ["in"], ["on"])


def may_be_off(scan: Scan) -> bool:
    """Whether it is worth asking what kind of text it is."""
    words = scan.words
    if scan.off_topic:
        return True
    if "asking" in scan.marks:
        busy = any(_busy(scan, end) is not None for _, end in scan.marks["asking"])
        return busy or did(scan) or among(scan) or seeks_contact(scan) or asks_whose_thing(scan)
    first = beginning(scan)
    return (
        words[first] in _OPENINGS
        or words[first + 1 : first + 2] in _ONES
        or words[0] == "your"
        or words[-1] in ("help", "how", "why")
        or len(words) > _MOST_NUMBERS
        or scan.segment.header
    )


def is_a_question(scan: Scan) -> bool:
    """Whether it asks, by its mark or its first word, and does not tell something."""
    return scan.segment.asks or scan.words[beginning(scan)] in _OPENINGS


def tells(scan: Scan) -> bool:
    """Whether people tell what happened to them, which no machine does."""
    return not _OURS.isdisjoint(scan.words)


_OURS = frozenset({"i", "my", "our", "we"})


def says_more(slots: Slots, name: str) -> bool:
    """Whether a duty has words beside the phrases of the list."""
    said = {i for a, b in slots.scan.marks.get(name, ()) for i in range(a, b)}
    return any(not duty.places <= said for duty in slots.duties)


def states_a_task(scan: Scan) -> bool:
    """Whether it opens with a gerund or a clause, which ask for nothing.

    "Choosing which region it runs in", "which permissions people get".
    """
    first, *others = scan.words[beginning(scan) :]
    return first.endswith("ing") or (first in ("what", "which") and not _inverted(others))


def opens_otherwise(scan: Scan) -> bool:
    """Whether the first word makes it a question of another kind, or an order."""
    head = beginning(scan)
    return scan.words[head] in _OPENINGS or any(s == head for s, _ in scan.marks.get("orders", ()))


def is_party(scan: Scan, companies: str) -> bool:
    """Whether another company is who does it: "does github", "github patches", "github's or ours"."""
    words = scan.words
    verbs = scan.marks.get("duty_verbs", ())
    return any(
        (start and words[start - 1] in _BEFORE_PARTY)
        or any(end == verb for verb, _ in verbs)
        or (words[end : end + 1] == ["or"] and words[end + 1 : end + 2] in _US)
        for start, end in scan.marks.get(companies, ())
    )


_US = (["ours"], ["us"], ["we"])
_BEFORE_PARTY = frozenset({"are", "at", "by", "can", "did", "do", "does", "is", "should", "will"})


def did(scan: Scan) -> bool:
    """Whether a past tense follows "who", after an adverb at most."""
    past = {start for start, _ in scan.marks.get("past", ())}
    words = scan.words
    ends = [end for _, end in scan.marks.get("asking", ())]
    ends += [i + 2 for i in range(len(words) - 2) if words[i : i + 2] == ["one", "that"]]
    for end in ends:
        verb = end
        while verb < len(words) and words[verb] in _ADVERBS:
            verb += 1
        if words[verb + 1 : verb + 2] == ["to"]:
            continue
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


def beginning(scan: Scan) -> int:
    """Where the first word stands that is no greeting and no set phrase ("quick check")."""
    filler = scan.marks.get("filler", ())
    phrases = {i for start, end in filler if end - start > 1 for i in range(start, end)}
    for i, word in enumerate(scan.words):
        if word not in _GREETINGS and i not in phrases:
            return i
    return 0


_GREETINGS = frozenset(
    {"also", "and", "but", "folks", "guys", "hello", "hey", "hi", "just", "morning", "now", "ok"}
    | {"okay", "please", "pls", "plz", "question", "quick", "so", "team", "then", "well"}
)


def opens(scan: Scan, openings: dict[str, frozenset[str]]) -> bool:
    """Whether the segment opens with one of the words, and one that may follow it."""
    head = beginning(scan)
    following = openings.get(scan.words[head])
    if following is None or not _DIVIDED.isdisjoint(scan.words):
        return False
    return not following.isdisjoint(scan.words[head + 1 : head + 2])


_DIVIDED = frozenset({"divided", "shared", "split"})
AUXILIARIES = frozenset(
    {"am", "are", "can", "cant", "could", "did", "didnt", "do", "does", "doesnt", "dont", "has"}
    | {"have", "is", "isnt", "must", "should", "was", "were", "will", "wont", "would"}
)
PROCEDURE = {
    "get": frozenset({"me"}),
    "give": frozenset({"me"}),
    "how": AUXILIARIES | {"to", "best"},
    "send": frozenset({"me"}),
    "show": frozenset({"me", "us"}),
    "where": AUXILIARIES,
    "why": AUXILIARIES - {"must", "should"},
}


_OPENINGS = (
    AUXILIARIES
    | PROCEDURE.keys()
    | {"define", "describe", "difference", "explain", "may", "what", "whats", "when", "which"}
)


def asks_a_fact(slots: Slots, *, strong: bool, provider: bool, duties: bool) -> bool:
    """Whether the segment asks what is, when, how many or whether something is possible."""
    scan = slots.scan
    words = scan.words
    head = beginning(scan)
    first, second = words[head], "".join(words[head + 1 : head + 2])
    if obliged(scan):
        return False
    match first:
        case "when":
            return second in AUXILIARIES or not (strong or provider)
        case "how":
            counted = second == "many" and not strong
            near = 1 if second in _ADVERBS_OF_TIME else _CLOSE_VERB
            rest = words[head + 2 : head + 2 + near]
            return counted or (second not in AUXILIARIES and _inverted(rest))
        case "what" | "whats":
            if second not in _ARTICLES and not _inverted(words[head + 1 :]) and duties:
                return False
            return not (strong or second in _ABOUT or scan.has("overview"))
        case "which":
            ours = words[head + 1 : head + 3] in (["of", "my"], ["of", "our"])
            return not strong and (ours or second not in _ABOUT) and _inverted(words[head + 1 :])
        case "can" | "could" | "may":
            if scan.has("trust") or provider:
                return False
            return second in _ASKERS or (not strong and _is_named(slots, head + 1))
        case "did" | "has" if second in PROVIDER:
            return words[head + 2 : head + 3] != ["to"]
        case "are" | "is" if second == "there":
            return words[head + 2 : head + 3] not in (["anything"], ["something"])
        case "are" | "did" | "do" | "does" | "has" | "is" | "will":
            if provider:
                return _has_trivia(scan) and not duties
            if strong:
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
_ADVERBS_OF_TIME = frozenset({"fast", "long", "often", "quickly", "soon"})
"""Behind "how" they stand right before the verb of a question: "how long are they kept"."""
_DONE = frozenset({"did", "has"})
_ASKERS = frozenset({"i", "we", "you"})


def _inverted(words: list[str]) -> bool:
    """Whether a verb stands before its subject: "which runtimes does it have" asks for a fact.

    "Which runtime the function uses" is something to be chosen.
    """
    return not _VERBS_OF_FACTS.isdisjoint(words[:_CLOSE_VERB])


_VERBS_OF_FACTS = AUXILIARIES | {"exist", "exists", "offer", "support", "supports"}


def _promises(scan: Scan) -> bool:
    """Whether it asks if something is done without the asker: "is it encrypted", "does it scale"."""
    head = beginning(scan)
    verbs = scan.marks.get("duty_verbs", ())
    return (
        scan.has("does_it")
        or any(start > head for start, _ in verbs)
        or any(map(_in_past_tense, scan.words))
    )


def _has_trivia(scan: Scan) -> bool:
    """Whether it has a word of features and limits; "AWS Support" is none."""
    return any(
        not start or scan.words[start - 1] not in PROVIDER
        for start, _ in scan.marks.get("trivia", ())
    )


def _is_named(slots: Slots, place: int) -> bool:
    """Whether a service stands there, after an article or a number at most."""
    return any(s.start in (place, place + 1) for s in slots.subjects)


_ARTICLES = frozenset({"a", "an", "my", "our", "the", "this"})


_ONES = (["my"], ["the"], ["these"], ["this"])
_NOT_VERBS = frozenset({"all", "both", "concerning", "regarding", "whatever"})


def orders(scan: Scan) -> bool:
    """Whether it tells the bot to do something: a verb first, and one particular thing or time.

    "Rotate access keys" is a duty, "rotate a key when somebody leaves" a rule; "rotate the keys now"
    is an order.
    """
    head = beginning(scan)
    words = scan.words
    if any(span.start == head for span in scan.names):
        return False
    if not any(start == head for start, _ in scan.marks.get("orders", ())):
        return words[head + 1 : head + 2] in _ONES and not (
            words[head].endswith(("ed", "ing"))
            or any(start == head for start, _ in scan.marks.get("past", ()))
            or head in scan.structural
            or any(place == head for _, place in scan.acts)
            or words[head] in _NOT_VERBS
        )
    if "when" in words:
        return False
    if scan.has("at_once", "first_names") or scan.unfamiliar or head:
        return True
    following = words[head + 1 : head + 3]
    if following[:1] in (["from"], ["of"], ["off"], ["to"]):
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
