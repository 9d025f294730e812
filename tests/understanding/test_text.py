"""A message as typed in Slack becomes sentences of words."""

import pytest

from bot.understanding.text import (
    COMMA,
    HARD,
    PLUS,
    SOFT,
    SPACE,
    Segment,
    clean,
    excerpt,
    segments,
    with_granted_apart,
    without,
)


def cut(text: str) -> list[Segment]:
    return segments(clean(text))


def sentences(text: str) -> list[str]:
    return [" ".join(segment.words) for segment in cut(text)]


# --- what Slack adds --------------------------------------------------------------------------

MARKUP = [
    ("a person", "<@U012ABCDEF> who patches rds"),
    ("a person with a name", "<@U012ABCDEF|kim> who patches rds"),
    ("a channel", "<#C012ABCDEF|general> who patches rds"),
    ("everyone", "<!channel> who patches rds"),
    ("a group", "<!subteam^S012ABC|@ops> who patches rds"),
    ("a date", "<!date^1392734382^{date}|2014> who patches rds"),
    ("a link", "<https://aws.example/lambda> who patches rds"),
    ("a link with text", "who <https://evil.example/lambda|patches> rds"),
    ("an address", "<mailto:lambda@aws.example> who patches rds"),
    ("a bare link", "https://aws.example/lambda?a=b&c=d who patches rds"),
    ("an emoji", ":lambda: who patches rds"),
    ("an emoji with a tone", "who :wave::skin-tone-2: patches rds"),
    ("a code block", "```lambda.update()``` who patches rds"),
    ("a code block left open", "who patches rds\n```lambda.update()"),
    ("a code block that is all there is", "```who patches rds```"),
    ("a script", "<script>alert(1)</script> who patches rds"),
    ("a tag", "<b>who</b> patches rds"),
    ("bold and italic", "who *patches* _rds_"),
    ("what is struck through", "~who backs up s3~ who patches rds"),
    ("code", "who patches `rds`"),
    ("escaped markup", "&lt;!channel&gt; who patches rds"),
]


@pytest.mark.parametrize("text", [m[1] for m in MARKUP], ids=[m[0] for m in MARKUP])
def test_markup_leaves_the_words_alone(text: str) -> None:
    assert sentences(text) == ["who patches rds"]


def test_entities_are_the_characters_that_they_stand_for() -> None:
    assert cut("rds &amp; s3") == cut("rds & s3")


def test_less_than_sign_swallows_nothing() -> None:
    assert sentences("1 < 2 who patches rds > s3") == ["1 2 who patches rds s3"]


def test_time_of_day_is_no_emoji() -> None:
    assert sentences("at 10:30:15 who patches rds") == ["at 10 30 15 who patches rds"]


# --- sentences --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stop",
    [
        ". ",
        "? ",
        "! ",
        "; ",
        "… ",
        " ...\n",
        ".\n\n",
        "?! ",
    ],
)
def test_sentences_end_at(stop: str) -> None:
    assert sentences(f"we moved last week{stop}who patches rds") == [
        "we moved last week",
        "who patches rds",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who patches t3.micro", "who patches t3 micro"),
        ("who upgrades 1.28 to 1.29", "who upgrades 1 28 to 1 29"),
        ("who patches auto-mode", "who patches auto mode"),
        ("who patches amazon linux 2.", "who patches amazon linux 2"),
    ],
)
def test_dots_and_dashes_inside_words_end_nothing(text: str, words: str) -> None:
    assert sentences(text) == [words]


@pytest.mark.parametrize("text", ["rds n ec2", "rds adn ec2"])
def test_and_is_read_however_it_is_typed(text: str) -> None:
    assert clean(text) == "rds and ec2"


def test_id_of_a_best_practice_says_nothing() -> None:
    assert clean("SEC02-BP05 rotate keys").strip() == "rotate keys"


def test_line_end_separates() -> None:
    assert sentences("we moved last week\nwho patches rds") == [
        "we moved last week",
        "who patches rds",
    ]


def test_line_end_after_a_word_or_two_does_not() -> None:
    """Somebody typed a question over several lines."""
    assert sentences("who patches\nrds") == ["who patches rds"]


