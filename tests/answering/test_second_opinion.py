"""An answer stands unless experience is sure enough of something else that the rulings bear out."""

import pytest

from bot.answering import Answerer, SecondOpinion
from bot.model import (
    Answer,
    Candidate,
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


def weighed(
    text: str, meaning: Meaning, sure: float, *duties: str, familiar: float = 1.0
) -> Answer:
    """What becomes of the first answer to ``text``."""
    second = SecondOpinion(Answerer(small.knowledge()).answer)
    opinion = Opinion(meaning, sure, familiar)
    return second.weigh(small.answer(text), opinion, lambda _: duties)


def rulings(answer: Answer) -> list[tuple[str, Owner]]:
    assert isinstance(answer, Verdict), answer
    return [(part.ruling.id, part.owner) for part in answer.parts]


CUSTOMERS = "who threads loom"


def test_answer_stands_where_both_agree() -> None:
    assert weighed(CUSTOMERS, Meaning.CUSTOMER, 1.0, "threading") == small.answer(CUSTOMERS)


def test_shared_ruling_stands_where_experience_is_not_sure() -> None:
    text = "who backs up loom"
    assert weighed(text, Meaning.AWS, 0.45, "host-care") == small.answer(text)


def test_answer_stands_and_says_so_where_both_agree_but_are_not_certain() -> None:
    answer = weighed(CUSTOMERS, Meaning.CUSTOMER, 0.6, "threading")
    assert rulings(answer) == rulings(small.answer(CUSTOMERS))
    assert answer.reading.opinion == Opinion(Meaning.CUSTOMER, 0.6)


@pytest.mark.parametrize("sure", [0.3, 0.55])
def test_inclined_to_the_other_owner_it_asks_which_is_meant(sure: float) -> None:
    answer = weighed(CUSTOMERS, Meaning.AWS, sure, "host-care")
    assert isinstance(answer, Clarification)
    assert [choice.question for choice in answer.choices] == [
        "Threading on Amazon Loom",
        "Care of the hosts on Amazon Loom",
    ]


def test_sure_of_the_other_owner_it_answers_by_the_ruling() -> None:
    answer = weighed(CUSTOMERS, Meaning.AWS, 0.85, "host-care")
    assert rulings(answer) == [("general:host-care", Owner.AWS)]


def test_less_is_enough_for_a_duty_that_the_words_suggested() -> None:
    assert isinstance(weighed(CUSTOMERS, Meaning.AWS, 0.65, "host-care"), Clarification)
    first = small.answer(CUSTOMERS)
    assert isinstance(first, Verdict)
    suggested = Candidate("host-care", ("hosts",), False, "the words for threading say more")
    reading = first.reading._replace(candidates=(suggested,))
    second = SecondOpinion(Answerer(small.knowledge()).answer)
    answer = second.weigh(Verdict(reading, first.parts), Opinion(Meaning.AWS, 0.65), lambda _: ())
    assert rulings(answer) == [("general:host-care", Owner.AWS)]


def test_sure_of_both_it_answers_by_the_shared_ruling_that_a_word_suggested() -> None:
    first = small.answer(CUSTOMERS)
    assert isinstance(first, Verdict)
    suggested = Candidate("backups", ("backs",), False, "the words for threading say more")
    reading = first.reading._replace(candidates=(suggested,))
    second = SecondOpinion(Answerer(small.knowledge()).answer)
    heard = Opinion(Meaning.SHARED, 0.85)
    answer = second.weigh(Verdict(reading, first.parts), heard, lambda _: ())
    assert rulings(answer) == [("loom:backups", Owner.SHARED)]


def test_without_a_ruling_that_bears_it_out_it_asks() -> None:
    answer = weighed(CUSTOMERS, Meaning.AWS, 0.95, "threading")
    assert isinstance(answer, Clarification)


def test_changed_answer_says_what_experience_heard() -> None:
    answer = weighed(CUSTOMERS, Meaning.AWS, 0.95, "host-care")
    assert answer.reading.opinion == Opinion(Meaning.AWS, 0.95)
    assert small.answer(CUSTOMERS).reading.opinion is None


def test_shared_ruling_is_answered_with_the_half_that_is_meant() -> None:
    answer = weighed("who backs up loom", Meaning.AWS, 0.95, "backups")
    assert rulings(answer) == [("loom:backups", Owner.AWS)]


def test_half_of_what_was_asked_in_full_is_not_that_of_another_duty() -> None:
    answer = weighed("who backs up loom", Meaning.CUSTOMER, 0.95, "threading")
    assert rulings(answer) == [("loom:backups", Owner.CUSTOMER)]
    answer = weighed("who backs up the crooked loom", Meaning.CUSTOMER, 0.95, "threading")
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


def test_shared_ruling_stands_where_it_is_less_sure_which_half() -> None:
    text = "who backs up loom"
    assert weighed(text, Meaning.AWS, 0.75, "backups") == small.answer(text)


def test_half_is_answered_sooner_where_words_were_left_over() -> None:
    text = "who backs up the crooked loom"
    assert weighed(text, Meaning.AWS, 0.55, "backups") == small.answer(text)
    answer = weighed(text, Meaning.AWS, 0.65, "backups")
    assert rulings(answer) == [("loom:backups", Owner.AWS)]


def test_shared_ruling_that_no_word_suggested_overrules_nobody() -> None:
    answer = weighed("who threads loom", Meaning.SHARED, 0.95, "backups")
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


def test_words_read_in_part_are_asked_about_where_experience_cannot_tell() -> None:
    text = "who threads the crooked loom"
    assert isinstance(weighed(text, Meaning.CUSTOMER, 0.45), Clarification)
    assert isinstance(weighed(text, Meaning.CUSTOMER, 0.55), Verdict)
    assert isinstance(weighed(CUSTOMERS, Meaning.CUSTOMER, 0.45), Verdict)


def test_unknown_duty_is_answered_where_experience_knows_it() -> None:
    text = "who is responsible for plumbing on loom"
    assert isinstance(small.answer(text), Unknown)
    answer = weighed(text, Meaning.CUSTOMER, 0.85, "threading")
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


def test_unknown_duty_stays_unknown_where_experience_is_not_sure() -> None:
    text = "who does the crooked dusty bits of loom"
    first = small.answer(text)
    assert isinstance(first, Unknown)
    assert weighed(text, Meaning.CUSTOMER, 0.55, "threading") == first


def test_owner_is_not_named_for_words_it_has_never_seen() -> None:
    text = "who is responsible for plumbing on loom"
    answer = weighed(text, Meaning.CUSTOMER, 1.0, "threading", familiar=0.7)
    assert answer == small.answer(text)


def test_unknown_name_is_asked_about_whatever_experience_says() -> None:
    first = small.answer("who patches AWS Stargazer")
    assert isinstance(first, Clarification)
    assert weighed("who patches AWS Stargazer", Meaning.AWS, 1.0, "engine-patching") == first


TAKEN_BACK = [
    (CUSTOMERS, Meaning.SEVERAL, 0.5, Clarification),
    (CUSTOMERS, Meaning.OFF_TOPIC, 0.7, OutOfScope),
    ("who threads or patches the crooked loom", Meaning.OFF_TOPIC, 0.5, OutOfScope),
]


@pytest.mark.parametrize(("text", "meaning", "least", "kind"), TAKEN_BACK)
def test_answer_is_taken_back_where_questions_like_it_had_no_one_owner(
    text: str, meaning: Meaning, least: float, kind: type[Answer]
) -> None:
    assert isinstance(weighed(text, meaning, least + 0.05), kind)
    assert isinstance(weighed(text, meaning, least - 0.05), Verdict)


def test_who_offers_the_parties_is_never_told_that_it_is_off_topic() -> None:
    answer = weighed("threads of the crooked loom, us or aws?", Meaning.OFF_TOPIC, 1.0)
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


def test_general_ruling_is_taken_back_where_the_words_are_of_another_world() -> None:
    text = "who patches the crooked road"
    assert rulings(small.answer(text)) == [("general:patching", Owner.SHARED)]
    assert isinstance(weighed(text, Meaning.AWS, 0.4, familiar=0.7), OutOfScope)
    assert isinstance(weighed(text, Meaning.CUSTOMER, 0.4, familiar=0.9), Verdict)
    assert isinstance(weighed(text, Meaning.SHARED, 0.4, familiar=0.7), Verdict)
    answer = weighed("who patches the crooked loom", Meaning.CUSTOMER, 0.55, familiar=0.7)
    assert not isinstance(answer, OutOfScope)


@pytest.mark.parametrize(("sure", "kept"), [(0.85, False), (0.75, True)])
def test_one_owner_is_asked_about_where_questions_like_it_were_too_vague(
    sure: float, kept: bool
) -> None:
    answer = weighed(CUSTOMERS, Meaning.UNCLEAR, sure)
    assert isinstance(answer, Verdict if kept else Clarification)


def test_shared_ruling_stands_where_questions_like_it_were_too_vague() -> None:
    text = "who backs up loom"
    assert weighed(text, Meaning.UNCLEAR, 1.0) == small.answer(text)


@pytest.mark.parametrize("text", ["how much is threading", "who threads azure"])
def test_what_is_plainly_off_topic_stays_so(text: str) -> None:
    first = small.answer(text)
    assert isinstance(first, OutOfScope)
    assert weighed(text, Meaning.CUSTOMER, 1.0, "threading") == first


def test_procedure_is_explained_to_nobody_but_may_be_a_question_of_owners() -> None:
    text = "how do i thread loom"
    assert isinstance(small.answer(text), OutOfScope)
    assert weighed(text, Meaning.CUSTOMER, 0.65, "threading") == small.answer(text)
    answer = weighed(text, Meaning.CUSTOMER, 0.75, "threading")
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


@pytest.mark.parametrize("text", ["list services", "help", "compare loom and quilt store"])
def test_what_was_asked_for_by_name_is_shown_whatever_experience_says(text: str) -> None:
    assert weighed(text, Meaning.OFF_TOPIC, 1.0) == small.answer(text)


def test_list_with_an_item_unread_is_asked_about_unless_it_is_surely_one_thing() -> None:
    text = "threading on loom + crooked dusty bits"
    assert small.answer(text).reading.reason == "partly-read"
    assert isinstance(weighed(text, Meaning.CUSTOMER, 0.75, "threading"), Clarification)
    answer = weighed(text, Meaning.CUSTOMER, 0.85, "threading")
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


def test_what_only_lacked_a_question_is_answered_where_experience_knows_it() -> None:
    text = "loom looks thick crooked and dusty"
    assert isinstance(small.answer(text), OutOfScope)
    assert weighed(text, Meaning.CUSTOMER, 0.65, "threading") == small.answer(text)
    answer = weighed(text, Meaning.CUSTOMER, 0.75, "threading")
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


@pytest.mark.parametrize(
    ("text", "too_little", "enough"),
    [
        ("who threads and patches the crooked loom", 0.65, 0.75),
        ("who threads and patches the loom", 0.45, 0.55),
    ],
)
def test_of_several_duties_those_that_are_meant_are_answered(
    text: str, too_little: float, enough: float
) -> None:
    assert len(rulings(small.answer(text))) == 2
    assert weighed(text, Meaning.CUSTOMER, too_little) == small.answer(text)
    answer = weighed(text, Meaning.CUSTOMER, enough)
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


def test_task_said_like_an_order_is_answered_where_experience_knows_it() -> None:
    text = "fix my loom threading"
    first = small.answer(text)
    assert isinstance(first, OutOfScope)
    assert first.reason == "command"
    assert weighed(text, Meaning.CUSTOMER, 0.65, "threading") == first
    answer = weighed(text, Meaning.CUSTOMER, 0.75, "threading")
    assert rulings(answer) == [("loom:threading", Owner.CUSTOMER)]


def test_several_duties_listed_one_by_one_are_all_answered() -> None:
    text = "loom: (a) threading (b) patching"
    assert len(rulings(small.answer(text))) == 2
    assert weighed(text, Meaning.CUSTOMER, 1.0) == small.answer(text)


def test_answer_to_a_follow_up_stands() -> None:
    second = SecondOpinion(Answerer(small.knowledge()).answer)
    first = small.answer("and quilt store?", "who threads loom")
    assert second.weigh(first, Opinion(Meaning.AWS, 1.0), lambda _: ("host-care",)) == first
