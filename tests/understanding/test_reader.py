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


@pytest.mark.parametrize(
    "text",
    [
        "apart from oiling, who backs up loom?",
        "given that we oil loom ourselves, who does the backups?",
        "who backs up loom since we oil it?",
    ],
)
def test_exceptions_and_causes_ask_nothing(text: str) -> None:
    assert targets(text) == [("loom", BACK)]


def test_condition_of_the_asker_is_not_what_is_asked() -> None:
    found = targets("if we back up no quilt store, who oils the loom?")
    assert found == [("loom", "oiling")]
    assert targets("if we back up loom, who is told?") == [("loom", BACK)]


def test_whole_of_a_duty_is_asked_for_whatever_halves_are_told() -> None:
    assert [t.act for t in read("who decides on loom backups").targets] == [Act.CHOOSE]
    assert [t.act for t in read("who decides on loom backups, end to end").targets] == [None]


def test_software_runs_on_the_service_that_stands_beside_it_elsewhere() -> None:
    assert targets("our needle is on ec2. Who backs up the needle?") == [("ec2", BACK)]


def test_cause_is_not_taken_for_the_question_when_that_is_not_understood() -> None:
    found = targets("are the wet geese of loom ours because we oil it?")
    assert "oiling" not in [duty for _, duty in found]


def test_cause_beside_which_nothing_is_said_is_what_a_question_is_about() -> None:
    assert targets("is it our job because we oil loom?") == [("loom", "oiling")]


def test_cause_after_because_of_is_what_a_question_is_about() -> None:
    assert targets("loom stood still because of oiling. who does it?") == [("loom", "oiling")]


def test_of_a_move_between_ways_to_run_a_service_the_new_one_counts() -> None:
    found = targets("we went from a hand loom to a steam loom, who patches it?")
    assert found == [("loom/steam", PATCH)]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "who turns on backups of loom and who carries out the backups after that?",
            [Act.ENABLE, Act.RUN],
        ),
        ("backups of loom: who turns them on, who decides?", [Act.ENABLE, Act.CHOOSE]),
    ],
)
def test_each_who_asks_for_a_half_of_its_own(text: str, acts: list[Act]) -> None:
    reading = read(text)
    assert [target.act for target in reading.targets] == acts


def test_who_may_ask_for_a_half_and_say_more_around_it() -> None:
    reading = read("who turns on loom backups, and who decides that in the first place?")
    assert [target.act for target in reading.targets] == [Act.ENABLE, Act.CHOOSE]
    assert reading.intent is Intent.RULING


def test_what_stands_behind_each_name_with_a_colon_is_asked_of_it() -> None:
    found = targets("loom: backups, oiling; quilt store: threading?")
    assert found == [("loom", BACK), ("loom", "oiling"), ("quilt", "threading")]


def test_four_short_parts_between_semicolons_are_a_list() -> None:
    found = targets("loom backups; quilt store oil; ec2 threading; who patches ec2")
    assert found == [("loom", BACK), ("quilt", "oiling"), ("ec2", "threading"), ("ec2", PATCH)]


@pytest.mark.parametrize(
    "text",
    [
        "backups of loom and backups of wet feathers",
        "Who oils the loom? And who oils the geese of the loom?",
        "geese oil, feather oil. Which ones are ours?",
        "loom oil, geese, backups, threading",
        "is AWS responsible for oiling loom, for plucking wet geese, and for counting brown feathers?",
        "loom oil, brown geese, backups",
        "loom oil and geese of loom",
        "loom and geese, loom as oil: who patches?",
        "loom: the geese on aws side? oil?",
        "loom: oil, brown geese",
    ],
)
def test_list_of_which_one_thing_is_unknown_is_asked_about(text: str) -> None:
    assert read(text).reason == "partly-read"


def test_items_of_a_list_may_say_more_than_their_duty() -> None:
    found = targets("loom: oil of geese, threading of wool, threading of silk")
    assert found == [("loom", "oiling"), ("loom", "threading"), ("loom", "threading")]


def test_short_question_behind_a_list_is_about_its_items() -> None:
    assert targets("loom oil; quilt store backups. who patches?") == [
        ("loom", "oiling"),
        ("quilt", BACK),
    ]


