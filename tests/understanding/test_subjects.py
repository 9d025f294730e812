"""What is named: services, variants and software, and what of it is only by the way."""

import pytest

from tests.small import read, targets

LOOM, EC2, PATCH = "loom", "ec2", "patching"

# --- services that only help ------------------------------------------------------------------

HELPERS = [
    ("a means", "who backs up loom with quilt store", LOOM),
    ("a means, another word", "who backs up loom using quilt store", LOOM),
    ("a means, named first", "with quilt store in front, who patches loom", LOOM),
    ("a destination, named first", "who brings the patch to quilt store for loom", LOOM),
    ("a destination", "who backs up loom to quilt store", LOOM),
    ("an ordinary word", "who patches the loom for my diary", LOOM),
    ("what only reports", "quilt store says that loom needs patches, who does them", LOOM),
    ("software inside it", "who patches weavedb on loom", LOOM),
]


@pytest.mark.parametrize(("text", "service"), [h[1:] for h in HELPERS], ids=[h[0] for h in HELPERS])
def test_service_that_only_helps_is_not_asked_about(text: str, service: str) -> None:
    assert [found for found, _ in targets(text)] == [service]


# --- services set aside -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "not about ec2, who patches loom",
        "not about ec2 or yarnball, who patches loom",
        "we dont use ec2, who patches loom",
        "who patches loom, not about ec2",
        "who patches ec2 and loom, only loom",
    ],
)
def test_service_that_is_set_aside_is_not_asked_about(text: str) -> None:
    assert targets(text) == [(LOOM, PATCH)]


def test_service_that_is_denied_is_not_asked_about() -> None:
    assert targets("who has the backups, no ec2") == [(None, "backups")]


# --- variants ---------------------------------------------------------------------------------

VARIANTS = [
    ("its name", "who patches handloom", [("loom/hand", PATCH)]),
    ("its word after the service", "who patches loom by hand", [("loom/hand", PATCH)]),
    ("its word before the service", "who patches steamed looms", [("loom/steam", PATCH)]),
    ("two variants", "who patches hand loom and steam loom", [("loom/hand", PATCH), ("loom/steam", PATCH)]),
    ("two words for variants", "who patches loom by hand and loom on steam", [("loom/hand", PATCH), ("loom/steam", PATCH)]),
    ("a variant and a service", "who patches handloom and ec2", [("loom/hand", PATCH), (EC2, PATCH)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), [v[1:] for v in VARIANTS], ids=[v[0] for v in VARIANTS])
def test_variant_is_named_by(text: str, found: list[tuple[str, str]]) -> None:
    assert targets(text) == found


@pytest.mark.parametrize("text", ["who patches by hand", "who patches quilt store by hand"])
def test_word_for_a_variant_means_nothing_without_its_service(text: str) -> None:
    assert all(target.variant is None for target in read(text).targets)


# --- ordinary words that name a service -------------------------------------------------------


def test_ordinary_word_after_aws_is_the_service() -> None:
    assert targets("who patches aws diary and loom") == [("diary", PATCH), (LOOM, PATCH)]


def test_ordinary_word_alone_is_the_service() -> None:
    assert targets("who patches the diary") == [("diary", PATCH)]


def test_ordinary_word_beside_a_service_is_a_word() -> None:
    assert targets("who patches the diary on loom") == [(LOOM, PATCH)]
