"""An answer becomes blocks, and the same again as plain text."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import (
    Act,
    Answer,
    Choice,
    Clarification,
    Comparison,
    ComparisonRow,
    Correction,
    Intent,
    Knowledge,
    Layer,
    LayerOwners,
    Listing,
    Meaning,
    Moved,
    Opinion,
    OutOfScope,
    Overview,
    Owner,
    Question,
    Reading,
    Reply,
    Target,
    Verdict,
)
from bot.rendering import reply, terminal
from bot.rendering.buttons import with_pager
from bot.rendering.limits import problems
from tests.rendering.samples import READING, comparison, every_kind, part, variant_part, verdict

KINDS = (
    *("verdict", "variant", "profile", "general", "several", "half", "comparison", "overview"),
    *("listing", "clarification", "unknown", "out of scope", "help"),
)


@pytest.fixture
def answers(tiny: Knowledge) -> dict[str, Answer]:
    return every_kind(tiny)


def shown(sent: Reply) -> str:
    """Every text in the blocks, one a line."""
    return "\n".join(texts(list(sent.blocks)))


def texts(node: Any) -> list[str]:
    if isinstance(node, Mapping):
        return [
            text
            for key, value in node.items()
            for text in ([value] if key == "text" and isinstance(value, str) else texts(value))
        ]
    return [text for child in node for text in texts(child)] if isinstance(node, list) else []


def every_page(answer: Answer) -> list[Reply]:
    """All pages, each of which Slack takes, links to others included."""
    found = [reply(answer, page=page) for page in range(reply(answer).pages)]
    for sent in found:
        linked = with_pager(sent, Question("who winds the clock"))
        assert problems(list(linked.blocks), "message") == []
    return found


def buttons(sent: Reply) -> list[Mapping[str, Any]]:
    found: list[Any] = [block for block in sent.blocks if block["type"] == "actions"]
    return [element for block in found for element in block["elements"]]


@pytest.mark.parametrize("kind", KINDS)
def test_reply_stays_inside_the_limits(answers: dict[str, Answer], kind: str) -> None:
    """Slack would take a reply of every kind, and it has a text for screen readers."""
    sent = reply(answers[kind])
    assert problems(list(sent.blocks), "message") == []
    assert sent.text


@pytest.mark.parametrize("kind", KINDS)
def test_same_answer_gives_the_same_reply(answers: dict[str, Answer], kind: str) -> None:
    """Rendering has no clock and no chance in it."""
    assert reply(answers[kind]) == reply(answers[kind])


def test_verdict_names_owner_service_and_responsibility_first(tiny: Knowledge) -> None:
    """The first line of blocks and of text is the owner in a full sentence."""
    sent = reply(verdict(tiny))
    header: Any = sent.blocks[0]
    assert header["type"] == "header"
    assert header["text"]["text"] == "🟪 AWS and you share winding on Amazon Clock"
    assert sent.text.startswith("AWS and you share winding on Amazon Clock.\n")


@pytest.mark.parametrize(
    ("service", "owner", "words"),
    [
        ("clock", "🟪", "AWS and you share"),
        ("watch", "🟦", "You are responsible for"),
        (None, "🟧", "AWS is responsible for"),
    ],
)
def test_owner_is_never_told_by_colour_alone(
    tiny: Knowledge, service: str | None, owner: str, words: str
) -> None:
    """Each owner has a colour, and words beside it."""
    duty = "winding" if service else "gear-polishing"
    assert f"{owner} {words}" in shown(reply(verdict(tiny, part(tiny, service, duty))))


def test_verdict_says_both_parts_and_the_default(tiny: Knowledge) -> None:
    """What AWS does, what you do, and what happens when you do nothing."""
    sent = reply(verdict(tiny))
    assert "*AWS* polishes the gears.\n*You* wind the clock." in shown(sent)
    assert "*Default:* off until you turn it on." in shown(sent)
    assert "AWS polishes the gears.\nYou wind the clock.\nDefault: off until" in sent.text


def test_owner_speaks_first(tiny: Knowledge) -> None:
    """On a responsibility of the customer, the customer's part comes first."""
    lines = terminal(verdict(tiny, part(tiny, "watch"))).splitlines()
    assert lines[1:3] == ["You wind the clock.", "AWS has no part in it."]


