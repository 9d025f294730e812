"""Which duty is asked about which service."""

import pytest

from bot.model import Act, Owner
from tests.small import read, targets

LOOM, QUILT, EC2, YARN = "loom", "quilt", "ec2", "yarn"
PATCH, BACK, ENCRYPT = "patching", "backups", "encryption-at-rest"

PAIRS = [
    ("one of each", "who patches loom", [(LOOM, PATCH)]),
    ("no service", "who patches", [(None, PATCH)]),
    ("one duty, two services", "who patches loom and ec2", [(LOOM, PATCH), (EC2, PATCH)]),
    ("two duties, one service", "who patches and backs up loom", [(LOOM, PATCH), (LOOM, BACK)]),
    ("a service before its duty", "loom: who patches it", [(LOOM, PATCH)]),
    ("a pair each", "who patches loom and backs up ec2", [(LOOM, PATCH), (EC2, BACK)]),
    ("a pair each, service first", "loom patches and ec2 backups, who does them", [(LOOM, PATCH), (EC2, BACK)]),
    (
        "two services, then a pair",
        "who patches loom and ec2 and encrypts yarnball",
        [(LOOM, PATCH), (EC2, PATCH), (YARN, ENCRYPT)],
    ),
    ("commas", "who patches loom, ec2, yarnball", [(LOOM, PATCH), (EC2, PATCH), (YARN, PATCH)]),
    ("slashes", "who patches loom/ec2", [(LOOM, PATCH), (EC2, PATCH)]),
    ("plus", "who patches loom + ec2", [(LOOM, PATCH), (EC2, PATCH)]),
    ("what only names something", "who patches loom? and ec2?", [(LOOM, PATCH), (EC2, PATCH)]),
    ("where a move goes", "moving from ec2 to loom, who patches it", [(LOOM, PATCH)]),
    ("one of two names set aside", "not ec2, loom: who patches it", [(LOOM, PATCH)]),
    ("what is set aside first", "not the backups, the patches of loom: whose", [(LOOM, PATCH)]),
    ("layer set aside first", "not the guest, the host: who", [(None, "host-care")]),
    (
        "things in a row, each with its own service",
        "threads of loom, patches, backups of ec2",
        [(LOOM, "threading"), (LOOM, PATCH), (EC2, BACK)],
    ),
    ("one duty in a row", "loom: patches, patches", [(LOOM, PATCH), (LOOM, PATCH)]),
    ("a list of names", "who patches a) loom b) ec2", [(LOOM, PATCH), (EC2, PATCH)]),
    ("a pair in each item", "patches of loom, ec2 backups", [(LOOM, PATCH), (EC2, BACK)]),
    ("the same twice", "who patches loom and who patches loom", [(LOOM, PATCH)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_pairs_stand_in_the_order_asked(text: str, found: list[tuple[str | None, str]]) -> None:
    assert targets(text) == found


# --- keys, layers and acts --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("who rotates the imported seal on loom", "seal/own-seal"),
        ("who rotates the aws made seal on loom", "seal/aws-seal"),
        ("who rotates the seal on loom", LOOM),
    ],
)
def test_kind_that_decides_goes_before_the_service_that_uses_it(text: str, subject: str) -> None:
    assert targets(text) == [(subject, "seal-rotation")]


def test_layer_with_a_keeper_carries_a_duty_done_on_every_layer() -> None:
    assert targets("who patches the host") == [(None, "host-care")]


def test_layer_with_a_profile_says_where_to_look() -> None:
    assert targets("who does the guest patches") == [("virtual-machine", "guest-patching")]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("who turns on backups for loom", Act.ENABLE),
        ("who turns backups for loom on", Act.ENABLE),
        ("who should have turned on backups for loom", Act.ENABLE),
        ("we turned on backups for loom, whose are they", None),
        ("who decides on backups for loom", Act.CHOOSE),
        ("who backs up loom", None),
        ("is turning on backups for loom our job", Act.ENABLE),
        ("by whom is deciding on loom backups done", Act.CHOOSE),
        ("loom backups must be turned on by whom", Act.ENABLE),
        ("so who is it that decides on loom backups", Act.CHOOSE),
        ("under our contract, deciding on loom backups is whose job", Act.CHOOSE),
        ("do we or does aws decide on loom backups", Act.CHOOSE),
        ("do we decide on loom backups or does aws do that", None),
    ],
)
def test_act_is_what_the_verb_says(text: str, act: Act | None) -> None:
    assert [target.act for target in read(text).targets] == [act]


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("the vault shelf of loom", Owner.AWS),
        ("who writes the copy rota for loom", Owner.CUSTOMER),
        ("the pattern copy of loom", None),
    ],
)
def test_half_is_what_words_of_one_side_say(text: str, half: Owner | None) -> None:
    assert [(t.responsibility, t.side) for t in read(text).targets] == [("backups", half)]


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("backups of loom, encrypted?", ENCRYPT),
        ("who encrypts looms where the backups lie", ENCRYPT),
        ("patches of our loom went missing yesterday, backups", BACK),
        ("who backs up looms even if we opted out of patches", BACK),
    ],
)
def test_words_that_only_tell_the_story_ask_nothing(text: str, duty: str) -> None:
    assert targets(text) == [(LOOM, duty)]


def test_half_stays_with_the_service_that_has_it() -> None:
    followed = read("and ec2?", previous="the vault shelf of loom").targets
    assert [(target.service, target.side) for target in followed] == [("ec2", None)]


def test_each_duty_has_the_act_next_to_it() -> None:
    found = read("who decides on backups and who turns on encryption on loom").targets
    assert [target.act for target in found] == [Act.CHOOSE, Act.ENABLE]
