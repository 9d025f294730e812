"""What examples meant is what a question like them is taken to mean, and no more than that."""

import pytest

from bot.model import Meaning
from bot.understanding import Example, Experience
from tests.small import read

TAUGHT = [
    ("who threads the loom in the morning", Meaning.CUSTOMER, "threading"),
    ("who threads the quilt store in the morning", Meaning.CUSTOMER, "threading"),
    ("threads of our loom are torn, who mends them", Meaning.CUSTOMER, "threading"),
    ("threads of our quilt store are torn, who mends them", Meaning.CUSTOMER, "threading"),
    ("who oils the gears below the loom", Meaning.AWS, "oiling"),
    ("who oils the gears below the quilt store", Meaning.AWS, "oiling"),
    ("gears below our loom squeak, who mends them", Meaning.AWS, "oiling"),
    ("gears below our quilt store squeak, who mends them", Meaning.AWS, "oiling"),
    ("who sings in the morning", Meaning.OFF_TOPIC, None),
    ("who sings to our loom", Meaning.OFF_TOPIC, None),
]


def learnt(taught: list[tuple[str, Meaning, str | None]] = TAUGHT) -> Experience:
    return Experience(Example(read(text).features, meaning, duty) for text, meaning, duty in taught)


def meant(text: str, experience: Experience | None = None) -> Meaning | None:
    opinion = (experience or learnt()).opinion(read(text).features)
    return opinion.meaning if opinion else None


MEANT = [
    ("threads of the loom, who mends them", Meaning.CUSTOMER),
    ("gears of the loom, who mends them", Meaning.AWS),
    ("who sings in the loom", Meaning.OFF_TOPIC),
]


@pytest.mark.parametrize(("text", "meaning"), MEANT)
def test_question_means_what_examples_with_its_words_meant(text: str, meaning: Meaning) -> None:
    assert meant(text) is meaning


def test_what_was_learnt_on_one_service_holds_for_another() -> None:
    """Names are only named, so that the words around them count: no example speaks of EC2."""
    assert meant("gears below our ec2 squeak, who mends them") is Meaning.AWS


def test_there_is_no_opinion_on_a_question_of_unfamiliar_words() -> None:
    assert meant("who threads cormorants through lighthouses") is None


def test_opinion_is_surer_of_words_that_always_meant_the_same() -> None:
    experience = learnt()
    mixed = experience.opinion(read("the loom in the morning, who").features)
    plain = experience.opinion(read("who threads the loom in the morning").features)
    assert mixed is not None
    assert plain is not None
    assert mixed.sure < plain.sure <= 1.0


def test_order_of_the_examples_changes_nothing() -> None:
    forth, back = learnt(), learnt(TAUGHT[::-1])
    for text, *_ in TAUGHT:
        assert forth.opinion(read(text).features) == back.opinion(read(text).features)


def test_duties_are_those_of_the_examples_with_the_same_meaning() -> None:
    features = read("who mends what squeaks below the loom").features
    assert learnt().duties(features, Meaning.AWS) == ("oiling",)
    assert learnt().duties(features, Meaning.CUSTOMER) == ("threading",)
    assert learnt().duties(features, Meaning.SHARED) == ()