def test_sources_are_links_with_the_day_they_were_checked(tiny: Knowledge) -> None:
    """A source is a link made of its own parts, escaped, with a date that nobody misreads."""
    sent = reply(verdict(tiny))
    link = "<https://docs.aws.amazon.com/clock?a=1&amp;b=2|Clocks &amp; &lt;gears&gt;>"
    assert f"{link}, checked 23 Nov 2026" in shown(sent)
    assert "Clocks &amp; &lt;gears&gt;, https://docs.aws.amazon.com/clock?a=1&amp;b=2" in sent.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("verdict", "Ruled for Amazon Clock itself."),
        ("variant", "Ruled for Amazon Clock Sundial itself."),
        ("profile", "From the class “timepiece”, which Amazon Clock belongs to."),
        ("general", "The general rule of the shared responsibility model."),
    ],
)
def test_verdict_says_where_it_came_from(answers: dict[str, Answer], kind: str, words: str) -> None:
    """The basis stands in blocks and in text."""
    sent = reply(answers[kind])
    assert words in shown(sent)
    assert words in sent.text


def test_inferred_ruling_says_so(answers: dict[str, Answer]) -> None:
    """A ruling without a page is never shown as if there was one."""
    sent = reply(answers["profile"])
    assert "Inferred: no AWS page was found that says so." in shown(sent)
    assert "Inferred: no AWS page was found that says so." in sent.text
    assert "Inferred" not in reply(answers["verdict"]).text


@pytest.mark.parametrize(
    ("today", "due"), [(None, False), (date(2027, 5, 31), False), (date(2027, 6, 1), True)]
)
def test_ruling_past_its_review_date_says_so(
    tiny: Knowledge, today: date | None, due: bool
) -> None:
    """The warning shows from the day after, and only to a caller that says what day it is."""
    sent = reply(verdict(tiny), today)
    assert ("Due for review since 31 May 2027" in shown(sent)) is due
    assert ("Due for review since 31 May 2027" in sent.text) is due


def test_moved_variants_are_lines_and_buttons(answers: dict[str, Answer]) -> None:
    """A variant on which the owner differs is named with its owner and can be asked about."""
    sent = reply(answers["verdict"])
    assert "🟧 AWS: Amazon Clock Sundial" in shown(sent)
    assert "- Amazon Clock Sundial: AWS" in sent.text
    (button,) = buttons(sent)
    assert button["text"]["text"] == "Amazon Clock Sundial"
    assert button["value"] == "Winding on Amazon Clock Sundial"


def test_half_question_gets_the_half_and_the_whole(answers: dict[str, Answer]) -> None:
    """Who turns it on is one thing; who has the responsibility as a whole is said as well."""
    sent = reply(answers["half"])
    sentence = "You are responsible for winding on Amazon Clock (turning it on)"
    assert sentence in shown(sent)
    assert "As a whole it is shared." in shown(sent)
    assert sent.text.startswith(f"{sentence}.\nAs a whole it is shared.")


def test_half_without_a_verb_is_named_by_its_side(tiny: Knowledge) -> None:
    """Words that mean one side's part ("automatic vacuum") get that side, and the whole as well."""
    asked = verdict(tiny, part(tiny)._replace(owner=Owner.AWS))
    first, whole, *_ = terminal(asked).splitlines()
    assert first == "AWS is responsible for this part of winding on Amazon Clock."
    assert whole == "As a whole it is shared."


@pytest.mark.parametrize(
    ("owner", "sentence"),
    [
        (Owner.AWS, "AWS is responsible for winding on Amazon Clock, not you."),
        (Owner.CUSTOMER, "You are responsible for winding on Amazon Clock, not AWS."),
        (Owner.SHARED, "AWS and you share winding on Amazon Clock: each has a part."),
    ],
)
def test_negated_question_gets_the_owner_in_a_full_sentence(
    tiny: Knowledge, owner: Owner, sentence: str
) -> None:
    """Who is *not* responsible: never a bare yes or no."""
    clock = part(tiny)
    clock = clock._replace(owner=owner, ruling=replace(clock.ruling, owner=owner))
    asked = verdict(tiny, clock, reading=READING._replace(negated=True))
    assert terminal(asked).splitlines()[0] == sentence


def test_wrong_presumption_is_contradicted(tiny: Knowledge) -> None:
    """“AWS winds it, right?” is answered with the owner and with who is not."""
    asked = verdict(tiny, part(tiny, "watch"), reading=READING._replace(leading=Owner.AWS))
    assert terminal(asked).startswith("You are responsible for winding on Amazon Watch, not AWS.")