def test_a_who_that_only_names_something_asks_what_was_asked_before() -> None:
    text = "who oils the loom and who the quilt store?"
    assert targets(text) == [("loom", "oiling"), ("quilt", "oiling")]
    assert read(text).intent is Intent.RULING


def test_vague_word_that_is_all_an_item_says_beside_its_name_is_one() -> None:
    found = targets("loom oil and loom access, who?")
    assert found == [("loom", "oiling"), ("loom", "public-access")]


def test_name_said_twice_is_no_word_of_a_duty() -> None:
    assert targets("yarnball oil, yarnball backups") == [("yarn", "oiling"), ("yarn", BACK)]


@pytest.mark.parametrize(
    "text",
    [
        "who is responsible for loom oil, for backups, and for threading?",
        "loom backups: who turns them on, who decides?",
    ],
)
def test_three_things_begun_alike_and_two_halves_are_asked_apart(text: str) -> None:
    assert read(text).asked_apart


def test_what_is_added_with_plus_is_asked_apart() -> None:
    assert read("loom backups + oil").asked_apart
    assert not read("loom backups and oil").asked_apart


def test_answers_to_choose_from_are_no_items() -> None:
    text = "oiling loom is done by (a) the customer (b) AWS (c) the backups squad"
    assert targets(text) == [("loom", "oiling")]
    assert read(text).intent is Intent.RULING


def test_summands_with_a_duty_each_are_a_list() -> None:
    assert not read("loom oil + who backs up the yarn in it").loose


def test_what_somebody_says_of_a_party_is_not_what_is_asked() -> None:
    text = "Oiling of loom. The squad says we have backups of the loom. Who is responsible?"
    assert targets(text) == [("loom", "oiling")]


@pytest.mark.parametrize("text", ["which loom is cheap for us?", "is this the amazon?"])
def test_who_only_gets_something_is_offered_as_no_party(text: str) -> None:
    assert not read(text).options
    assert read("is this on us?").options


def test_name_said_of_two_things_asks_for_both() -> None:
    assert read("loom backups and loom oil").asked_apart
    assert not read("the loom broke and loom oil spilt, who oils it?").asked_apart


def test_two_in_one_sentence_of_a_story_ask_apart() -> None:
    text = "The yarn tore. Whose job is oiling loom, and whose is threading it?"
    assert read(text).asked_apart


def test_words_joined_within_an_item_say_a_duty_once() -> None:
    found = targets("loom: access and data access, oiling, threading")
    assert found == [("loom", "public-access"), ("loom", "oiling"), ("loom", "threading")]


def test_sentences_without_a_verb_before_who_are_all_asked_about() -> None:
    found = targets("Oil of loom. Backups of the yarn in loom. Who is responsible?")
    assert found == [("loom", "oiling"), ("loom", BACK)]
    assert read("Oil of loom. Backups of loom. Who is responsible?").asked_apart
    assert targets("Loom has oil. Loom has backups. Who does it?") == [("loom", BACK)]


def test_what_introduces_a_list_with_duties_asks_nothing_itself() -> None:
    text = "which party is responsible for loom backups here: oil, threading"
    assert targets(text) == [("loom", "oiling"), ("loom", "threading")]
    assert targets("loom oil trouble: backups") == [("loom", BACK)]


def test_each_question_keeps_the_way_to_run_a_service_that_it_names() -> None:
    found = targets("loom: oil? backups of the steam loom?")
    assert found == [("loom", "oiling"), ("loom/steam", BACK)]


def test_item_may_name_only_the_way_to_run_a_service() -> None:
    found = targets("- loom oil\n- threading by hand")
    assert found == [("loom", "oiling"), ("loom/hand", "threading")]


def test_what_one_switches_on_is_run_by_aws_for_the_next_who() -> None:
    reading = read("who turns on loom backups, and who does the backups then?")
    assert [(t.act, t.side) for t in reading.targets] == [
        (Act.ENABLE, None),
        (Act.RUN, Owner.AWS),
    ]


def test_verb_may_stand_far_from_its_particle() -> None:
    reading = read("who turns the loom backups of yarn box on")
    assert [target.act for target in reading.targets] == [Act.ENABLE]


