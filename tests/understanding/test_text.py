"""How a message becomes segments of words."""

import pytest

from bot.understanding.text import COMMA, HARD, SOFT, SPACE, clean, excerpt, segments


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<@U0BOT> who patches rds", "who patches rds"),
        ("<!channel> who patches rds", "who patches rds"),
        ("&lt;!here&gt; who patches rds", "who patches rds"),
        ("in <#C024BE7LR|platform>: who patches rds", "in : who patches rds"),
        ("<https://evil.example|the docs> say what", "the docs say what"),
        ("see https://aws.amazon.com/rds who", "see who"),
        ("who patches rds :pray:", "who patches rds"),
        ("s3 &amp; efs", "s3 & efs"),
        ("AWS’s side, isn't it", "aws side, isnt it"),
        ("before ```error: rds failed``` after", "before after"),
    ],
)
def test_markup_is_taken_off(typed: str, read: str) -> None:
    """Mentions, links, emoji and code leave their labels at most."""
    assert clean(typed).split() == read.split()


def words(text: str) -> list[list[str]]:
    """The words of each segment."""
    return [list(segment.words) for segment in segments(clean(text))]


def test_sentences_end_at_full_stops_but_not_inside_versions() -> None:
    """A dot between digits belongs to a version."""
    assert words("mysql 5.7 is old. who patches it?") == [
        ["mysql", "5", "7", "is", "old"],
        ["who", "patches", "it"],
    ]


def test_a_question_per_line_of_one_word_is_one_question() -> None:
    """A newline ends nothing when the line before it has hardly begun."""
    assert words("who\npatches\nrds\n?") == [["who", "patches", "rds"]]


def test_list_marks_begin_items() -> None:
    """Letters and numbers of a list start segments of their own; what stands before introduces."""
    found = segments(clean("for the audit: (a) guest os (b) host os"))
    assert [list(s.words) for s in found if s.item] == [["guest", "os"], ["host", "os"]]
    assert found[0].header


def test_breaks_tell_a_comma_from_an_and_from_nothing() -> None:
    """How strongly two words are separated is kept."""
    (found,) = segments(clean("rds, ec2 and s3 backups"))
    assert found.breaks == (HARD, COMMA, SPACE, SOFT, SPACE)


def test_a_statement_and_its_question_are_one_clause() -> None:
    """ "our cert expired, who renews it" asks about the cert; two questions stay two."""
    (one,) = segments(clean("our cert expired, who renews it"))
    (two,) = segments(clean("who guards it, who uses it"))
    assert COMMA not in one.breaks
    assert COMMA in two.breaks


def test_endless_sentences_are_cut() -> None:
    """A paste without punctuation is read in pieces of eighty words."""
    assert max(len(s.words) for s in segments("word " * 500)) == 80


def test_a_long_paste_is_read_at_its_ends_and_around_its_questions() -> None:
    """What lies between is left out; a question in the middle is not."""
    paste = "begin " + "noise " * 20_000 + "who patches rds " + "noise " * 20_000 + "end"
    read = excerpt(paste)
    assert len(read) < 10_000
    assert "who patches rds" in read
    assert read.startswith("begin")
    assert read.endswith("end")
