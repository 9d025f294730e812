"""What examples meant is what a question like them is taken to mean, and no more than that."""

import pickle
import subprocess
import sys

import pytest

from bot.model import Meaning, Opinion
from bot.understanding import Example, Experience
from tests.small import read

NAMES = ("loom", "quilt store", "ec2")
WHEN = ("in the morning", "at night", "on a holiday")
TAUGHT = [
    (f"{said} {when}".format(name), meaning, duty)
    for said, meaning, duty in [
        ("who threads the {}", Meaning.CUSTOMER, "threading"),
        ("threads of our {} are torn, who mends them", Meaning.CUSTOMER, "threading"),
        ("who oils the gears below the {}", Meaning.AWS, "oiling"),
        ("gears below our {} squeak, who mends them", Meaning.AWS, "oiling"),
        ("who sings to the {}", Meaning.OFF_TOPIC, None),
        ("songs about our {}, who sings them", Meaning.OFF_TOPIC, None),
    ]
    for name in NAMES
    for when in WHEN
]
NO_ANSWER = "Unknown unknown-duty"


def learnt(taught: list[tuple[str, Meaning, str | None]] = TAUGHT) -> Experience:
    return Experience(
        Example(read(text).features, NO_ANSWER, meaning, duty) for text, meaning, duty in taught
    )


def opinion(text: str, experience: Experience | None = None, gist: str = NO_ANSWER) -> Opinion:
    return (experience or learnt()).opinion(read(text).features, gist)


MEANT = [
    ("threads of the loom, who mends them", Meaning.CUSTOMER),
    ("gears of the loom, who mends them", Meaning.AWS),
    ("songs of the loom, who sings them", Meaning.OFF_TOPIC),
]


@pytest.mark.parametrize(("text", "meaning"), MEANT)
def test_question_means_what_examples_with_its_words_meant(text: str, meaning: Meaning) -> None:
    assert opinion(text).meaning is meaning


def test_what_was_learnt_on_one_service_holds_for_another() -> None:
    """Names are only named, so that the words around them count: no example speaks of Kafka."""
    assert opinion("gears below our kafka squeak, who mends them").meaning is Meaning.AWS


def test_opinion_says_how_many_of_the_words_are_new() -> None:
    assert opinion("who threads the loom at night").familiar == 1.0
    assert opinion("who threads cormorants through lighthouses").familiar == 0.4


def test_opinion_is_surer_of_words_that_always_meant_the_same() -> None:
    mixed, plain = opinion("who mends the loom"), opinion("who mends the threads of the loom")
    assert mixed.sure < plain.sure <= 1.0


def test_what_the_word_sets_gave_counts_as_often_as_it_was_meant() -> None:
    """The same words, which mean either; what was found tells them apart."""
    known = [
        Example(read(f"who mends the {name} {when}").features, found, meaning, None)
        for name in NAMES
        for when in WHEN
        for found, meaning in [("aws one", Meaning.AWS), ("customer one", Meaning.OFF_TOPIC)]
        for _ in range(4)
    ]
    experience = Experience(known)
    assert opinion("who mends the loom", experience, "aws one").meaning is Meaning.AWS
    assert opinion("who mends the loom", experience, "customer one").meaning is Meaning.OFF_TOPIC


def test_order_of_the_examples_changes_nothing() -> None:
    forth, back = learnt(), learnt(TAUGHT[::-1])
    for text, *_ in TAUGHT:
        assert opinion(text, forth) == opinion(text, back)


def test_duties_are_those_of_the_examples_with_the_same_meaning() -> None:
    features = read("who mends what squeaks below the loom").features
    assert learnt().duties(features, Meaning.AWS) == ("oiling",)
    assert learnt().duties(features, Meaning.CUSTOMER) == ("threading",)
    assert learnt().duties(features, Meaning.SHARED) == ()


def test_loading_what_was_learnt_loads_no_training() -> None:
    """scikit-learn takes a second to load, and every start would."""
    script = "import pickle, sys; pickle.load(sys.stdin.buffer); sys.exit('sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], input=pickle.dumps(learnt()), check=False)
    assert done.returncode == 0
