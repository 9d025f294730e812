"""A tiny made-up knowledge base: enough of everything to test with, and nothing of AWS's own facts."""

from datetime import date

import pytest

from bot.model import (
    Act,
    Category,
    DefaultState,
    Evidence,
    FormerName,
    Knowledge,
    Language,
    Layer,
    Owner,
    Profile,
    Responsibility,
    Ruling,
    Service,
    Source,
    Variant,
)

CHECKED = date(2026, 11, 23)
REVIEW_BY = date(2027, 5, 31)


def ruling(
    subject: str,
    responsibility: str,
    owner: Owner,
    *,
    aws: str | None = "AWS polishes the gears.",
    customer: str | None = "You wind the clock.",
    default: DefaultState | None = None,
    inferred: bool = False,
) -> Ruling:
    """A ruling with made-up clauses."""
    source = Source("https://docs.aws.amazon.com/clock?a=1&b=2", "Clocks & <gears>", CHECKED)
    return Ruling(
        id=f"{subject}:{responsibility}",
        responsibility=responsibility,
        owner=owner,
        aws=aws,
        customer=customer,
        aws_acts=frozenset({Act.RUN}),
        customer_acts=frozenset({Act.ENABLE}),
        default=default,
        why=None,
        sources=() if inferred else (source,),
        evidence=Evidence.INFERRED if inferred else Evidence.STATED,
        review_by=REVIEW_BY,
        words=(),
        sides={},
        asks=(),
        file="services/clock.yaml",
        line=7,
    )


def responsibility(slug: str, layer: Layer, owner: Owner) -> Responsibility:
    """A responsibility with a general ruling."""
    return Responsibility(
        slug=slug,
        title=slug.replace("-", " ").capitalize(),
        layer=layer,
        definition=f"Seeing to {slug}.",
        members=(),
        words=(),
        neighbours=(),
        variants_from=None,
        ruling=ruling("general", slug, owner),
        file=f"responsibilities/{slug}.yaml",
    )


@pytest.fixture(scope="session")
def tiny() -> Knowledge:
    """Two services, one with a variant; a class; three responsibilities."""
    responsibilities = (
        responsibility("winding", Layer.OPERATIONS, Owner.SHARED),
        responsibility("gear-polishing", Layer.HARDWARE, Owner.AWS),
        responsibility("face-cleaning", Layer.DATA, Owner.CUSTOMER),
    )
    profile = Profile(
        slug="timepiece",
        name="Timepiece",
        parent=None,
        aliases=(),
        summary="AWS keeps the time.",
        means={},
        rulings={
            "gear-polishing": ruling(
                "profile.timepiece", "gear-polishing", Owner.AWS, customer=None, inferred=True
            )
        },
        file="profiles/timepiece.yaml",
    )
    variant = Variant(
        slug="clock/sundial",
        name="Amazon Clock Sundial",
        aliases=("sundial",),
        words=(),
        profile=None,
        means={},
        rulings={"winding": ruling("clock/sundial", "winding", Owner.AWS, customer=None)},
    )
    clock = Service(
        slug="clock",
        name="Amazon Clock",
        aliases=("amazon clock", "clock"),
        common_aliases=(),
        former_names=(FormerName("AWS Ticker", "AWS Ticker is now called Amazon Clock."),),
        profile="timepiece",
        category=Category.COMPUTE,
        docs="https://docs.aws.amazon.com/clock",
        means={},
        variants={"clock/sundial": variant},
        rulings={"winding": ruling("clock", "winding", Owner.SHARED, default=DefaultState.OPT_IN)},
        file="services/clock.yaml",
    )
    watch = Service(
        slug="watch",
        name="Amazon Watch",
        aliases=("amazon watch", "watch"),
        common_aliases=(),
        former_names=(),
        profile="timepiece",
        category=Category.COMPUTE,
        docs="https://docs.aws.amazon.com/watch",
        means={},
        variants={},
        rulings={"winding": ruling("watch", "winding", Owner.CUSTOMER, aws=None)},
        file="services/watch.yaml",
    )
    return Knowledge(
        services={"clock": clock, "watch": watch},
        profiles={"timepiece": profile},
        responsibilities={each.slug: each for each in responsibilities},
        software={},
        language=Language(lists={}, synonyms={}, acts={}, layers=()),
        version="tiny",
        updated=CHECKED,
    )
