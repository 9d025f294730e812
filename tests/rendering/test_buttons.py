"""What can be done with an answer, and that nothing has to be remembered for it."""

import pytest

from bot.model import (
    Basis,
    Choice,
    Clarification,
    Comparison,
    Help,
    Intent,
    Knowledge,
    Listing,
    OutOfScope,
    Overview,
    Part,
    Question,
    Reading,
    Reply,
    Surface,
    Unknown,
    Verdict,
)
from bot.rendering import limits
from bot.rendering.buttons import (
    Share,
    carried,
    carry,
    comparing,
    page,
    standalone,
    thread_to_share_to,
    toolbar,
    with_pager,
)

READING = Reading(Intent.RULING)
QUESTION = Question("who winds the clock", previous="clock")


def part(tiny: Knowledge, service: str = "clock") -> Part:
    found = tiny.services[service]
    ruling = found.rulings["winding"]
    duty = tiny.responsibilities["winding"]
    return Part(found, None, None, duty, None, ruling.owner, ruling, Basis.SERVICE, "")


def ids(blocks: list[dict[str, object]]) -> list[str]:
    return [element["action_id"] for block in blocks for element in block["elements"]]  # type: ignore[index, attr-defined]


@pytest.fixture
def verdict(tiny: Knowledge) -> Verdict:
    return Verdict(READING, (part(tiny),))


def test_a_verdict_leads_on_to_its_service_its_reasons_and_a_comparison(verdict: Verdict) -> None:
    shown = ids(toolbar(verdict, QUESTION, share=None, feedback=False))
    assert shown == ["ask:whole", "why", "compare:Amazon Clock|Winding"]


def test_an_overview_leads_on_to_a_comparison(tiny: Knowledge) -> None:
    answer = Overview(READING, tiny.services["clock"], None, (), ())
    assert ids(toolbar(answer, QUESTION, share=None, feedback=False)) == ["compare:Amazon Clock|"]


def test_a_verdict_on_several_services_leads_on_to_none_of_them(tiny: Knowledge) -> None:
    answer = Verdict(READING, (part(tiny), part(tiny, "watch")))
    assert ids(toolbar(answer, QUESTION, share=None, feedback=False)) == ["why"]


@pytest.mark.parametrize("share", Share)
def test_a_private_answer_can_be_shared(verdict: Verdict, share: Share) -> None:
    last = toolbar(verdict, QUESTION, share=share, feedback=False)[0]["elements"][-1]  # type: ignore[index]
    assert (last["action_id"], last["text"]["text"]) == ("share", share.value)


def test_votes_say_what_they_are_about(verdict: Verdict) -> None:
    vote = toolbar(verdict, QUESTION, share=None, feedback=True)[-1]["elements"][0]  # type: ignore[index]
    assert vote["positive_button"]["value"] == "helpful clock:winding"
    assert vote["negative_button"]["value"] == "not-helpful clock:winding"


@pytest.mark.parametrize(
    "answer",
    [
        Clarification(READING, "Which?", ()),
        Unknown(READING, None, ()),
        OutOfScope(READING, ""),
        Help(READING),
    ],
)
def test_what_names_no_owner_has_nothing_below_it(answer: Unknown) -> None:
    assert toolbar(answer, QUESTION, share=Share.CHANNEL, feedback=True) == []


def menu(*groups: int) -> list[dict[str, str]]:
    listed = tuple(
        (f"group-{n}", tuple(Choice(f"{n}.{i}", f"ask {n}.{i}") for i in range(size)))
        for n, size in enumerate(groups)
    )
    blocks = toolbar(Listing(READING, "Services", listed), QUESTION, share=None, feedback=True)
    assert limits.problems(blocks, "message") == []
    return blocks[0]["elements"][0]["options"]  # type: ignore[index, no-any-return]


def test_a_list_leads_on_to_what_it_lists() -> None:
    assert [each["value"] for each in menu(1, 2)] == ["ask 0.0", "ask 1.0", "ask 1.1"]