def test_right_presumption_is_confirmed_in_a_sentence(tiny: Knowledge) -> None:
    """A presumption that holds gets the plain sentence."""
    asked = verdict(tiny, part(tiny, "watch"), reading=READING._replace(leading=Owner.CUSTOMER))
    assert terminal(asked).startswith("You are responsible for winding on Amazon Watch.\n")


def test_several_parts_are_groups_of_their_own(answers: dict[str, Answer]) -> None:
    """Each part has its headline, clauses and sources, with a line between."""
    sent = reply(answers["several"])
    kinds = [block["type"] for block in sent.blocks]
    assert kinds == ["section", "context", "divider", "section", "context"]
    assert "*AWS and you share winding on Amazon Clock.*" in shown(sent)
    assert "*You are responsible for winding on Amazon Watch.*" in shown(sent)


def test_no_part_is_lost_when_there_are_many(tiny: Knowledge) -> None:
    """Thirty parts are thirty groups over five pages, and one text."""
    clock = part(tiny)
    parts = tuple(
        clock._replace(responsibility=replace(clock.responsibility, title=f"Task{n:02}"))
        for n in range(30)
    )
    pages = every_page(Verdict(READING, parts))
    assert len(pages) == 5
    found = "\n".join(map(shown, pages))
    for n in range(30):
        sentence = f"AWS and you share task{n:02} on Amazon Clock"
        assert found.count(sentence) == 1
        assert all(sentence in sent.text for sent in pages)
    assert found.count("*You* wind the clock.") == 30


def test_former_name_is_explained(tiny: Knowledge) -> None:
    """Who asks by an old name learns the new one."""
    reading = READING._replace(slots=(("aws ticker", "clock"),))
    sent = reply(verdict(tiny, reading=reading))
    assert "AWS Ticker is now called Amazon Clock." in shown(sent)
    assert "AWS Ticker is now called Amazon Clock." in sent.text


def test_former_name_is_not_mentioned_unasked(tiny: Knowledge) -> None:
    """Who asks by the present name is not bothered."""
    reading = READING._replace(slots=(("clock", "clock"),))
    assert "Ticker" not in reply(verdict(tiny, reading=reading)).text


def test_follow_up_says_that_it_used_the_question_before(tiny: Knowledge) -> None:
    """A slot filled from the question before is no secret."""
    sent = reply(verdict(tiny, reading=READING._replace(from_previous=True)))
    assert "Read together with your question before." in shown(sent)


LIKENED = [
    (0.9, "I take it that you ask about winding, going by questions worded like yours."),
    (
        0.6,
        "I take it that you ask about winding, but please check: questions worded like "
        "yours have meant other things, too.",
    ),
]


@pytest.mark.parametrize(("sure", "note"), LIKENED)
def test_answer_says_when_it_goes_by_questions_like_it_and_when_that_is_doubtful(
    tiny: Knowledge, sure: float, note: str
) -> None:
    heard = READING._replace(opinion=Opinion(Meaning.AWS, sure))
    assert note in shown(reply(verdict(tiny, reading=heard)))


def test_question_for_more_than_one_answer_holds_is_told_so(tiny: Knowledge) -> None:
    """What was not answered is not passed over in silence."""
    targets = (Target(service="clock"), Target(service="watch"))
    sent = reply(verdict(tiny, reading=READING._replace(targets=targets, beyond=3)))
    sentence = "You asked about 5 things; I answer 2 at a time."
    assert sentence in shown(sent)
    assert sentence in sent.text


def test_correction_is_shown(tiny: Knowledge) -> None:
    """A corrected word stands in blocks and text, as typed and as read."""
    corrected = READING._replace(corrections=(Correction("clokc", "Amazon Clock"),))
    sent = reply(verdict(tiny, reading=corrected))
    assert "Read “clokc” as Amazon Clock." in shown(sent)
    assert "Read “clokc” as Amazon Clock." in sent.text


