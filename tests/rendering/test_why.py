"""An explanation names the words, the rule and the source, and repeats no markup."""

import json

from bot.model import (
    Basis,
    Candidate,
    Correction,
    Intent,
    Knowledge,
    OutOfScope,
    Part,
    Reading,
    Verdict,
)
from bot.rendering import limits
from bot.rendering.why import why

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
    assert "I read “clok” as clock." in text
    assert "slip of the pen for clock" in text
    assert "your question before" in text
    assert "gear polishing; it lost: fewer words." in text
    assert "I made nothing of: channel, tomorrow." in text


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
