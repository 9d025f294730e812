"""Which ruling holds, and what a part says about it."""

from dataclasses import replace

import pytest

from bot.answering import Rulebook
from bot.model import Act, Basis, Knowledge, Owner, Part, Target
from tests import small

RULEBOOK = Rulebook(small.knowledge())

CHAIN = [
    ("the variant's own", "loom", "loom/hand", "backups", "loom/hand:backups", Basis.VARIANT),
    ("the service's, for a variant", "loom", "loom/steam", "backups", "loom:backups", Basis.SERVICE),
    ("the service's own", "loom", None, "backups", "loom:backups", Basis.SERVICE),
    ("the profile's", "quilt", None, "backups", "profile.managed-loom:backups", Basis.PROFILE),
    ("a parent profile's", "loom", None, "engine-patching", "profile.paas:engine-patching", Basis.PROFILE),
    ("the variant's own profile's", "loom", "loom/hand", "encryption-at-rest", "profile.iaas:encryption-at-rest", Basis.PROFILE),
    ("the general one", "loom", None, "public-access", "general:public-access", Basis.GENERAL),
    ("the general one, of no service", None, None, "backups", "general:backups", Basis.GENERAL),
]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "variant", "duty", "ruling", "basis"),
    [c[1:] for c in CHAIN],
    ids=[c[0] for c in CHAIN],
)
def test_most_specific_ruling_wins(
    service: str | None, variant: str | None, duty: str, ruling: str, basis: Basis
) -> None:
    found = RULEBOOK.find(service, variant, None, duty)
    assert (found.ruling.id, found.basis) == (ruling, basis)


def test_profile_that_a_ruling_came_from_is_known() -> None:
    found = RULEBOOK.find("loom", None, None, "engine-patching")
    assert found.profile is small.knowledge().profiles["paas"]


def test_profile_can_be_asked_without_a_service() -> None:
    found = RULEBOOK.find(None, None, "managed-loom", "backups")
    assert (found.ruling.id, found.basis) == ("profile.managed-loom:backups", Basis.PROFILE)


FAMILIES = [
    ("by the variant", "loom", "loom/hand", "profile.iaas:guest-patching"),
    ("by a profile", "ec2", None, "profile.iaas:guest-patching"),
    ("by a parent profile", "yarn", None, "profile.paas:engine-patching"),
    ("by a profile, ruled by the service", "quilt", None, "quilt:engine-patching"),
    ("by nobody", None, None, "general:patching"),
]


@pytest.mark.parametrize(
    ("service", "variant", "ruling"), [f[1:] for f in FAMILIES], ids=[f[0] for f in FAMILIES]
)
def test_family_stands_for_the_member_meant(
    service: str | None, variant: str | None, ruling: str
) -> None:
    """And the member is looked up from the most specific level again."""
    assert RULEBOOK.find(service, variant, None, "patching").ruling.id == ruling


def test_part_of_a_family_names_the_member() -> None:
    assert RULEBOOK.part(Target("loom"), "patching").responsibility.slug == "engine-patching"


@pytest.mark.parametrize(
    ("service", "variant", "duty"),
    [("spindle", None, "backups"), ("loom", "loom/foot", "backups"), ("loom", None, "dancing")],
)
def test_unknown_slug_is_a_key_error(service: str, variant: str | None, duty: str) -> None:
    with pytest.raises(KeyError):
        RULEBOOK.find(service, variant, None, duty)


# --- acts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "owner"),
    [(Act.RUN, Owner.AWS), (Act.ENABLE, Owner.CUSTOMER), (Act.CHOOSE, Owner.CUSTOMER)],
)
def test_act_belongs_to_the_side_whose_clause_has_it(act: Act, owner: Owner) -> None:
    part = RULEBOOK.part(Target("loom"), "backups", act)
    assert (part.owner, part.act) == (owner, act)
    assert part.ruling.owner is Owner.SHARED


def test_act_that_no_clause_has_leaves_the_ruling_whole() -> None:
    part = RULEBOOK.part(Target("loom"), "backups", Act.GRANT)
    assert (part.owner, part.act) == (Owner.SHARED, None)


def test_act_that_both_clauses_have_leaves_the_ruling_whole() -> None:
    rulebook = Rulebook(_with_acts({Act.RUN}, {Act.RUN}))
    part = rulebook.part(Target("loom"), "backups", Act.RUN)
    assert (part.owner, part.act) == (Owner.SHARED, None)


def test_act_of_the_ruling_s_own_owner_is_not_worth_a_word() -> None:
    part = RULEBOOK.part(Target("quilt"), "encryption-at-rest", Act.RUN)
    assert (part.owner, part.act) == (Owner.AWS, None)


