"""Answers built by hand from the tiny knowledge base, one of each kind."""

from bot.model import (
    Act,
    Answer,
    Basis,
    Choice,
    Clarification,
    Comparison,
    ComparisonRow,
    Help,
    Intent,
    Knowledge,
    Layer,
    LayerOwners,
    Listing,
    Moved,
    OutOfScope,
    Overview,
    Owner,
    Part,
    Reading,
    Unknown,
    Verdict,
)

READING = Reading(Intent.RULING)


def part(
    tiny: Knowledge,
    service: str | None = "clock",
    responsibility: str = "winding",
    *,
    act: Act | None = None,
    owner: Owner | None = None,
    moved: tuple[Moved, ...] = (),
) -> Part:
    """The part that the knowledge base gives for a service, or in general."""
    duty = tiny.responsibilities[responsibility]
    host = tiny.services[service] if service else None
    profile = None
    if host and responsibility in host.rulings:
        ruling, basis = host.rulings[responsibility], Basis.SERVICE
    elif host and responsibility in tiny.profiles[host.profile].rulings:
        profile = tiny.profiles[host.profile]
        ruling, basis = profile.rulings[responsibility], Basis.PROFILE
    else:
        ruling, basis = duty.ruling, Basis.GENERAL
    why = profile.summary if profile else duty.definition
    return Part(
        host, None, profile, duty, act, owner or ruling.owner, ruling, basis, why, moved=moved
    )


def variant_part(tiny: Knowledge) -> Part:
    """Winding on the sundial."""
    host = tiny.services["clock"]
    variant = host.variants["clock/sundial"]
    ruling = variant.rulings["winding"]
    duty = tiny.responsibilities["winding"]
    return Part(
        host, variant, None, duty, None, ruling.owner, ruling, Basis.VARIANT, duty.definition
    )


def verdict(tiny: Knowledge, *parts: Part, reading: Reading = READING) -> Verdict:
    """A verdict on some parts; on winding the clock where none is given."""
    return Verdict(reading, parts or (part(tiny),))


def comparison(tiny: Knowledge) -> Comparison:
    """Clock and watch: winding differs, polishing does not."""

    def row(responsibility: str) -> ComparisonRow:
        return ComparisonRow(
            tiny.responsibilities[responsibility],
            (part(tiny, "clock", responsibility), part(tiny, "watch", responsibility)),
        )

    subjects = ("Amazon Clock", "Amazon Watch")
    return Comparison(READING, subjects, (row("winding"),), (row("gear-polishing"),))


def every_kind(tiny: Knowledge) -> dict[str, Answer]:
    """An answer of every kind, and verdicts of every shape."""
    sundial = Moved("Amazon Clock Sundial", Owner.AWS, "Winding on Amazon Clock Sundial")
    wind = Choice("Winding", "winding on Amazon Clock")
    long_label = Choice("Polishing the gears of everything that ticks", "gear polishing")
    return {
        "verdict": verdict(tiny, part(tiny, moved=(sundial,))),
        "variant": verdict(tiny, variant_part(tiny)),
        "profile": verdict(tiny, part(tiny, "clock", "gear-polishing")),
        "general": verdict(tiny, part(tiny, None, "face-cleaning")),
        "several": verdict(tiny, part(tiny, "clock"), part(tiny, "watch")),
        "half": verdict(tiny, part(tiny, act=Act.ENABLE, owner=Owner.CUSTOMER)),
        "comparison": comparison(tiny),
        "overview": Overview(
            READING,
            tiny.services["clock"],
            None,
            (
                LayerOwners(
                    Layer.OPERATIONS,
                    Owner.SHARED,
                    (part(tiny), part(tiny, "clock", "face-cleaning")),
                ),
                LayerOwners(Layer.HARDWARE, Owner.AWS, (part(tiny, "clock", "gear-polishing"),)),
            ),
            (wind,),
        ),
        "listing": Listing(READING, "Services", (("compute", (wind, long_label)),)),
        "clarification": Clarification(READING, "Which <clock> do you mean?", (wind, long_label)),
        "unknown": Unknown(READING, "Amazon Clock", (wind,)),
        "out of scope": OutOfScope(READING, "price"),
        "help": Help(READING, (wind,)),
    }
