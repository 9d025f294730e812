"""A question is read whole: what is wanted, about what, and what stood before it."""

import pytest

from bot.model import Act, Category, Intent, Owner
from tests import small
from tests.small import read, targets

PATCH, BACK = "patching", "backups"

# --- commands ---------------------------------------------------------------------------------

COMMANDS = [
    ("", Intent.HELP),
    ("   \n", Intent.HELP),
    ("help", Intent.HELP),
    ("Help, please!", Intent.HELP),
    ("list services", Intent.SERVICES),
    ("please list services", Intent.SERVICES),
    ("list responsibilities", Intent.RESPONSIBILITIES),
    ("overview of loom", Intent.OVERVIEW),
    ("loom", Intent.OVERVIEW),
    ("compare loom and ec2", Intent.COMPARE),
    ("loom vs ec2", Intent.COMPARE),
]


@pytest.mark.parametrize(("text", "intent"), COMMANDS)
def test_command_is_read_in_natural_words(text: str, intent: Intent) -> None:
    assert read(text).intent is intent


@pytest.mark.parametrize("text", ["who patches loom, help", "help us: who patches loom?"])
def test_command_among_other_words_is_no_command(text: str) -> None:
    assert targets(text) == [("loom", PATCH)]


def test_services_of_one_shelf_can_be_asked_for() -> None:
    assert read("list storage").category is Category.STORAGE
    assert read("storage services").category is None


# --- one question among other words -----------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "We moved last year. My dog likes yarn. Who patches loom? Thanks!",
        "Who patches loom? We moved to ec2 last year.",
        "our backups are fine. who patches loom?",
        "my boss asked who backs up loom. Who patches loom?",
        "who patches\nloom",
        "x " * 500 + ". who patches loom? " + "y " * 500,
    ],
)
def test_sentence_that_asks_is_found(text: str) -> None:
    assert targets(text) == [("loom", PATCH)]


def test_service_may_stand_in_the_sentence_before() -> None:
    assert targets("We moved to loom last year. Who patches it?") == [("loom", PATCH)]


@pytest.mark.parametrize(
    "text",
    [
        "Nor does AWS mind oiling loom. Who backs up quilt store?",
        "Threading loom is our job. Who backs up quilt store?",
        "AWS oils loom; we thread loom. Which party backs up quilt store?",
        "AWS oils loom, which is ours. Which party is responsible for backing up quilt store, that runs here?",
    ],
)
def test_what_a_story_tells_of_the_parties_asks_nothing(text: str) -> None:
    assert targets(text) == [("quilt", BACK)]


@pytest.mark.parametrize(
    "text",
    [
        "AWS oils loom. Our yarn is torn and wet. Who mends it?",
        "loom: oil? yarn? thread?",
    ],
)
def test_what_was_told_or_asked_and_not_understood_is_asked_about(text: str) -> None:
    reading = read(text)
    assert (reading.intent, reading.reason) == (Intent.UNCLEAR, "partly-read")


@pytest.mark.parametrize(
    "text",
    [
        "Loom is oiled. Backups of loom: who?",
        "AWS oils loom. Who backs up the yarn that the loom holds?",
        "AWS oils loom. Whose job is it to back up its yarn?",
    ],
)
def test_question_with_a_duty_of_its_own_is_not_about_what_was_told(text: str) -> None:
    assert targets(text) == [("loom", BACK)]


def test_half_of_what_was_told_is_asked_for_by_the_verb_of_the_question() -> None:
    reading = read("AWS enables the guest patch of loom. Who decides on it?")
    assert [target.act for target in reading.targets] == [Act.CHOOSE]


def test_each_of_several_things_told_is_asked_for_by_which_ones() -> None:
    text = "Backups of loom... and oiling loom... which ones are ours?"
    assert targets(text) == [("loom", BACK), ("loom", "oiling")]
    assert not read(text).loose


def test_another_question_behind_and_is_one_of_its_own() -> None:
    found = targets("does AWS patch loom, and does it patch quilt store?")
    assert found == [("loom", PATCH), ("quilt", PATCH)]


def test_name_that_nobody_knows_before_a_colon_is_asked_about() -> None:
    assert read("AWS Zephyrquill: backups, us or aws?").reason == "unknown-name"


def test_somebody_called_by_name_before_a_colon_is_no_unknown_service() -> None:
    assert read("Thorvald: who patches loom?").intent is Intent.RULING


def test_which_party_asks_about_what_was_told_last() -> None:
    assert targets("Backups of loom. Oiling of loom. Which party does it?") == [("loom", "oiling")]


def test_experience_hears_of_a_story_only_its_names() -> None:
    story = "Loom was flooded by yarn. Which party is responsible for backing up the quilt store?"
    heard = read(story).features
    assert {"@loom", "@quilt", "backing"} <= {*heard}
    assert "flooded" not in heard


def test_every_question_of_a_message_is_read() -> None:
    found = targets("who patches loom? who backs up quilt store?")
    assert found == [("loom", PATCH), ("quilt", BACK)]


@pytest.mark.parametrize(
    "text",
    [
        "who does these\n- backups on loom\n- patching on ec2",
        "who does (a) backups on loom (b) patching on ec2",
        "1. backups on loom\n2. patching on ec2",
    ],
)
def test_every_item_of_a_list_is_read(text: str) -> None:
    assert targets(text) == [("loom", BACK), ("ec2", PATCH)]