def test_question_mark_marks_only_its_own_sentence() -> None:
    found = cut("We moved to rds. Who patches it? Thanks.")
    assert [segment.asks for segment in found] == [False, True, False]


def test_question_mark_at_the_very_end_is_seen() -> None:
    assert cut("who patches rds ?")[-1].asks


def test_long_run_without_punctuation_is_cut_at_eighty_words() -> None:
    found = cut("word " * 200)
    assert [len(segment.words) for segment in found] == [80, 80, 40]


def test_every_word_has_a_break_before_it() -> None:
    for segment in cut("a, b and c / d. e\n- f\n- g: h, who i? (j) k & l"):
        assert len(segment.breaks) == len(segment.words)
        assert segment.breaks[0] == HARD


def test_long_paste_is_read_at_its_ends_and_around_its_questions() -> None:
    """What lies between is left out; a question in the middle is not."""
    noise = "noise " * 20_000
    read = excerpt(f"begin {noise}who patches rds {noise}end")
    assert len(read) < 10_000
    assert "who patches rds" in read
    assert read.startswith("begin")
    assert read.endswith("end")


def test_message_of_ordinary_length_is_read_whole() -> None:
    text = "noise " * 1_000
    assert excerpt(text) == text


def test_paste_that_is_all_questions_is_not_read_whole() -> None:
    assert len(excerpt("who patches rds? " * 10_000)) < 30_000


# --- lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "- backups\n- patching\n- keys",
        "* backups\n* patching\n* keys",
        "• backups\n• patching\n• keys",
        "1. backups\n2. patching\n3. keys",
        "1) backups 2) patching 3) keys",
        "1/ backups 2/ patching 3/ keys",
        "(a) backups (b) patching (c) keys",
        "a. backups b. patching c. keys",
    ],
)
def test_each_item_of_a_list_is_a_segment(text: str) -> None:
    found = cut(text)
    assert [segment.words for segment in found] == [("backups",), ("patching",), ("keys",)]
    assert all(segment.item for segment in found)


@pytest.mark.parametrize("number", ["1. ", "(2) ", "- "])
def test_mark_of_a_single_item_says_nothing(number: str) -> None:
    (only,) = segments(clean(f"{number}backups of loom"))
    assert only.words == ("backups", "of", "loom")


@pytest.mark.parametrize("number", ["[OPS-482] ", "OPS-4821: ", "#4821 ", "Ticket #4821: "])
def test_number_of_a_ticket_at_the_beginning_says_nothing(number: str) -> None:
    assert [s.words for s in segments(clean(f"{number}who oils it"))] == [("who", "oils", "it")]


@pytest.mark.parametrize("text", ["AES-256 keys", "CVE-2024-3094 on loom", "PE-3 on loom"])
def test_name_with_a_number_is_no_ticket(text: str) -> None:
    assert len(segments(clean(text))[0].words) > 2


COURTESY = frozenset({"hi", "hi all", "thanks", "i am new here", "for a friend"})


@pytest.mark.parametrize(
    "text",
    [
        "hi all, who oils it? thanks!",
        "I am new here. Who oils it",
        "thanks: hi who oils it for a friend",
    ],
)
def test_courtesy_around_a_question_falls_away(text: str) -> None:
    left = without(segments(clean(text)), COURTESY, 4)
    assert [s.words for s in left] == [("who", "oils", "it")]
    assert [len(s.breaks) for s in left] == [3]


def test_courtesy_within_a_sentence_stays_and_so_does_courtesy_alone() -> None:
    said = segments(clean("who says hi all day"))
    assert without(said, COURTESY, 4) == said
    alone = segments(clean("hi all. thanks"))
    assert without(alone, COURTESY, 4) == alone


def test_one_mark_makes_no_list() -> None:
    assert not any(segment.item for segment in cut("- who patches rds"))


def test_what_stands_before_a_list_introduces_it() -> None:
    header, *items = cut("who does these\n- backups\n- patching")
    assert header.header
    assert not header.item
    assert not any(item.header for item in items)


def test_what_ends_with_a_colon_introduces_what_follows() -> None:
    before, after = cut("about rds backups: who takes them")
    assert before.header
    assert not after.header


def test_link_that_opens_the_message_is_no_part_of_the_question() -> None:
    text = "<@U012ABCDEF> <https://aws.example|sign in right here> who patches rds"
    assert sentences(text) == ["sign in right here", "who patches rds"]


