"""A misspelt word is read as the one known word that it must be, or as itself."""

from collections.abc import Iterable

import pytest

from bot.understanding.spelling import Spelling, ordinary_words


def spelling(words: Iterable[str], names: Iterable[str] = (), **uses: int) -> Spelling:
    """Corrects towards ``words``, each of which means itself."""
    return Spelling({word: word for word in words}, frozenset(names), uses)


WORDS = spelling(["kubernetes", "lambda", "quilts", "redshift", "postgresql", "rds", "sqs", "k8s"])


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("lamda", "lambda"),
        ("lambdaa", "lambda"),
        ("lambfa", "lambda"),
        ("labmda", "lambda"),
        ("kubernets", "kubernetes"),
        ("kuberentes", "kubernetes"),
        ("kubrnetis", "kubernetes"),
        ("redshfit", "redshift"),
        ("postgressql", "postgresql"),
    ],
)
def test_letter_left_out_doubled_mistyped_or_swapped(typed: str, read_as: str) -> None:
    assert WORDS.correct(typed) == read_as


@pytest.mark.parametrize("place", range(len("kubernetes") - 1))
def test_a_word_one_edit_away_is_found_wherever_the_edit_is(place: int) -> None:
    word = "kubernetes"
    left_out = word[:place] + word[place + 1 :]
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    doubled = word[:place] + word[place] + word[place:]
    assert {WORDS.correct(typed) for typed in (left_out, swapped, doubled)} == {word}


def test_one_edit_is_allowed_below_eight_letters() -> None:
    assert WORDS.correct("lamda") == "lambda"
    assert WORDS.correct("lamdaa") is None


def test_two_edits_are_allowed_from_eight_letters_on() -> None:
    assert WORDS.correct("kubernitis") == "kubernetes"
    assert WORDS.correct("kubirnitis") is None


def test_nearest_wins_over_a_farther_one() -> None:
    assert spelling(["elasticache", "elasticsearch"]).correct("elasticcache") == "elasticache"


def test_tie_is_no_correction() -> None:
    assert spelling(["spoola", "spoole"]).correct("spooli") is None


def test_tie_between_words_for_one_thing_is_a_correction() -> None:
    words = Spelling({"spoola": "spool", "spoole": "spool"})
    assert words.correct("spooli") in {"spoola", "spoole"}


@pytest.mark.parametrize(
    ("typed", "likely", "unlikely"),
    [
        ("shrad", "shard", "shrab"),
        ("shaard", "shard", "shaarx"),
        ("shurd", "shard", "shumd"),
        ("zonos", "zonas", "zonxs"),
        ("sertified", "certified", "vertified"),
    ],
)
def test_likelier_slip_wins_of_two_words_equally_near(
    typed: str, likely: str, unlikely: str
) -> None:
    assert spelling([likely, unlikely]).correct(typed) == likely


def test_word_that_people_ask_with_wins_over_one_that_nobody_uses() -> None:
    assert spelling(["spoolta", "spoolra"]).correct("spoola") is None
    assert spelling(["spoolta", "spoolra"], spoolta=100).correct("spoola") == "spoolta"


def test_one_sound_written_in_two_ways_is_one_slip() -> None:
    words = spelling(["physical", "firewall"])
    assert [words.correct("fysical"), words.correct("phirewall")] == ["physical", "firewall"]


def test_neighbours_decide_between_several() -> None:
    words = spelling(["spoola", "spoole"])
    near = words.near("spooli")
    assert words.best("spooli", near) is None
    assert words.best("spooli", near, {"spoole": 0.5}) == "spoole"


def test_ordinary_english_is_never_corrected() -> None:
    """However near a known word it is."""
    assert "quits" in ordinary_words()
    assert WORDS.correct("quits") is None
    assert WORDS.correct("quiltz") == "quilts"
    assert [spelling(["patch"]).correct(word) for word in ("match", "catch", "peach")] == [None] * 3


def test_rare_english_is_never_corrected() -> None:
    assert "capacitors" not in ordinary_words()
    assert spelling(["capacitys", "retires"]).correct("capacitors") is None
    assert spelling(["retires"]).correct("retries") is None
    assert spelling(["retires"]).correct("retiers") == "retires"


def test_name_of_something_else_is_left_alone() -> None:
    known = {"dms": "dms"}
    assert Spelling(known, known, {"dms": 50}).correct("dmz") == "dms"
    assert Spelling(known, known, {"dms": 50}, ["dmz"]).correct("dmz") is None


def test_misspelt_english_is_not_read_as_a_known_word() -> None:
    assert spelling(["contain"]).correct("montain") != "contain"
    assert spelling(["contain"]).correct("conttain") == "contain"


@pytest.mark.parametrize("word", ["who", "patches", "the", "our", "shelf", "horse", "glue"])
def test_word_in_common_use_is_ordinary(word: str) -> None:
    assert word in ordinary_words()


@pytest.mark.parametrize("word", ["rdz", "kubernets", "qqs", "lamda"])
def test_misspelling_is_not_ordinary(word: str) -> None:
    assert word not in ordinary_words()


def test_short_name_is_corrected_when_it_is_alone_at_one_edit() -> None:
    assert spelling(["rds", "sqs"], names=["rds", "sqs"], rds=50).correct("rdz") == "rds"


def test_short_name_is_not_corrected_between_two() -> None:
    names = ["eks", "ecs", "ebs", "efs", "azs"]
    uses = dict.fromkeys(names, 50) | {"ecs": 500}
    assert spelling(names, names, **uses).correct("ezs") is None


@pytest.mark.parametrize("typed", ["", "r", "rz", "x" * 25, "123", "t3x", "ec2x"])
def test_too_short_too_long_or_numbered_is_left_alone(typed: str) -> None:
    assert WORDS.correct(typed) is None


def test_number_in_a_name_must_be_right() -> None:
    words = spelling(["route53"])
    assert words.correct("rout53") == "route53"
    assert words.correct("route54") is None


def test_far_away_word_is_left_alone() -> None:
    assert WORDS.correct("zzzzzzzz") is None
