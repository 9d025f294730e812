"""An explanation names the words, the rule and the source, and repeats no markup."""

import json

from bot.model import (
    Act,
    Basis,
    Candidate,
    Correction,
    Intent,
    Knowledge,
    OutOfScope,
    Owner,
    Part,
    Reading,
    Verdict,
)
from bot.rendering import limits
from bot.rendering.why import why
from tests.rendering.samples import comparison

READING = Reading(
    Intent.RULING,
    corrections=(Correction("clok", "clock"),),
    leftover=("<!channel>", "tomorrow"),
    slots=(("clok", "clock"),),
    candidates=(
        Candidate("winding", ("wind",), True, "its words say most"),
        Candidate("gear-polishing", ("gear",), False, "fewer words"),
    ),
    from_previous=True,
)


def verdict(tiny: Knowledge, parts: int = 1) -> Verdict:
    clock = tiny.services["clock"]
    ruling = clock.rulings["winding"]
    duty = tiny.responsibilities["winding"]
    part = Part(clock, None, None, duty, None, ruling.owner, ruling, Basis.SERVICE, "It ticks.")
    return Verdict(READING, (part,) * parts)


def test_it_tells_what_was_read_and_what_was_not(tiny: Knowledge) -> None:
    text = why(verdict(tiny)).text
    assert "I read “clok” as Amazon Clock." in text
    assert "slip of the pen for clock" in text
    assert "your question before" in text
    assert "gear polishing; it lost: fewer words." in text
    assert "I made nothing of: channel, tomorrow." in text


def test_it_speaks_of_things_by_their_names(tiny: Knowledge) -> None:
    reading = READING._replace(
        slots=(("wind up", "winding"), ("amazon clock", "clock"), ("shadow", "clock/sun-dial"))
    )
    text = why(Verdict(reading, verdict(tiny).parts)).text
    assert "I read “wind up” as winding, “shadow” as sun dial." in text


def test_it_says_which_half_was_asked_for(tiny: Knowledge) -> None:
    (part,) = verdict(tiny).parts
    half = Verdict(READING, (part._replace(act=Act.ENABLE),))
    assert "The question is about one half of it: turning it on." in why(half).text
    half = Verdict(READING, (part._replace(owner=Owner.AWS),))
    assert "one half of it: AWS's." in why(half).text
    assert "one half" not in why(verdict(tiny)).text


def test_a_comparison_names_the_rulings_of_each_row(tiny: Knowledge) -> None:
    text = why(comparison(tiny)).text
    assert "*Winding:* `clock:winding`, `watch:winding`" in text
    assert "*Gear polishing:* `profile.timepiece:gear-polishing`" in text


def test_every_part_is_explained_page_by_page(tiny: Knowledge) -> None:
    answer = verdict(tiny, 12)
    first = why(answer)
    pages = [why(answer, page) for page in range(first.pages)]
    shown = "".join(json.dumps(page.blocks) for page in pages)
    assert len(pages) == 3
    assert shown.count("`clock:winding`") == first.text.count("`clock:winding`") == 12
    assert all(limits.problems(page.blocks, "message") == [] for page in pages)


def test_it_tells_the_rule_its_reason_and_its_source(tiny: Knowledge) -> None:
    text = why(verdict(tiny)).text
    assert "Winding on Amazon Clock" in text
    assert "Ruled for Amazon Clock itself." in text
    assert "Why: It ticks." in text
    assert "Clocks &amp; &lt;gears&gt;" in text
    assert "checked 23 Nov 2026" in text
    assert "`clock:winding`" in text


def test_blocks_and_text_say_the_same_and_fit(tiny: Knowledge) -> None:
    for parts in (1, 12):
        reply = why(verdict(tiny, parts))
        assert limits.problems(reply.blocks, "message") == []
        assert limits.problems(reply.blocks, "modal") == []
        sections = [b["text"]["text"] for b in reply.blocks if b["type"] == "section"]  # type: ignore[index]
        assert all(section in reply.text for section in sections)


def test_what_was_typed_cannot_become_markup() -> None:
    reading = READING._replace(slots=(("<!here>", "x"),), corrections=())
    assert "<!" not in json.dumps(why(OutOfScope(reading, "")).blocks)