# --- breaks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("rds s3", SPACE),
        ("rds-s3", SPACE),
        ("rds (s3", SPACE),
        ("rds/s3", SOFT),
        ("rds & s3", SOFT),
        ("rds, s3", COMMA),
        ("rds + s3", PLUS),
        ("rds // s3", PLUS),
        ("rds | s3", PLUS),
    ],
)
def test_gap_between_two_words_is(text: str, level: int) -> None:
    (segment,) = cut(text)
    assert segment.breaks == (HARD, level)


JOINING = [("and", SOFT), ("or", SOFT), ("vs", PLUS), ("plus", PLUS)]


@pytest.mark.parametrize(("word", "level"), JOINING)
@pytest.mark.parametrize("end", ["", ". hi"])
def test_joining_word_separates(word: str, level: int, end: str) -> None:
    assert cut(f"rds {word} s3{end}")[0].breaks == (HARD, SPACE, level)


@pytest.mark.parametrize("words", ["as well as", ", as well as", "along with"])
def test_what_is_named_as_well_is_added(words: str) -> None:
    (segment,) = cut(f"rds {words} s3")
    assert segment.words == ("rds", "plus", "s3")
    assert segment.breaks[-1] == PLUS


def test_comma_before_the_question_separates_nothing() -> None:
    """What happened, and who sees to it: one question about one thing."""
    (segment,) = cut("our cert expired, who renews it")
    assert set(segment.breaks[1:]) == {SPACE}


@pytest.mark.parametrize("arrow", ["->", "=>", "→"])
def test_arrow_says_to(arrow: str) -> None:
    assert cut(f"mysql 8.0 {arrow} 8.4") == cut("mysql 8.0 to 8.4")


def test_comma_after_aws_separates_but_before_another_party() -> None:
    (segment,) = cut("patching is aws, snapshots are us")
    assert segment.breaks[3] == COMMA
    (segment,) = cut("aws, customer or both")
    assert segment.breaks[1] == SPACE


def test_comma_between_two_questions_separates() -> None:
    (segment,) = cut("who guards it, who uses it")
    assert segment.breaks[3] == COMMA


def test_slash_after_aws_is_part_of_a_name() -> None:
    (segment,) = cut("aws/ebs")
    assert segment.breaks == (HARD, SPACE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("w/ yarn", "with yarn"),
        ("loom w/o yarn", "loom without yarn"),
        ("amzn or us", "amazon or us"),
        ("the amzn2 kernel", "the amzn2 kernel"),
    ],
)
def test_shorthand_is_written_out(text: str, words: str) -> None:
    assert clean(text) == words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the loom is theirs, but who oils it", ["the loom is theirs", "who oils it"]),
        ("they patch the loom but the yarn?", ["they patch the loom", "the yarn"]),
        ("who oils the loom but not the yarn?", ["who oils the loom but not the yarn"]),
        ("they patch the loom but not the yarn?", ["they patch the loom but not the yarn"]),
        ("they patch the loom but we oil it", ["they patch the loom but we oil it"]),
        ("all but the loom?", ["all but the loom"]),
        (
            "do they oil everything on looms but the yarn?",
            ["do they oil everything on looms but the yarn"],
        ),
        ("is it not the loom but also the yarn?", ["is it not the loom but also the yarn"]),
    ],
)
def test_what_is_granted_before_but_is_told_apart_from_the_question(
    text: str, parts: list[str]
) -> None:
    found = with_granted_apart(cut(text))
    assert [" ".join(segment.words) for segment in found] == parts


def test_only_what_stands_behind_but_asks() -> None:
    granted, asked = with_granted_apart(cut("they patch the loom but the yarn?"))
    assert (granted.asks, asked.asks) == (False, True)


def test_joining_word_at_the_beginning_separates_nothing() -> None:
    (segment,) = cut("and the yarn")
    assert segment.breaks == (HARD, SPACE, SPACE)
    (segment,) = cut("and the yarn, who")
    assert segment.breaks[1] == SPACE
    (segment,) = without(cut("thanks and the yarn"), {"thanks"}, 1)
    assert segment.breaks == (HARD, SPACE, SPACE)
