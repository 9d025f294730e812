"""Each reading gets the kind of answer that is due, and no owner without a ruling."""

import pytest

from bot.answering import Answerer
from bot.model import (
    Answer,
    Choice,
    Clarification,
    Help,
    Intent,
    OutOfScope,
    Overview,
    Owner,
    Reading,
    Target,
    Unknown,
    Verdict,
)
from tests import small


def verdict(text: str, previous: str | None = None) -> Verdict:
    found = small.answer(text, previous)
    assert isinstance(found, Verdict), found
    return found


def rulings(text: str) -> list[str]:
    return [part.ruling.id for part in verdict(text).parts]


def choices(answer: Answer) -> tuple[Choice, ...]:
    assert isinstance(answer, Clarification | Unknown | Help), answer
    return answer.choices


# --- verdicts ---------------------------------------------------------------------------------


def test_one_question_gets_one_ruling() -> None:
    assert rulings("who backs up loom") == ["loom:backups"]


def test_every_service_asked_about_gets_its_ruling_in_the_order_asked() -> None:
    forth = rulings("who backs up loom and quilt store")
    assert forth == ["loom:backups", "profile.managed-loom:backups"]
    assert rulings("who backs up quilt store and loom") == forth[::-1]


def test_every_duty_asked_about_gets_its_ruling_in_the_order_asked() -> None:
    assert rulings("who backs up and threads loom") == ["loom:backups", "loom:threading"]


def test_owner_is_that_of_all_parts_or_none() -> None:
    assert verdict("who patches loom and yarnball").owner is Owner.AWS
    assert verdict("who patches loom and ec2").owner is None


def test_same_ruling_on_two_services_is_two_parts() -> None:
    parts = verdict("who patches loom and yarnball").parts
    assert len({part.ruling.id for part in parts}) == 1
    assert [part.service.slug for part in parts if part.service] == ["loom", "yarn"]


def test_family_and_the_member_that_it_means_are_one_part() -> None:
    asked = tuple(Target("loom", responsibility=duty) for duty in ("patching", "engine-patching"))
    answer = Answerer(small.knowledge()).answer(Reading(Intent.RULING, asked))
    assert isinstance(answer, Verdict)
    assert [part.ruling.id for part in answer.parts] == ["profile.paas:engine-patching"]


def test_question_without_a_variant_gets_the_service_s_own_ruling_alone() -> None:
    assert rulings("who backs up loom") == ["loom:backups"]


def test_question_without_a_service_gets_the_general_ruling() -> None:
    assert rulings("who oils the machines") == ["general:oiling"]


def test_class_of_services_gets_its_profile_s_ruling() -> None:
    (part,) = verdict("who backs up a managed loom").parts
    assert (part.ruling.id, part.service) == ("profile.managed-loom:backups", None)
    assert part.profile is small.knowledge().profiles["managed-loom"]


# --- software ---------------------------------------------------------------------------------


def test_software_alone_is_asked_back_where_its_place_decides() -> None:
    answer = small.answer("who patches weavedb")
    assert [choice.label for choice in choices(answer)] == [
        "On Amazon Loom",
        "On Loom by Hand",
        "On Amazon EC2",
    ]


def test_each_place_of_software_leads_to_its_ruling() -> None:
    found = [rulings(choice.question) for choice in choices(small.answer("who patches weavedb"))]
    assert found == [
        ["profile.paas:engine-patching"],
        ["profile.iaas:guest-patching"],
        ["profile.iaas:guest-patching"],
    ]


def test_software_is_not_asked_back_where_every_place_has_the_same_owner() -> None:
    assert verdict("who encrypts weavedb").owner is Owner.CUSTOMER


def test_software_beside_its_service_is_that_service_s() -> None:
    assert rulings("who patches weavedb on loom") == ["profile.paas:engine-patching"]


def test_software_beside_one_s_own_machine_is_the_customer_s() -> None:
    assert verdict("who patches weavedb on ec2").owner is Owner.CUSTOMER


def test_software_with_no_duty_is_asked_where_it_runs() -> None:
    for choice in choices(small.answer("weavedb")):
        assert isinstance(small.answer(choice.question), Overview)


# --- questions back ---------------------------------------------------------------------------


def test_class_with_no_duty_is_asked_what_about_it() -> None:
    found = choices(small.answer("managed loom"))
    assert [rulings(choice.question) for choice in found] == [["profile.managed-loom:backups"]]


def test_broad_topic_is_asked_back_with_its_members_or_services() -> None:
    found = small.answer("access")
    assert isinstance(found, Clarification)
    assert [choice.label for choice in found.choices] == ["On Amazon EC2"]
    assert isinstance(small.answer(found.choices[0].question), Verdict)


def test_unknown_duty_on_a_known_service_offers_what_is_known_there() -> None:
    answer = small.answer("who is responsible for dancing on loom")
    assert isinstance(answer, Unknown)
    assert answer.subject == "Amazon Loom"
    *duties, everything = choices(answer)
    assert [rulings(choice.question) for choice in duties] == [["loom:backups"], ["loom:threading"]]
    assert isinstance(small.answer(everything.question), Overview)


def test_responsibility_with_nothing_to_be_responsible_for_is_asked_back() -> None:
    assert isinstance(small.answer("who is responsible?"), Clarification)


@pytest.mark.parametrize("text", ["why?", "are you sure?"])
def test_follow_up_to_nothing_names_no_owner(text: str) -> None:
    assert not isinstance(small.answer(text), Verdict)


# --- the rest ---------------------------------------------------------------------------------


def test_help_offers_examples() -> None:
    assert len(choices(small.answer("help"))) >= 3


def test_what_is_off_topic_says_why() -> None:
    answer = small.answer("how do i patch loom")
    assert isinstance(answer, OutOfScope)
    assert answer.reason == "how-to"


@pytest.mark.parametrize("text", ["loom", "Loom!", "amazon loom?"])
def test_bare_service_is_an_overview(text: str) -> None:
    answer = small.answer(text)
    assert isinstance(answer, Overview)
    assert answer.service.slug == "loom"


def test_same_question_gets_the_same_answer() -> None:
    text = "who patches yarnbal and weavedb on ec2, and threads loom?"
    assert small.answer(text) == small.answer(text)


def test_unknown_duty_offers_first_what_some_of_its_words_are_about() -> None:
    answer = small.answer("who is responsible for the seal of loom")
    assert isinstance(answer, Unknown)
    assert rulings(choices(answer)[0].question) == ["general:seal-rotation"]
