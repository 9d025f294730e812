"""What stands behind an answer can be looked at."""

from dataclasses import replace

from bot.model import Candidate, Knowledge
from bot.rendering import ruling_text, trace
from tests.rendering.samples import READING, comparison, every_kind, verdict


def test_trace_shows_slots_candidates_and_ruling(tiny: Knowledge) -> None:
    """Words, what they were taken for, who won and who lost, and the file of the ruling."""
    reading = READING._replace(
        sentence="who winds clock",
        slots=(("clock", "clock"),),
        candidates=(
            Candidate("winding", ("winds",), chosen=True, reason="its words say most"),
            Candidate("gear-polishing", ("clock",), chosen=False, reason="fewer words"),
        ),
        leftover=("grandfather",),
    )
    found = trace(verdict(tiny, reading=reading))
    assert "Read: who winds clock" in found
    assert "Slot: “clock” → clock" in found
    assert "Chosen: winding (winds): its words say most" in found
    assert "Not chosen: gear-polishing (clock): fewer words" in found
    assert "Left over: grandfather" in found
    assert "Ruling: clock:winding (service), services/clock.yaml:7" in found


def test_trace_of_a_comparison_names_every_ruling(tiny: Knowledge) -> None:
    """Each cell of a comparison has a ruling behind it."""
    found = trace(comparison(tiny))
    assert "clock:winding" in found
    assert "watch:winding" in found


def test_trace_without_a_ruling_gives_the_reason(tiny: Knowledge) -> None:
    """An answer without rulings says how the question was read."""
    off = every_kind(tiny)["out of scope"]
    found = trace(replace(off, reading=READING._replace(reason="price")))
    assert "Reason: price" in found
    assert "Ruling" not in found


def test_ruling_text_has_clauses_sources_and_dates(tiny: Knowledge) -> None:
    """Everything the base has on a ruling, with its place."""
    found = ruling_text(tiny.services["clock"].rulings["winding"])
    for words in (
        "clock:winding: Shared",
        "services/clock.yaml:7",
        "AWS polishes the gears.",
        "You wind the clock.",
        "off until you turn it on",
        "(checked 23 Nov 2026)",
        "Review by: 31 May 2027",
        "Acts of You: enable",
    ):
        assert words in found