@pytest.mark.parametrize(
    "typed",
    [
        *("<!channel>", "<@U123>", "<https://evil.example|AWS>", "https://evil.example"),
        *("*bold*", "`code`", "\x00\x1b[31m", "\u202egnihton", ":rotating_light:", "&lt;!here&gt;"),
    ],
)
def test_typed_markup_is_taken_apart(tiny: Knowledge, typed: str) -> None:
    """No markup, mention, address or control character survives in what is shown of a word."""
    plain = reply(verdict(tiny, reading=READING._replace(corrections=(Correction("x", "Clock"),))))
    sent = reply(verdict(tiny, reading=READING._replace(corrections=(Correction(typed, "Clock"),))))
    for before, after in ((plain.text, sent.text), (shown(plain), shown(sent))):
        for sign in "<>&*`:./|@!\x00\x1b\u202e":
            assert after.count(sign) == before.count(sign), sign


@given(typed=st.text(max_size=5_000), times=st.integers(1, 40))
def test_hostile_corrections_stay_inside_the_limits(
    tiny: Knowledge, typed: str, times: int
) -> None:
    """Whatever was typed, and however often, Slack takes the reply."""
    reading = READING._replace(corrections=(Correction(typed, "Amazon Clock"),) * times)
    sent = reply(verdict(tiny, *[part(tiny)] * 20, reading=reading))
    assert problems(list(sent.blocks), "message") == []
    assert not any(c.isprintable() is False and c != "\n" for c in sent.text)


def test_what_was_typed_is_never_shown_elsewhere(answers: dict[str, Answer]) -> None:
    """The sentence, its left-over words and its slots reach no reply."""
    for answer in answers.values():
        reading = answer.reading._replace(
            sentence="zzsecret", leftover=("zzsecret",), slots=(("zzsecret", "x"),)
        )
        sent = reply(replace(answer, reading=reading))
        assert "zzsecret" not in sent.text + shown(sent)


def test_overview_is_a_stack_with_an_owner_for_each_layer(answers: dict[str, Answer]) -> None:
    """Top layer first; a mixed layer says Both, and below who has what."""
    sent = reply(answers["overview"])
    assert "🟪 *Operations:* Both\n🟧 *Hardware:* AWS" in shown(sent)
    assert "*Operations.* You: face cleaning. Shared: winding." in shown(sent)
    assert "Operations: Both\nHardware: AWS" in sent.text
    assert "Operations. You: face cleaning. Shared: winding." in sent.text
    assert "Hardware. AWS: gear polishing." in sent.text
    assert "<https://docs.aws.amazon.com/clock|Amazon Clock documentation>" in shown(sent)


def test_overview_has_every_responsibility_of_each_layer_on_its_next_page(tiny: Knowledge) -> None:
    """The first page names a few for each owner; the second all, and so does the text."""
    parts = tuple(
        part(tiny)._replace(responsibility=replace(part(tiny).responsibility, title=f"Task{n:02}"))
        for n in range(9)
    )
    layer = LayerOwners(Layer.OPERATIONS, Owner.SHARED, parts)
    first, second = every_page(Overview(READING, tiny.services["clock"], None, (layer,), ()))
    assert "and 5 more" in shown(first)
    assert all(f"task{n:02}" in shown(second) and f"task{n:02}" in first.text for n in range(9))


def test_every_way_to_run_a_service_has_a_button(tiny: Knowledge) -> None:
    """All choices of an overview are buttons."""
    choices = tuple(Choice(f"Way {n}", f"overview of way {n}") for n in range(10))
    sent = reply(Overview(READING, tiny.services["clock"], None, (), choices))
    assert [button["text"]["text"] for button in buttons(sent)] == [c.label for c in choices]


def test_comparison_is_a_table_with_what_stays_the_same_below(tiny: Knowledge) -> None:
    """Differing rows stand in the table, equal ones in one line."""
    sent = reply(comparison(tiny))
    table: Any = next(block for block in sent.blocks if block["type"] == "table")
    assert [[cell["text"] for cell in row] for row in table["rows"]] == [
        ["Responsibility", "Amazon Clock", "Amazon Watch"],
        ["Winding", "🟪 Shared", "🟦 You"],
    ]
    assert "The same on all. AWS: gear polishing." in shown(sent)
    assert "Winding. Amazon Clock: Shared, Amazon Watch: You." in sent.text


def test_small_comparison_shows_both_sides_and_sources(tiny: Knowledge) -> None:
    """A comparison of a few parts carries what each verdict would say."""
    sent = reply(comparison(tiny))
    assert "*You are responsible for winding on Amazon Watch.*" in shown(sent)
    assert "checked 23 Nov 2026" in shown(sent)
    assert "You are responsible for winding on Amazon Watch." in sent.text


