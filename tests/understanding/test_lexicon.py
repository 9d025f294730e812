"""The words of a question meet the words of the base, whatever form they have."""

from functools import cache

import pytest

from bot.compiled import engine
from bot.engine import Engine
from bot.model import Question, Verdict
from bot.understanding.lexicon import Lexicon, Signal, Signals
from bot.understanding.scan import scan
from bot.understanding.text import segments
from tests import small
from tests.small import targets

# --- names ------------------------------------------------------------------------------------

NAMES = [
    ("an alias", "loom", "loom"),
    ("the official name", "Amazon Loom", "loom"),
    ("a plural", "looms", "loom"),
    ("capitals", "LOOM", "loom"),
    ("a former name", "AWS Heddle", "loom"),
    ("two words", "quilt store", "quilt"),
    ("two words written as one", "quiltstore", "quilt"),
    ("two words with a dash", "quilt-store", "quilt"),
    ("one word torn in two", "yarn ball", "yarn"),
    ("a name spelt out", "e.c.2", "ec2"),
    ("a name torn at its digit", "ec 2", "ec2"),
    ("the maker's name stuck to it", "amazonyarnball", "yarn"),
    ("a variant", "hand loom", "loom/hand"),
    ("a variant written as one word", "handloom", "loom/hand"),
    ("a class of services", "managed loom", "managed-loom"),
    ("software", "WeaveDB", "weavedb"),
]


@pytest.mark.parametrize(("name", "slug"), [n[1:] for n in NAMES], ids=[n[0] for n in NAMES])
def test_name_is_known_by(name: str, slug: str) -> None:
    assert targets(f"who patches {name}") == [(slug, "patching")]


def test_longest_name_wins() -> None:
    """ "Managed loom" holds "loom" and "hand loom" does too: neither is the service."""
    assert targets("who patches a managed loom") == [("managed-loom", "patching")]
    assert targets("who patches the hand loom") == [("loom/hand", "patching")]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("yarnbal", "yarn"), ("amazon quilt stroe", "quilt"), ("handlooom", "loom/hand")],
)
def test_misspelt_name_is_known_and_the_correction_shown(typed: str, slug: str) -> None:
    reading = small.read(f"who patches {typed}")
    assert targets(f"who patches {typed}") == [(slug, "patching")]
    assert [c.typed for c in reading.corrections] == typed.split()[-1:]


@pytest.mark.parametrize("name", ["qst", "yst", "ec2"])
def test_short_name_never_turns_into_another(name: str) -> None:
    """QST and YST are one letter apart, and both are known."""
    assert small.read(f"who patches {name}").corrections == ()


def test_short_name_between_two_is_not_guessed() -> None:
    reading = small.read("who patches zst")
    assert reading.corrections == ()
    assert all(target.service is None for target in reading.targets)


# --- duties -----------------------------------------------------------------------------------

DUTIES = [
    ("the word itself", "patch loom", "patching"),
    ("another ending", "patches on loom", "patching"),
    ("a gerund", "patching loom", "patching"),
    ("a past form", "patched loom", "patching"),
    ("a synonym", "fix loom", "patching"),
    ("a synonym of two words", "security update of loom", "patching"),
    ("a synonym in the plural", "security updates of loom", "patching"),
    ("a synonym written as one word", "backup loom", "backups"),
    ("a synonym of two words for one", "back up loom", "backups"),
    ("a noun for a verb", "encryption of loom", "encryption-at-rest"),
    ("words in another order", "see to the rotation of seals", "seal-rotation"),
]


@pytest.mark.parametrize(("text", "duty"), [d[1:] for d in DUTIES], ids=[d[0] for d in DUTIES])
def test_duty_is_known_by(text: str, duty: str) -> None:
    assert [found for _, found in targets(f"who has to {text}")] == [duty]


def test_longer_set_of_words_beats_a_shorter_one() -> None:
    assert targets("who does the guest patches on loom") == [("loom", "guest-patching")]


def test_service_s_own_words_mean_its_duty() -> None:
    assert targets("who keeps the shuttle window of loom") == [("loom", "backups")]


def test_service_s_own_words_mean_nothing_beside_another_service() -> None:
    assert ("quilt", "backups") not in targets("who keeps the shuttle window of quilt store")


def test_no_phrase_ends_behind_the_last_word() -> None:
    """Of "steam" and "steam power" the second is looked for at the end of a question, too."""
    (segment,) = segments("who oils loom by steam")
    found = scan(segment, Lexicon(small.knowledge())).variant_words
    assert [(span.start, span.end) for span in found] == [(4, 5)]


@cache
def shipped() -> Engine:
    return engine()


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("who is responsible for the bucket policy", "s3"),
        ("who configures the bucket lifecycle rules", "s3"),
    ],
)
def test_words_that_one_service_alone_has_stand_for_it(text: str, service: str) -> None:
    """Told on the whole base, where a word can be rare."""
    answer = shipped().answer(Question(text))
    assert isinstance(answer, Verdict)
    assert [part.service.slug for part in answer.parts if part.service] == [service]


# --- sets of terms ----------------------------------------------------------------------------


def _signals(*sets: str) -> Signals:
    terms = [tuple(words.split()) for words in sets]
    return Signals(Signal(frozenset(t), t, " ".join(t), None, None, 0.0) for t in terms)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("oil loom", ["oil", "loom oil"]),
        ("loom oil rare", ["loom oil", "oil", "rare loom oil"]),
        ("loom", []),
        ("dry oil", ["oil"]),
        ("", []),
    ],
)
def test_sets_of_terms_are_found_that_lie_within_those_asked(asked: str, found: list[str]) -> None:
    signals = _signals("oil", "loom oil", "rare loom oil", "rare oil dry")
    got = [signal.responsibility for signal in signals.within(dict.fromkeys(asked.split()))]
    assert sorted(got) == sorted(found)


def test_sets_of_terms_are_found_once_that_touch_those_asked() -> None:
    signals = _signals("oil", "loom oil", "dry")
    got = [signal.responsibility for signal in signals.touching(["oil", "loom", "unheard"])]
    assert got == ["oil", "loom oil"]
