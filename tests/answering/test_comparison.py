"""Services side by side: the same from either side, and what differs first."""

import pytest

from bot.answering import Answerer
from bot.model import Basis, Comparison, Intent, Owner, Reading, Target
from tests import small


def compared(text: str) -> Comparison:
    found = small.answer(text)
    assert isinstance(found, Comparison), found
    return found


def owners(comparison: Comparison) -> dict[str, list[str]]:
    """The owners by responsibility, those that differ and those that do not."""
    rows = (*comparison.rows, *comparison.same)
    return {row.responsibility.slug: [part.owner for part in row.parts] for row in rows}


@pytest.mark.parametrize(
    ("one", "other"), [("loom", "ec2"), ("ec2", "yarnball"), ("hand loom", "quilt store")]
)
def test_comparison_is_symmetric(one: str, other: str) -> None:
    forth, back = compared(f"compare {one} and {other}"), compared(f"compare {other} and {one}")
    assert forth.subjects == back.subjects[::-1]
    assert owners(forth) == {duty: found[::-1] for duty, found in owners(back).items()}


def test_only_what_differs_stands_in_the_rows() -> None:
    comparison = compared("compare loom and ec2")
    assert comparison.rows
    assert all(len({part.owner for part in row.parts}) > 1 for row in comparison.rows)


def test_what_stays_the_same_is_kept_apart() -> None:
    comparison = compared("compare loom and ec2")
    assert "oiling" in [row.responsibility.slug for row in comparison.same]
    assert all(len({part.owner for part in row.parts}) == 1 for row in comparison.same)


def test_parts_of_a_row_stand_in_the_order_of_the_subjects() -> None:
    comparison = compared("compare loom, ec2 and yarnball")
    assert comparison.subjects == ("Amazon Loom", "Amazon EC2", "Amazon Yarnball")
    for row in (*comparison.rows, *comparison.same):
        assert [part.service.slug for part in row.parts if part.service] == ["loom", "ec2", "yarn"]


def test_responsibility_asked_for_is_shown_even_where_it_is_the_same() -> None:
    comparison = compared("compare oiling on loom and ec2")
    assert [row.responsibility.slug for row in comparison.rows] == ["oiling"]
    assert comparison.same == ()


def test_responsibilities_asked_for_come_differing_ones_first() -> None:
    comparison = compared("compare oiling and backups on loom and ec2")
    assert [row.responsibility.slug for row in comparison.rows] == ["backups", "oiling"]


def test_family_is_compared_by_what_each_service_means() -> None:
    (row,) = compared("compare patching on loom and ec2").rows
    assert [part.ruling.id for part in row.parts] == [
        "profile.paas:engine-patching",
        "profile.iaas:guest-patching",
    ]


def test_families_are_left_out_where_no_responsibility_is_asked_for() -> None:
    assert "patching" not in owners(compared("compare loom and ec2"))


def test_responsibility_that_only_general_rulings_know_is_left_out() -> None:
    """It is the same for every service, so it tells nothing about these."""
    assert "public-access" in owners(compared("compare loom and quilt store"))
    assert "public-access" not in owners(compared("compare loom and ec2"))


def test_variant_is_compared_as_itself() -> None:
    comparison = compared("compare backups on hand loom and quilt store")
    assert comparison.subjects == ("Loom by Hand", "Amazon Quilt Store")
    ((hand, quilt),) = [row.parts for row in comparison.rows]
    assert (hand.owner, hand.basis) == (Owner.CUSTOMER, Basis.VARIANT)
    assert (quilt.owner, quilt.basis) == (Owner.AWS, Basis.PROFILE)


def test_what_a_variant_s_own_profile_rules_on_is_compared() -> None:
    comparison = owners(compared("compare hand loom and yarnball"))
    assert comparison["encryption-at-rest"] == ["customer", "customer"]


def test_software_is_compared_as_installed_on_one_s_own_machine() -> None:
    comparison = compared("compare patching on weavedb and quilt store")
    assert comparison.subjects == ("Amazon EC2", "Amazon Quilt Store")


def test_service_is_compared_with_its_own_variant() -> None:
    assert compared("compare loom and hand loom").subjects == ("Amazon Loom", "Loom by Hand")


def test_at_most_twelve_subjects_are_compared_and_the_others_named() -> None:
    base = small.knowledge()
    services = list(base.services.values())
    targets = [Target(service=service.slug) for service in services]
    targets += [
        Target(v.service, v.slug) for service in services for v in service.variants.values()
    ]
    targets += [Target(profile=slug) for slug in base.profiles]
    reading = Reading(Intent.COMPARE, tuple(targets))
    comparison = Answerer(base).answer(reading)
    assert isinstance(comparison, Comparison)
    assert (len(comparison.subjects), len(comparison.left_out)) == (12, len(targets) - 12)
    assert not set(comparison.subjects) & set(comparison.left_out)
