"""Every fault that a knowledge file can have is reported with file, line, field and what to do."""

import pytest

from bot.catalog import CatalogError
from bot.catalog.build import build
from bot.catalog.problems import Problem

SERVICE = """\
name: Amazon Clock
aliases: [clock]
profile: tower
category: compute
docs: https://docs.aws.amazon.com/clock/
review_by: 2027-05-31
sources:
  winding:
    url: https://docs.aws.amazon.com/clock/winding.html
    title: Winding
    checked: 2026-11-23
rulings:
  winding:
    owner: customer
    customer: You wind the clock.
    sources: [winding]
"""
PROFILE = """\
name: Tower
summary: AWS keeps the tower; you keep the time.
review_by: 2027-05-31
rulings: {}
"""
RESPONSIBILITY = """\
title: Winding
layer: operations
definition: Turning the key until the spring is tight.
words: [wind spring]
review_by: 2027-05-31
ruling:
  owner: shared
  aws: AWS makes the key.
  customer: You turn it.
  evidence: inferred
"""
GOOD = {
    "services/clock.yaml": SERVICE,
    "profiles/tower.yaml": PROFILE,
    "responsibilities/winding.yaml": RESPONSIBILITY,
}


def problems(changes: dict[str, str]) -> tuple[Problem, ...]:
    """The problems of the good base with some files replaced or added."""
    files = [(name, text.encode()) for name, text in {**GOOD, **changes}.items()]
    try:
        build(sorted(files))
    except CatalogError as error:
        return error.problems
    return ()


def test_good_base_has_no_problem() -> None:
    """The files that the faults below are made from are themselves faultless."""
    assert problems({}) == ()


FAULTS = [
    ("syntax", SERVICE.replace("name: Amazon Clock", "name: [Amazon"), "is not valid YAML"),
    ("empty", "", "is empty"),
    ("unknown key", SERVICE + "colour: red\n", "is not a field of this file"),
    ("missing key", SERVICE.replace("category: compute\n", ""), "is missing"),
    ("duplicate key", SERVICE + "docs: https://aws.amazon.com/\n", "stands twice"),
    ("unsorted aliases", SERVICE.replace("[clock]", "[watch, clock]"), "must be sorted"),
    ("foreign page", SERVICE.replace("https://docs.aws.amazon.com/clock/w", "https://quiz.example/w"), "must be an AWS page"),
    ("undated source", SERVICE.replace("    checked: 2026-11-23\n", ""), "is missing"),
    ("no source", SERVICE.replace("    sources: [winding]\n", ""), "neither a source nor"),
    ("dangling source", SERVICE.replace("[winding]", "[unwinding]"), "is not among this file's sources"),
    ("unused source", SERVICE.replace("sources: [winding]", "evidence: inferred"), "no ruling of clock uses it"),
    ("dangling profile", SERVICE.replace("profile: tower", "profile: steeple"), "'steeple' is not a profile"),
    ("dangling responsibility", SERVICE.replace("  winding:\n    owner", "  oiling:\n    owner"), "'oiling' is not a responsibility"),
    ("no owner's clause", SERVICE.replace("    customer: You wind the clock.\n", ""), "must say what you do"),
    ("shared without both", SERVICE.replace("owner: customer", "owner: shared"), "both 'aws' and 'customer'"),
    ("clause without stop", SERVICE.replace("the clock.", "the clock"), "must be a full sentence"),
    ("no review date", SERVICE.replace("review_by: 2027-05-31\n", ""), "has no 'review_by'"),
    ("wrong owner", SERVICE.replace("owner: customer", "owner: nobody"), "'aws', 'customer' or 'shared'"),
    ("a bare no", SERVICE.replace("owner: customer", "owner: no"), "'aws', 'customer' or 'shared'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_fault_is_reported(text: str, message: str) -> None:
    """The fault is named with its file and a line inside it."""
    found = problems({"services/clock.yaml": text})
    matching = [p for p in found if message in p.message]
    assert matching, found
    assert matching[0].file == "knowledge/services/clock.yaml"
    assert 1 <= matching[0].line <= max(1, text.count("\n") + 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- date: 2026-11-23\n  text: First.\n- date: 2026-11-24\n  text: Then.\n", "newest first"),
        ("- date: 2026-11-23\n  text: No stop\n", "must be a full sentence"),
        ("- text: No date.\n", "is missing"),
        ("- date: soon\n  text: Something.\n", "date"),
        ("date: 2026-11-23\n", "list"),
    ],
)
def test_fault_in_the_list_of_changes_is_reported(text: str, message: str) -> None:
    """Changes are dated sentences, newest first."""
    (found, *_) = problems({"changes.yaml": text})
    assert message in found.message
    assert found.file == "knowledge/changes.yaml"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("aws:\n- who winds it\nperhaps:\n- who oils it\n", 3, "perhaps"),
        ("aws: who winds it\n", 1, "list"),
        ("aws:\n- who winds it\ncustomer:\n- Who winds it?\n", 4, "is there already"),
    ],
)
def test_fault_in_the_example_questions_is_reported(text: str, line: int, message: str) -> None:
    """Examples stand under what they mean, each once."""
    (found, *_) = problems({"examples/clocks.yaml": text})
    assert message in f"{found.field} {found.message}"
    assert (found.file, found.line) == ("knowledge/examples/clocks.yaml", line)