@pytest.mark.parametrize(
    ("rows", "columns"), [(99, 6), (100, 2), (150, 2), (99, 19), (3, 19), (3, 25)]
)
def test_comparison_too_large_for_a_table_is_written_out(
    tiny: Knowledge, rows: int, columns: int
) -> None:
    """Whatever its size, the pages of a comparison fit and have every cell."""
    duty = tiny.responsibilities["winding"]
    row = ComparisonRow(duty, (part(tiny),) * columns)
    subjects = tuple(f"Subject{n:02}" for n in range(columns))
    pages = every_page(Comparison(READING, subjects, (row,) * rows, ()))
    found = "\n".join(map(shown, pages))
    assert found.count("🟪 Shared") == rows * columns
    assert subjects[-1] in found
    is_table = any(block["type"] == "table" for sent in pages for block in sent.blocks)
    assert is_table is (rows < 100 and columns < 20 and rows * columns < 900)


@pytest.mark.parametrize(("responsibility", "in_full"), [("winding", 20), (None, 0)])
def test_what_is_compared_by_name_is_shown_in_full(
    tiny: Knowledge, responsibility: str | None, in_full: int
) -> None:
    """Twenty parts of one responsibility have their sides and sources; those of all have not."""
    duty = tiny.responsibilities["winding"]
    row = ComparisonRow(duty, (part(tiny),) * 10)
    subjects = tuple(f"Subject{n:02}" for n in range(10))
    reading = READING._replace(targets=(Target(responsibility=responsibility),))
    pages = every_page(Comparison(reading, subjects, (row, row), ()))
    assert "\n".join(map(shown, pages)).count("*You* wind the clock.") == in_full
    assert pages[0].text.count("You wind the clock.") == in_full


def test_comparison_of_many_says_how_many(tiny: Knowledge) -> None:
    """A headline too long for Slack counts the subjects; the text names each with its owner."""
    subjects = tuple(f"Amazon Clock with a long name {n}" for n in range(6))
    row = ComparisonRow(tiny.responsibilities["winding"], (part(tiny),) * 6)
    sent = reply(Comparison(READING, subjects, (row,), ()))
    assert sent.text.startswith("6 services side by side\n")
    assert all(f"{subject}: Shared" in sent.text for subject in subjects)


def test_comparison_says_what_it_leaves_out(tiny: Knowledge) -> None:
    """Nothing that was named is dropped in silence."""
    sent = reply(replace(comparison(tiny), left_out=("Amazon Bell", "Amazon Gong")))
    sentence = "I compare 2 at a time and left out Amazon Bell, Amazon Gong."
    assert sentence in shown(sent)
    assert sentence in sent.text


def test_what_many_services_have_in_common_is_never_cut(tiny: Knowledge) -> None:
    """A hundred equal responsibilities with long titles all stand on a page."""
    duty = tiny.responsibilities["winding"]
    same = tuple(
        ComparisonRow(titled, (part(tiny)._replace(responsibility=titled),))
        for titled in (replace(duty, title=f"Duty {n:03} {'x' * 60}") for n in range(100))
    )
    pages = every_page(replace(comparison(tiny), same=same))
    found = "\n".join(map(shown, pages))
    assert [found.count(f"duty {n:03} ") for n in range(100)] == [1] * 100


def test_comparison_without_a_difference_says_so(tiny: Knowledge) -> None:
    """Equal owners everywhere are an answer too."""
    same = replace(comparison(tiny), rows=())
    assert "The owners are the same everywhere." in reply(same).text


def test_choices_are_buttons_that_ask_their_question(answers: dict[str, Answer]) -> None:
    """Each choice is a button with an id of its own; the text lists the questions."""
    sent = reply(answers["clarification"])
    assert [button["action_id"] for button in buttons(sent)] == ["ask:0", "ask:1"]
    assert [button["value"] for button in buttons(sent)] == [
        "winding on Amazon Clock",
        "gear polishing",
    ]
    assert "- winding on Amazon Clock\n- gear polishing" in sent.text


