"""An answer stands unless experience is sure enough of something else that the rulings bear out."""

import pytest

from bot.answering import Answerer, SecondOpinion
from bot.model import (
    Answer,
    Clarification,
    Help,
    Listing,
    Meaning,
    Opinion,
    OutOfScope,
    Overview,
    Owner,
    Unknown,
    Verdict,
)
from tests import small


def weighed(text: str, meaning: Meaning, sure: float, *duties: str) -> Answer:
    """What becomes of the first answer to ``text``."""
    second = SecondOpinion(Answerer(small.knowledge()).answer)
    return second.weigh(small.answer(text), Opinion(meaning, sure), lambda _: duties)


def rulings(answer: Answer) -> list[tuple[str, Owner]]:
    assert isinstance(answer, Verdict), answer
    return [(part.ruling.id, part.owner) for part in answer.parts]


READ_IN_PART = "who threads the crooked loom"
READ_IN_FULL = "who threads loom"


def test_answer_stands_where_both_agree() -> None:
    first = small.answer(READ_IN_FULL)
    assert weighed(READ_IN_FULL, Meaning.CUSTOMER, 1.0, "threading") == first


def test_answer_stands_where_experience_is_not_sure() -> None:
    first = small.answer(READ_IN_PART)
    assert weighed(READ_IN_PART, Meaning.AWS, 0.6, "host-care") == first


def test_fairly_sure_of_another_owner_it_asks_which_is_meant() -> None:
    answer = weighed(READ_IN_PART, Meaning.AWS, 0.85, "host-care")
    assert isinstance(answer, Clarification)
    assert [choice.question for choice in answer.choices] == [
        "Threading on Amazon Loom",
        "Care of the hosts on Amazon Loom",
    ]


def test_answer_to_what_was_read_in_full_stands_unless_experience_is_all_but_certain() -> None:
    first = small.answer(READ_IN_FULL)
    assert weighed(READ_IN_FULL, Meaning.AWS, 0.85, "host-care") == first


def test_ruling_on_the_likeliest_duty_stands_unless_experience_is_all_but_certain() -> None:
    """Experience doubts which duty is meant, not who has it on this service."""
    first = small.answer(READ_IN_PART)
    assert weighed(READ_IN_PART, Meaning.AWS, 0.85, "threading", "host-care") == first


def test_all_but_certain_of_another_owner_it_answers_by_the_ruling() -> None:
    answer = weighed(READ_IN_FULL, Meaning.AWS, 0.95, "host-care")
    assert rulings(answer) == [("general:host-care", Owner.AWS)]


def test_without_a_ruling_that_bears_it_out_it_asks() -> None:
    answer = weighed(READ_IN_FULL, Meaning.AWS, 0.95, "threading")
    assert isinstance(answer, Clarification)


def test_changed_answer_says_what_experience_heard() -> None:
    answer = weighed(READ_IN_FULL, Meaning.AWS, 0.95, "host-care")
    assert answer.reading.opinion == Opinion(Meaning.AWS, 0.95)
    assert small.answer(READ_IN_FULL).reading.opinion is None


def test_shared_ruling_is_answered_with_the_half_that_is_meant() -> None:
    answer = weighed("who backs up loom", Meaning.AWS, 0.95, "backups")
    assert rulings(answer) == [("loom:backups", Owner.AWS)]


def test_broad_shared_ruling_stands_where_no_more_is_said() -> None:
    first = small.answer("who patches?")
    assert isinstance(first, Verdict)
    assert first.owner is Owner.SHARED
    assert weighed("who patches?", Meaning.AWS, 1.0, "engine-patching") == first


def test_unknown_duty_is_answered_where_experience_knows_it() -> None:
    text = "who is responsible for plumbing on loom"
    assert isinstance(small.answer(text), Unknown)
    answer = weighed(text, Meaning.CUSTOMER, 0.85, "threading")
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


def test_unknown_name_is_asked_about_whatever_experience_says() -> None:
    first = small.answer("who patches AWS Stargazer")
    assert isinstance(first, Clarification)
    assert weighed("who patches AWS Stargazer", Meaning.AWS, 1.0, "engine-patching") == first


TAKEN_BACK = [
    (Meaning.OFF_TOPIC, OutOfScope),
    (Meaning.UNCLEAR, Clarification),
    (Meaning.SEVERAL, Clarification),
]


@pytest.mark.parametrize(("meaning", "kind"), TAKEN_BACK)
def test_answer_is_taken_back_where_questions_like_it_had_no_one_owner(
    meaning: Meaning, kind: type[Answer]
) -> None:
    assert isinstance(weighed(READ_IN_FULL, meaning, 0.95), kind)
    assert isinstance(weighed(READ_IN_FULL, meaning, 0.7), Verdict)


@pytest.mark.parametrize("text", ["how do i thread loom", "who threads azure"])
def test_what_is_plainly_off_topic_stays_so(text: str) -> None:
    first = small.answer(text)
    assert isinstance(first, OutOfScope)
    assert weighed(text, Meaning.CUSTOMER, 1.0, "threading") == first


def test_what_only_lacked_a_question_is_answered_where_experience_knows_it() -> None:
    text = "loom looks thick crooked and dusty"
    assert isinstance(small.answer(text), OutOfScope)
    answer = weighed(text, Meaning.CUSTOMER, 0.99, "threading")
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


SHOWN = [
    ("weather in paris", Meaning.HELP, Help),
    ("weather in paris", Meaning.LIST, Listing),
    ("weather on our loom", Meaning.LIST, Overview),
    ("weather on our loom", Meaning.SHARED, Overview),
    ("weather in paris", Meaning.UNCLEAR, Clarification),
]


@pytest.mark.parametrize(("text", "meaning", "kind"), SHOWN)
def test_what_had_no_answer_is_shown_what_questions_like_it_wanted(
    text: str, meaning: Meaning, kind: type[Answer]
) -> None:
    assert isinstance(small.answer(text), OutOfScope)
    assert isinstance(weighed(text, meaning, 0.8), kind)


def test_who_question_about_one_thing_is_answered_though_only_a_service_was_read() -> None:
    text = "loom, who"
    assert isinstance(small.answer(text), Overview)
    answer = weighed(text, Meaning.CUSTOMER, 0.9, "threading")
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]
    assert isinstance(weighed("loom", Meaning.CUSTOMER, 0.9, "threading"), Overview)


def test_several_duties_that_were_asked_for_are_all_answered() -> None:
    text = "who threads loom and who patches quilt store"
    assert weighed(text, Meaning.CUSTOMER, 1.0, "threading") == small.answer(text)


def test_of_two_duties_on_one_thing_the_one_that_is_meant_is_answered() -> None:
    text = "who threads and patches the crooked loom"
    assert len(rulings(small.answer(text))) == 2
    answer = weighed(text, Meaning.CUSTOMER, 0.97)
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


def test_two_duties_that_are_all_that_is_said_are_both_answered() -> None:
    text = "who threads and patches loom"
    assert weighed(text, Meaning.CUSTOMER, 1.0) == small.answer(text)


def test_answer_to_a_follow_up_stands() -> None:
    second = SecondOpinion(Answerer(small.knowledge()).answer)
    first = small.answer("and quilt store?", "who threads loom")
    assert second.weigh(first, Opinion(Meaning.AWS, 1.0), lambda _: ("host-care",)) == first