def test_line_is_that_of_the_field() -> None:
    """A fault deep in a file is reported at the line where its field stands."""
    text = SERVICE.replace("    customer: You wind the clock.", "    customer: You wind")
    (found,) = problems({"services/clock.yaml": text})
    assert text.splitlines()[found.line - 1].strip() == "customer: You wind"
    assert found.field == "rulings.winding.customer"


def test_alias_owned_twice_names_both_places() -> None:
    """An alias belongs to one service; the second owner is told where the first one is."""
    other = SERVICE.replace("Amazon Clock", "Amazon Watch").replace("[clock]", "[Clock, watch]")
    (found,) = problems({"services/watch.yaml": other})
    assert found.file == "knowledge/services/watch.yaml"
    assert "already names clock (knowledge/services/clock.yaml:2)" in found.message


def test_words_owned_twice_are_reported() -> None:
    """The same set of words, in any order, cannot mean two responsibilities."""
    other = RESPONSIBILITY.replace("wind spring", "spring, Wind").replace(
        "[spring, Wind]", "['spring wind']"
    )
    (found,) = problems({"responsibilities/coiling.yaml": other})
    assert "already means coiling" in found.message or "already means winding" in found.message


@pytest.mark.parametrize(
    ("file", "text", "field"),
    [
        (
            "responsibilities/winding.yaml",
            RESPONSIBILITY.replace("[wind spring]", "[wind spring, spring wind]"),
            "words.1",
        ),
        (
            "responsibilities/winding.yaml",
            RESPONSIBILITY + "  sides: {aws: [spring wind]}\n",
            "ruling.sides.aws.0",
        ),
        (
            "services/clock.yaml",
            SERVICE + "    words: [wind it, it wind]\n",
            "rulings.winding.words.1",
        ),
        (
            "services/clock.yaml",
            SERVICE + "    sides: {customer: [it wind]}\n    words: [wind it]\n",
            "rulings.winding.words.0",
        ),
    ],
)
def test_words_that_stand_twice_are_reported(file: str, text: str, field: str) -> None:
    (found,) = problems({file: text})
    assert found.field == field
    assert "already means" in found.message


def test_words_that_mean_a_part_nobody_does_are_reported() -> None:
    """They would be ignored in silence."""
    (found,) = problems({"services/clock.yaml": SERVICE + "    sides: {aws: [mainspring]}\n"})
    assert found.field == "rulings.winding.sides.aws"
    assert "write that clause" in found.message


@pytest.mark.parametrize("given", ["words: [wind it]", "sides: {customer: [wind it]}"])
def test_words_of_a_profile_are_reported(given: str) -> None:
    """Nothing reads them."""
    ruling = "rulings:\n  winding:\n    owner: customer\n    customer: You wind it.\n"
    profile = PROFILE.replace("rulings: {}", f"{ruling}    evidence: inferred\n    {given}")
    (found,) = problems({"profiles/tower.yaml": profile})
    assert found.field == "rulings.winding"
    assert "move them there" in found.message


def test_variant_that_would_inherit_another_owner_is_reported() -> None:
    """A variant's profile and its service's ruling may not disagree in silence."""
    variants = "variants:\n  grand:\n    name: Grand clock\n    profile: hall\n"
    hall = PROFILE.replace(
        "rulings: {}",
        "rulings:\n  winding:\n    owner: aws\n    aws: AWS winds it.\n    evidence: inferred",
    )
    (found,) = problems({"services/clock.yaml": SERVICE + variants, "profiles/hall.yaml": hall})
    assert "would inherit clock:winding (customer)" in found.message
    assert found.field == "variants.grand"


def test_ring_of_profiles_is_reported() -> None:
    """A profile cannot be its own ancestor."""
    found = problems({"profiles/tower.yaml": PROFILE + "parent: tower\n"})
    assert any("leads back to itself" in p.message for p in found)


def test_every_file_s_problems_come_in_one_run() -> None:
    """A file that cannot be parsed hides neither the faults of others nor those between files."""
    found = problems(
        {
            "services/clock.yaml": "name: [",
            "profiles/tower.yaml": PROFILE + "colour: red\n",
            "responsibilities/winding.yaml": RESPONSIBILITY + "neighbours: [oiling]\n",
        }
    )
    assert {p.file.rpartition("/")[2] for p in found} == {
        "clock.yaml",
        "tower.yaml",
        "winding.yaml",
    }


def test_reference_to_a_broken_file_is_no_second_problem() -> None:
    """A service may name a profile whose file is there but faulty: only the fault is reported."""
    found = problems({"profiles/tower.yaml": PROFILE + "colour: red\n"})
    assert [p.file for p in found] == ["knowledge/profiles/tower.yaml"]


def test_bytes_that_are_no_text_are_reported() -> None:
    """A file in another encoding is a problem of its own, not a crash."""
    files = [(name, text.encode()) for name, text in GOOD.items()]
    with pytest.raises(CatalogError) as caught:
        build([*files, ("services/watch.yaml", b"name: \xff\xfe")])
    assert "is not UTF-8" in str(caught.value)