def test_a_long_list_leads_on_to_its_groups() -> None:
    assert [each["value"] for each in menu(60, 41)] == ["services group-0", "services group-1"]


def test_everything_is_inside_slacks_limits(verdict: Verdict, tiny: Knowledge) -> None:
    comparison = Comparison(READING, ("Clock", "Watch"), (), ())
    overview = Overview(READING, tiny.services["clock"], None, (), ())
    for answer in (verdict, comparison, overview):
        blocks = toolbar(answer, QUESTION, share=Share.THREAD, feedback=True)
        assert limits.problems(blocks, "message") == []


@pytest.mark.parametrize("text", ["", "who patches rds", '"\\\n\x00{}[]', "é😀", "a" * 1_900])
@pytest.mark.parametrize("previous", [None, "", "who patches rds"])
def test_a_button_carries_its_question_unchanged(text: str, previous: str | None) -> None:
    for surface in Surface:
        question = Question(text, surface, previous)
        assert carried(carry(question)) == question


def test_a_question_too_long_for_a_button_is_known_by_its_digest() -> None:
    long, other = Question("a" * 2_000), Question("a" * 2_001)
    assert carry(long) == carry(long) != carry(other)
    assert len(carry(long)) < limits.BUTTON_VALUE
    assert carried(carry(long)) is None


@pytest.mark.parametrize(
    "value",
    [
        *("", "x", "null", "[]", "[1, null]", '["a"]', '["a", "dm"]', '["a", "dm", 1]'),
        *('["a", "fax", null]', "[" * 2_000),
    ],
)
def test_a_value_that_carries_no_question_gives_none(value: str) -> None:
    assert carried(value) is None


def paged(page: int, pages: int) -> list[dict[str, object]]:
    sent = with_pager(Reply("", (), page, pages), QUESTION, thread="17.1")
    assert limits.problems(sent.blocks, "message") == []
    return list(sent.blocks)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "leads_to"), [(0, ["page:1"]), (1, ["page:0", "page:2"]), (2, ["page:1"])]
)
def test_a_page_says_which_it_is_and_leads_to_its_neighbours(
    number: int, leads_to: list[str]
) -> None:
    where, buttons = paged(number, 3)
    assert where["elements"][0]["text"] == f"Page {number + 1} of 3"  # type: ignore[index]
    assert ids([buttons]) == leads_to
    assert {carried(each["value"]) for each in buttons["elements"]} == {QUESTION}  # type: ignore[index, attr-defined]
    assert [page(each) for each in leads_to] == [int(each[-1]) for each in leads_to]


def test_a_page_remembers_where_its_answer_is_shared_to() -> None:
    assert thread_to_share_to(paged(0, 2)[1]["block_id"]) == "17.1"  # type: ignore[arg-type]


def test_an_answer_of_one_page_has_nothing_to_turn() -> None:
    assert paged(0, 1) == []


@pytest.mark.parametrize("action_id", ["", "page:", "page:x", "page:-1", "page:" + "9" * 5_000])
def test_an_id_that_leads_to_no_page_leads_to_the_first(action_id: str) -> None:
    assert page(action_id) == 0


def test_comparing_keeps_the_responsibility() -> None:
    assert comparing("compare:Amazon RDS|Backups", "Amazon EC2") == (
        "compare Amazon RDS and Amazon EC2: Backups"
    )
    assert comparing("compare:Amazon RDS|", "Amazon EC2") == "compare Amazon RDS and Amazon EC2"


def test_a_follow_up_is_restated_so_that_the_next_one_can_lean_on_it(tiny: Knowledge) -> None:
    followed = Verdict(Reading(Intent.RULING, from_previous=True), (part(tiny),))
    assert standalone(Question("and the clock?"), followed) == "winding on Amazon Clock"


def test_a_question_that_stands_alone_is_kept_as_it_was_asked(verdict: Verdict) -> None:
    assert standalone(Question("who winds it"), verdict) == "who winds it"