def test_label_too_long_for_a_phone_is_written_out(answers: dict[str, Answer]) -> None:
    """Slack cuts a button's text off; the whole label stands above it under the same number."""
    sent = reply(answers["clarification"])
    assert "2. Polishing the gears of everything that ticks" in texts(sent.blocks[0])[0]
    assert buttons(sent)[1]["text"]["text"].startswith("2. ")


def test_prompt_is_escaped(answers: dict[str, Answer]) -> None:
    """Text that is not markup does not become markup."""
    sent = reply(answers["clarification"])
    assert "Which &lt;clock&gt; do you mean?" in shown(sent)
    assert sent.text.startswith("Which &lt;clock&gt; do you mean?")


def test_many_long_choices_fit() -> None:
    """Forty choices with endless labels and questions are cut to what Slack takes."""
    choices = tuple(Choice("label " * 40 + str(n), "question " * 400) for n in range(40))
    sent = reply(Clarification(READING, "Which?", choices))
    assert problems(list(sent.blocks), "message") == []
    assert len(buttons(sent)) == 25


def test_many_moved_variants_fit(tiny: Knowledge) -> None:
    """Every variant is a line; only the first are buttons."""
    moved = tuple(Moved(f"Variant {n}", Owner.AWS, f"winding on {n}") for n in range(20))
    sent = reply(verdict(tiny, part(tiny, moved=moved)))
    assert problems(list(sent.blocks), "message") == []
    assert "Variant 19" in shown(sent)
    assert len(buttons(sent)) == 6


def test_listing_of_hundreds_of_services_fits() -> None:
    """Every service stands on one of the pages, under the name of its group, and in the text."""
    groups = tuple(
        (f"group-{g}", tuple(Choice(f"Amazon Service {g} {n:03}", "x") for n in range(60)))
        for g in range(17)
    )
    pages = every_page(Listing(READING, "Services", groups))
    found = "\n".join(map(shown, pages))
    names = [choice.label for _, choices in groups for choice in choices]
    assert [found.count(name) for name in names] == [1] * len(names)
    assert all(name in pages[0].text for name in names)
    assert not any(shown(sent).endswith("*") for sent in pages)


def test_text_is_cut_where_slack_would_cut_it() -> None:
    """A text of more than 40,000 characters is shortened by us, with a sign."""
    groups = (("compute", tuple(Choice("A&B" * 30, "x") for _ in range(1_000))),)
    sent = reply(Listing(READING, "Services", groups))
    assert len(sent.text) <= 40_000
    assert sent.text.endswith("…")
    assert problems(list(sent.blocks), "message") == []


def test_unknown_names_no_owner(answers: dict[str, Answer]) -> None:
    """A question without a ruling is not answered with a guess."""
    sent = reply(answers["unknown"])
    assert "I have no ruling on that for Amazon Clock, so I name no owner." in sent.text
    assert "responsible for" not in sent.text


@pytest.mark.parametrize(
    "reason",
    [
        *("command", "event", "how-to", "injection", "internal", "not-aws", "other-cloud"),
        *("other-language", "own-premises", "price", "product", "small-talk", "status"),
        "unknown-subject",
    ],
)
def test_each_reason_has_words_of_its_own(reason: str) -> None:
    """Off-topic questions are told why, and what to ask instead."""
    fallback = terminal(OutOfScope(Reading(Intent.OFF_TOPIC), "never heard of"))
    found = terminal(OutOfScope(Reading(Intent.OFF_TOPIC), reason))
    assert found.splitlines()[0] != fallback.splitlines()[0]
    assert "who patches rds" in found


def test_half_of_an_act_is_only_mentioned_where_it_decides(tiny: Knowledge) -> None:
    """An act whose owner is the ruling's owner needs no aside."""
    sent = reply(verdict(tiny, part(tiny, act=Act.RUN)))
    assert "(" not in sent.text.splitlines()[0]


def test_terminal_has_no_markup(tiny: Knowledge) -> None:
    """In a terminal an ampersand is an ampersand."""
    found = terminal(verdict(tiny, variant_part(tiny)))
    assert "Clocks & <gears>, https://docs.aws.amazon.com/clock?a=1&b=2" in found
    assert "*" not in found


def test_what_was_asked_in_two_words_is_said_once(tiny: Knowledge) -> None:
    """A list may name one duty twice; its record has a part for each, its reply says it once."""
    asked_twice = reply(verdict(tiny, part(tiny), part(tiny)))
    assert asked_twice.text == reply(verdict(tiny, part(tiny))).text
