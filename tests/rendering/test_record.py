"""The record of an answer holds to the command-line contract."""

import json

import pytest

from bot.model import Act, Answer, Correction, Intent, Knowledge, Owner, Question, Reading
from bot.rendering import record, reply
from bot.rendering.buttons import carried
from tests.rendering.samples import comparison, every_kind, part, variant_part, verdict

OUTCOMES = {
    "verdict": "answer",
    "comparison": "compare",
    "overview": "list",
    "listing": "list",
    "clarification": "clarify",
    "unknown": "unknown",
    "out of scope": "out_of_scope",
    "help": "help",
}


@pytest.mark.parametrize(("kind", "outcome"), OUTCOMES.items())
def test_each_kind_of_answer_has_its_outcome(tiny: Knowledge, kind: str, outcome: str) -> None:
    """The outcome is one of the words of the contract."""
    assert record(every_kind(tiny)[kind])["outcome"] == outcome


@pytest.mark.parametrize("kind", OUTCOMES)
def test_record_has_the_keys_of_the_contract_and_is_json(tiny: Knowledge, kind: str) -> None:
    """Programs rely on every key being there, whatever the outcome."""
    found = json.loads(json.dumps(record(every_kind(tiny)[kind], id="q-1")))
    assert list(found) == ["id", "outcome", "owner", "parts", "corrections", "text", "blocks"]
    assert found["id"] == "q-1"


def test_first_of_several_pages_leads_on_to_the_next(tiny: Knowledge) -> None:
    """With the question, the blocks have the buttons that Slack is sent; the text has all pages."""
    answer = every_kind(tiny)["overview"]
    question = Question("clock")
    last = record(answer, question=question)["blocks"][-1]
    assert [carried(each["value"]) for each in last["elements"]] == [question]
    assert record(answer)["blocks"] == list(reply(answer).blocks)


def test_part_of_a_service(tiny: Knowledge) -> None:
    """A part names its slugs, its owner, the ruling behind it and the basis."""
    (found,) = record(verdict(tiny, part(tiny, act=Act.ENABLE, owner=Owner.CUSTOMER)))["parts"]
    assert found == {
        "service": "clock",
        "variant": None,
        "profile": None,
        "responsibility": "winding",
        "act": "enable",
        "owner": "customer",
        "ruling": "clock:winding",
        "basis": "service",
    }


def test_part_of_a_variant_names_service_and_variant(tiny: Knowledge) -> None:
    """A variant keeps its service."""
    (found,) = record(verdict(tiny, variant_part(tiny)))["parts"]
    assert (found["service"], found["variant"]) == ("clock", "clock/sundial")
    assert found["basis"] == "variant"


def test_part_of_a_class_names_it(tiny: Knowledge) -> None:
    """A ruling inherited from a class names the class."""
    (found,) = record(verdict(tiny, part(tiny, "clock", "gear-polishing")))["parts"]
    assert (found["profile"], found["basis"]) == ("timepiece", "profile")


def test_general_part_has_no_service(tiny: Knowledge) -> None:
    """A general question fills no slot but the responsibility."""
    (found,) = record(verdict(tiny, part(tiny, None)))["parts"]
    assert (found["service"], found["ruling"]) == (None, "general:winding")


def test_owner_of_parts_that_agree(tiny: Knowledge) -> None:
    """One owner for all is the owner of the answer."""
    agreed = verdict(tiny, part(tiny), part(tiny, None))
    assert record(agreed)["owner"] == "shared"


def test_owner_of_parts_that_differ_is_null(tiny: Knowledge) -> None:
    """Parts that differ keep their order and have no common owner."""
    found = record(verdict(tiny, part(tiny, "watch"), part(tiny, "clock")))
    assert found["owner"] is None
    assert [each["service"] for each in found["parts"]] == ["watch", "clock"]


def test_comparison_lists_parts_service_by_service(tiny: Knowledge) -> None:
    """All rows of the first service come before those of the second; there is no owner."""
    found = record(comparison(tiny))
    assert found["owner"] is None
    assert [(each["service"], each["responsibility"]) for each in found["parts"]] == [
        ("clock", "winding"),
        ("clock", "gear-polishing"),
        ("watch", "winding"),
        ("watch", "gear-polishing"),
    ]


@pytest.mark.parametrize("kind", [kind for kind in OUTCOMES if kind != "verdict"])
def test_only_an_answer_has_an_owner(tiny: Knowledge, kind: str) -> None:
    """No other outcome names an owner."""
    assert record(every_kind(tiny)[kind])["owner"] is None


def test_corrections_are_pairs(tiny: Knowledge) -> None:
    """Each correction is what was typed and what it was read as."""
    reading = Reading(Intent.RULING, corrections=(Correction("clokc", "clock"),))
    assert record(verdict(tiny, reading=reading))["corrections"] == [["clokc", "clock"]]


@pytest.mark.parametrize("kind", OUTCOMES)
def test_record_holds_the_reply_as_sent(tiny: Knowledge, kind: str) -> None:
    """Text and blocks are those that Slack is sent."""
    answer: Answer = every_kind(tiny)[kind]
    found, sent = record(answer), reply(answer)
    assert (found["text"], found["blocks"]) == (sent.text, list(sent.blocks))