def test_items_take_their_service_from_what_introduces_them() -> None:
    assert targets("loom\n- backups\n- patching") == [("loom", BACK), ("loom", PATCH)]


def test_at_most_thirty_six_targets_are_read_and_the_others_counted() -> None:
    services = "ec2, hand loom, steam loom, quilt store, yarnball, aws diary"
    duties = (
        "backups, guest patching, engine patching, encryption, oiling, threading, public access"
    )
    reading = small.read(f"who is responsible for {duties} on {services}")
    assert (len(reading.targets), reading.beyond) == (36, 6)


# --- parties are options, not evidence --------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "does aws patch loom",
        "do we patch loom",
        "is it aws or us who patches loom",
        "loom patches: aws or us?",
        "who patches loom for us",
        "who doesnt patch loom",
    ],
)
def test_party_in_the_question_changes_nothing(text: str) -> None:
    assert small.answer(text).reading.targets == read("who patches loom").targets


@pytest.mark.parametrize(
    ("text", "leading"),
    [
        ("aws patches loom, right?", Owner.AWS),
        ("i thought aws patches loom", Owner.AWS),
        ("we patch loom, right?", Owner.CUSTOMER),
        ("who patches loom, right?", None),
        ("who patches loom", None),
    ],
)
def test_presumed_owner_is_noticed(text: str, leading: Owner | None) -> None:
    assert read(text).leading is leading


def test_question_who_is_not_responsible_is_noticed() -> None:
    assert read("who is not responsible for backups on loom").negated
    assert not read("who is responsible for backups on loom").negated


# --- corrections and the trace ----------------------------------------------------------------


def test_corrections_stand_in_the_order_typed() -> None:
    found = read("who pathces yarnbal").corrections
    assert [(c.typed, c.read_as) for c in found] == [
        ("pathces", "patches"),
        ("yarnbal", "yarnball"),
    ]


def test_slots_say_what_words_were_taken_for() -> None:
    slots = dict(read("who patches hand loom").slots)
    assert slots["hand loom"] == "loom/hand"
    assert slots["patches"] == PATCH


def test_candidates_say_what_lost_and_why() -> None:
    found = read("who does the guest patches on loom").candidates
    assert [c.responsibility for c in found if c.chosen] == ["guest-patching"]
    (lost,) = [c for c in found if not c.chosen]
    assert lost.responsibility == PATCH
    assert lost.reason


# --- follow-ups -------------------------------------------------------------------------------

FOLLOW_UPS = [
    ("another service", "and ec2?", "who patches loom", [("ec2", PATCH)]),
    ("another service, asked about", "what about ec2", "who patches loom", [("ec2", PATCH)]),
    ("two other services", "and ec2 and yarnball?", "who patches loom", [("ec2", PATCH), ("yarn", PATCH)]),
    ("a variant", "and by hand loom?", "who patches loom", [("loom/hand", PATCH)]),
    ("another duty", "and backups?", "who patches loom", [("loom", BACK)]),
    ("another duty, on two services", "and backups?", "who patches loom and ec2", [("loom", BACK), ("ec2", BACK)]),
    ("a service for two duties", "and ec2?", "who patches and backs up loom", [("ec2", PATCH), ("ec2", BACK)]),
    ("the reason", "why?", "who patches loom", [("loom", PATCH)]),
    ("doubt", "are you sure?", "who patches loom", [("loom", PATCH)]),
    ("a presumption", "i thought aws", "who patches ec2", [("ec2", PATCH)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "previous", "found"), [f[1:] for f in FOLLOW_UPS], ids=[f[0] for f in FOLLOW_UPS]
)
def test_follow_up_takes_the_rest_from_the_question_before(
    text: str, previous: str, found: list[tuple[str, str]]
) -> None:
    assert targets(text, previous) == found
    assert read(text, previous).from_previous


def test_doubt_does_not_change_the_answer() -> None:
    before = small.answer("who patches ec2")
    after = small.answer("are you sure? i thought aws", "who patches ec2")
    assert getattr(after, "parts", None) == getattr(before, "parts", ())


def test_act_of_the_question_before_is_kept() -> None:
    (target,) = read("and quilt store?", "who turns on backups for loom").targets
    assert target.act is not None
    assert target.service == "quilt"


@pytest.mark.parametrize("text", ["who backs up quilt store", "help", "list services"])
def test_whole_question_takes_nothing_from_the_one_before(text: str) -> None:
    assert read(text, "who patches loom") == read(text)


@pytest.mark.parametrize("text", ["overview of quilt store", "compare ec2 and quilt store"])
def test_whole_request_is_no_follow_up(text: str) -> None:
    assert read(text, "who patches loom") == read(text)


@pytest.mark.parametrize("text", ["and ec2?", "why?", "and backups?"])
def test_without_a_question_before_nothing_is_taken(text: str) -> None:
    assert not read(text).from_previous
    assert read(text, "hello there").targets == read(text).targets


def test_off_topic_question_stays_off_topic_after_another() -> None:
    assert read("how do i patch ec2", "who patches loom").intent is Intent.OFF_TOPIC


def test_same_question_is_read_the_same() -> None:
    text = "who pathces yarnbal, loom by hand and backs up ec2?"
    assert read(text) == read(text)
