"""Each grade means what it says: only a harmful answer fails a run."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from bot.engine import Engine
from bot.evaluation import FAILING, Grade, astray, case, grade, unused
from tests import small


def graded(
    wanted: dict[str, Any],
    outcome: str = "answer",
    owner: str | None = None,
    owners: Iterable[str] = (),
    text: str = "",
) -> Grade:
    """The grade of a record with this outcome, owner and these owners of parts."""
    parts = [{"owner": each} for each in owners or ([owner] if owner else [])]
    record = {"outcome": outcome, "owner": owner, "parts": parts, "text": text, "blocks": []}
    return grade(case({"id": "1", "text": "?", **wanted}), record)


ONE = {"expect": "answer", "owner": "aws"}
CLARIFY = {"expect": "clarify"}
OFF_TOPIC = {"expect": "out_of_scope"}
SEVERAL = {"expect": "answer", "owner": None, "owners": [{"owner": "aws"}, {"owner": "customer"}]}
SHARED_PART = {
    "expect": "answer",
    "owner": None,
    "owners": [{"owner": "aws"}, {"owner": "customer", "also_accept": ["shared"]}],
}


def test_no_record_is_missing() -> None:
    assert grade(case({"id": "1", "text": "?"}), None) is Grade.MISSING


def test_case_without_a_text_is_refused() -> None:
    with pytest.raises(KeyError, match="text"):
        case({"id": "1"})


def test_forbidden_text_in_the_reply_is_a_leak_whatever_the_owner() -> None:
    wanted = {**ONE, "must_not_contain": ["<!channel>"]}
    assert graded(wanted, owner="aws", text="hello <!channel>") is Grade.LEAK
    assert graded(wanted, owner="aws", text="hello channel") is Grade.RIGHT


def test_forbidden_text_is_looked_for_in_the_blocks_too() -> None:
    wanted = case({"id": "1", "text": "?", **ONE, "must_not_contain": ["ünsafe"]})
    record = {"outcome": "answer", "owner": "aws", "parts": [], "text": "", "blocks": ["ünsafe"]}
    assert grade(wanted, record) is Grade.LEAK


ONE_OWNER = [
    ("the owner", "aws", ["aws"], Grade.RIGHT),
    ("swapped", "customer", ["customer"], Grade.HARD),
    ("shared instead", "shared", ["shared"], Grade.SOFT),
    ("the owner among others", None, ["aws", "customer"], Grade.SOFT),
    ("not among the parts", None, ["customer", "shared"], Grade.HARD),
]


@pytest.mark.parametrize(
    ("owner", "owners", "expected"), [g[1:] for g in ONE_OWNER], ids=[g[0] for g in ONE_OWNER]
)
def test_answer_where_one_owner_is_due(
    owner: str | None, owners: list[str], expected: Grade
) -> None:
    assert graded(ONE, owner=owner, owners=owners) is expected


def test_single_owner_where_shared_is_due_is_soft() -> None:
    assert graded({"expect": "answer", "owner": "shared"}, owner="aws") is Grade.SOFT


@pytest.mark.parametrize("outcome", ["clarify", "unknown", "help", "out_of_scope", "list"])
def test_no_owner_where_one_is_due_is_safe(outcome: str) -> None:
    assert graded(ONE, outcome) is Grade.SAFE


def test_outcome_that_is_accepted_too_is_right() -> None:
    assert graded({**ONE, "also_accept": ["clarify"]}, "clarify") is Grade.RIGHT


@pytest.mark.parametrize("accepted", ["shared", "answer:shared"])
def test_owner_that_is_accepted_too_is_right(accepted: str) -> None:
    assert graded({**ONE, "also_accept": [accepted]}, owner="shared") is Grade.RIGHT


def test_owner_for_an_off_topic_question_is_hard() -> None:
    assert graded(OFF_TOPIC, owner="shared") is Grade.HARD


def test_any_owner_is_right_where_any_answer_is_accepted() -> None:
    assert graded({**CLARIFY, "also_accept": ["answer"]}, owner="aws") is Grade.RIGHT


def test_shared_where_a_question_back_is_due_is_soft() -> None:
    assert graded(CLARIFY, owner="shared") is Grade.SOFT


def test_single_owner_where_a_question_back_is_due_is_hard() -> None:
    assert graded(CLARIFY, owner="aws") is Grade.HARD


@pytest.mark.parametrize("outcome", ["clarify", "out_of_scope"])
def test_other_outcomes_are_right_when_due_and_safe_when_not(outcome: str) -> None:
    assert graded({"expect": outcome}, outcome) is Grade.RIGHT
    assert graded({"expect": outcome}, "help") is Grade.SAFE


PARTS = [
    ("each its owner", SEVERAL, None, ["aws", "customer"], Grade.RIGHT),
    ("one swapped", SEVERAL, None, ["aws", "aws"], Grade.HARD),
    ("both swapped", SEVERAL, None, ["customer", "aws"], Grade.HARD),
    ("one shared", SEVERAL, None, ["aws", "shared"], Grade.SOFT),
    ("one shared, accepted", SHARED_PART, None, ["aws", "shared"], Grade.RIGHT),
    ("one owner for parts that differ", SEVERAL, "aws", ["aws"], Grade.HARD),
    ("shared for parts that differ", SEVERAL, "shared", ["shared"], Grade.SOFT),
]


@pytest.mark.parametrize(
    ("wanted", "owner", "owners", "expected"), [g[1:] for g in PARTS], ids=[g[0] for g in PARTS]
)
def test_answer_where_several_parts_are_due(
    wanted: dict[str, Any], owner: str | None, owners: list[str], expected: Grade
) -> None:
    assert graded(wanted, owner=owner, owners=owners) is expected


def test_more_parts_than_due_are_right_when_all_agree_with_the_one_owner() -> None:
    wanted = {"expect": "answer", "owner": "aws", "owners": [{"owner": "aws"}]}
    assert graded(wanted, owner="aws", owners=["aws", "aws"]) is Grade.RIGHT


def test_only_harm_and_silence_fail_a_run() -> None:
    assert set(FAILING) == {Grade.HARD, Grade.LEAK, Grade.MISSING}


def test_example_that_reaches_its_ruling_is_not_astray() -> None:
    assert astray(small.engine()) == []


@pytest.mark.parametrize(
    ("example", "reached"),
    [
        ("who threads loom", "reaches loom:threading"),
        ("who backs up loom and quilt store", "reaches loom:backups, profile.managed-loom:backups"),
        ("help", "reaches help"),
    ],
)
def test_example_that_reaches_anything_else_is_astray(example: str, reached: str) -> None:
    """Another ruling, one ruling more, or no ruling."""
    knowledge = small.knowledge()
    loom = knowledge.services["loom"]
    ruling = replace(loom.rulings["backups"], asks=(example,))
    changed = replace(loom, rulings={**loom.rulings, "backups": ruling})
    services = {**knowledge.services, "loom": changed}
    (problem,) = astray(Engine(replace(knowledge, services=services)))
    assert (problem.file, problem.line) == (ruling.file, ruling.line)
    assert reached in problem.message


def test_synonym_that_no_words_use_is_reported() -> None:
    knowledge = small.knowledge()
    synonyms = {**knowledge.language.synonyms, "zither": ("lute",)}
    spoken = replace(knowledge.language, synonyms=synonyms)
    assert unused(knowledge) == []
    assert [p.field for p in unused(replace(knowledge, language=spoken))] == ["zither"]