def test_name_said_of_two_things_with_duties_is_a_list_whoever_does_that() -> None:
    assert not read("loom oil and loom backups, who does that").loose


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


def test_the_other_one_is_asked_about() -> None:
    assert read("and the other one?", previous="who backs up loom").reason == "no-context"


@pytest.mark.parametrize(
    ("text", "side"), [("so what is left for us?", Owner.CUSTOMER), ("and their part?", Owner.AWS)]
)
def test_part_of_one_party_in_what_was_asked_before(text: str, side: Owner) -> None:
    (target,) = read(text, previous="who decides on loom backups").targets
    assert (target.responsibility, target.act, target.side) == (BACK, None, side)


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


@pytest.mark.parametrize("text", ["ok then", "sure", "right, what"])
def test_nothing_said_takes_no_layer_from_the_question_before(text: str) -> None:
    before = "who is responsible for the host of loom"
    assert targets(before) == [("loom", "host-care")]
    assert not targets(text, before) or read(text).reason == "no-context"


def test_off_topic_question_stays_off_topic_after_another() -> None:
    assert read("how do i patch ec2", "who patches loom").intent is Intent.OFF_TOPIC


def test_same_question_is_read_the_same() -> None:
    text = "who pathces yarnbal, loom by hand and backs up ec2?"
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "We geese had a party. loom backups",
        "loom backups. The geese are out until dawn.",
        "We geese had a party. who backs up loom",
    ],
)
def test_experience_does_not_hear_chatter_around_a_duty(text: str) -> None:
    assert "geese" not in read(text).features


def test_experience_hears_what_it_points_to() -> None:
    assert "geese" in read("The geese of loom are torn. who backs it up").features


# --- sentences around a question --------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "We had no backups last week. loom patches",
        "My job is backups here: loom patches",
        "We used to have our basement full of backups. loom patches",
    ],
)
def test_sentence_that_names_nothing_changes_no_whole_question(text: str) -> None:
    reading = read(text)
    assert (reading.intent, targets(text)) == (Intent.RULING, [("loom", PATCH)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A person broke our backups. Who restores it?", [(None, BACK)]),
        ("Our basement is full of backups. Who patches?", []),
        ("Flow of oil. loom backups.", [("loom", "oiling"), ("loom", BACK)]),
        ("We had no oil. who has access?", [(None, "oiling")]),
        ("We patch, or aws. loom backups", [("loom", PATCH), ("loom", BACK)]),
        ("does aws oil looms though. loom backups", [("loom", "oiling"), ("loom", BACK)]),
        ("our cluster broke, it had no backups. is it on us or aws?", [(None, BACK)]),
    ],
)
def test_sentence_that_a_question_leans_on_is_read(text: str, found: list[tuple[str, str]]) -> None:
    assert targets(text) == found


def test_sentence_that_announces_questions_asks_none() -> None:
    text = "could a person confirm these points for the backups? who patches loom?"
    assert targets(text) == [("loom", PATCH)]


def test_who_in_each_of_several_sentences_must_be_read() -> None:
    reading = read("who backs up loom. who paints it. who tends the wet geese.")
    assert (reading.reason, reading.asked_apart) == ("partly-read", True)


def test_who_with_more_than_an_act_asks_for_no_half() -> None:
    assert read("loom: who turns on wet geese, and who runs the backups").reason == "partly-read"


def test_items_behind_a_name_must_be_read_though_none_is() -> None:
    assert read("the backups of loom: wet geese, dry geese").reason == "partly-read"
    assert targets("the backups of loom: wet geese") == [("loom", BACK)]


def test_software_behind_a_service_is_not_one_s_own() -> None:
    assert targets("quilt store: weavedb patches") == [("quilt", PATCH)]


def test_each_of_several_who_asks_for_what_stands_before_it() -> None:
    assert targets("oil of loom: who? backups of loom: who?") == [
        ("loom", "oiling"),
        ("loom", BACK),
    ]


def test_short_remark_between_what_was_told_and_the_question_is_not_read() -> None:
    assert read("Loom has no backups. I dont mind. Who does it?").intent is Intent.RULING
    assert targets("Loom backups. I dont mind who does it.") == [("loom", BACK)]
    assert read("Loom has backups. I wash wet geese. Who does it?").reason == "partly-read"