@pytest.mark.parametrize("half", [Owner.AWS, Owner.CUSTOMER])
def test_half_that_words_of_the_ruling_mean_is_its_side_s(half: Owner) -> None:
    part = RULEBOOK.part(Target("loom", side=half), "backups")
    assert (part.owner, part.ruling.owner) == (half, Owner.SHARED)


def test_half_goes_before_what_is_run() -> None:
    part = RULEBOOK.part(Target("loom", side=Owner.CUSTOMER), "backups", Act.RUN)
    assert (part.owner, part.act) == (Owner.CUSTOMER, None)


@pytest.mark.parametrize("act", [Act.CHOOSE, Act.ENABLE])
def test_what_the_customer_decides_goes_before_the_half(act: Act) -> None:
    """Who enables what AWS then runs is the customer."""
    part = RULEBOOK.part(Target("loom", side=Owner.AWS), "backups", act)
    assert (part.owner, part.act) == (Owner.CUSTOMER, act)


def test_way_to_run_a_service_settles_the_owner_whatever_the_service_s_words_say() -> None:
    half = Target(service="loom", variant="loom/hand", side=Owner.AWS)
    assert RULEBOOK.part(half, "backups").owner is Owner.CUSTOMER


def test_half_that_the_ruling_gives_nobody_leaves_it_whole() -> None:
    part = RULEBOOK.part(Target("loom", "loom/hand", side=Owner.AWS), "backups")
    assert part.owner is Owner.CUSTOMER


def _with_acts(aws: set[Act], customer: set[Act]) -> Knowledge:
    knowledge = small.knowledge()
    loom = knowledge.services["loom"]
    ruling = replace(
        loom.rulings["backups"], aws_acts=frozenset(aws), customer_acts=frozenset(customer)
    )
    changed = replace(loom, rulings={**loom.rulings, "backups": ruling})
    return replace(knowledge, services={**knowledge.services, "loom": changed})


# --- why --------------------------------------------------------------------------------------

REASONS = [
    ("the ruling's own", "loom", "threading", "Only you know the cloth."),
    ("that of the profile it came from", "quilt", "backups", "AWS runs the loom; you choose the pattern."),
    ("that of the parent it came from", "loom", "engine-patching", "AWS runs the platform; you bring the cloth."),
    ("what the duty is", "loom", "oiling", "Putting oil where it squeaks."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "duty", "why"), [r[1:] for r in REASONS], ids=[r[0] for r in REASONS]
)
def test_reason_is(service: str, duty: str, why: str) -> None:
    assert RULEBOOK.part(Target(service), duty).why == why


# --- where the owner moves --------------------------------------------------------------------


def moved(part: Part) -> list[tuple[str, Owner]]:
    return [(other.label, other.owner) for other in part.moved]


def test_variants_with_another_owner_are_named_beside_the_service_s_own() -> None:
    part = RULEBOOK.part(Target("loom"), "backups")
    assert part.owner is Owner.SHARED
    assert moved(part) == [("Loom by Hand", Owner.CUSTOMER)]


def test_variants_that_agree_are_not_named() -> None:
    assert moved(RULEBOOK.part(Target("loom"), "threading")) == []


def test_variant_names_no_other() -> None:
    assert moved(RULEBOOK.part(Target("loom", "loom/hand"), "backups")) == []


def test_variants_of_a_family_are_compared_by_the_family() -> None:
    """A variant may mean another member: it is that member's owner which counts."""
    assert moved(RULEBOOK.part(Target("loom"), "patching")) == [("Loom by Hand", Owner.CUSTOMER)]


def test_shared_general_ruling_names_the_classes_where_it_is_not_shared() -> None:
    assert moved(RULEBOOK.part(Target(), "guest-patching")) == [
        ("Virtual machine", Owner.CUSTOMER),
        ("Serverless", Owner.AWS),
    ]


def test_general_ruling_with_one_owner_names_no_class() -> None:
    """It says what is usual; a class that differs is asked about by name."""
    part = RULEBOOK.part(Target(), "threading")
    assert part.owner is Owner.CUSTOMER
    assert RULEBOOK.part(Target(profile="serverless-compute"), "threading").owner is Owner.AWS
    assert moved(part) == []


@pytest.mark.parametrize("duty", small.knowledge().responsibilities)
@pytest.mark.parametrize("service", [None, *small.knowledge().services])
def test_what_is_named_is_what_its_question_is_answered(service: str | None, duty: str) -> None:
    for other in RULEBOOK.part(Target(service), duty).moved:
        assert small.answer(other.question).owner is other.owner
