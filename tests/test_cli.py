"""The command-line contract, to the letter: other programs rely on it."""

import json
import select
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from bot import compiled
from bot.cli import cli
from tests import small

PART_KEYS = {
    "service",
    "variant",
    "profile",
    "responsibility",
    "act",
    "owner",
    "ruling",
    "basis",
}
RECORD_KEYS = {"id", "outcome", "owner", "parts", "corrections", "text", "blocks"}


@pytest.fixture(autouse=True)
def _small_base(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command answers from the small base."""
    monkeypatch.setattr(compiled, "engine", small.engine)


def srm(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Runs the command in this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


def asked(*lines: object) -> list[dict[str, Any]]:
    """The records for lines of standard input, which must all be good."""
    result = srm("ask", "--jsonl", stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert result.exit_code == 0, result.output
    return records(result)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# --- ask --------------------------------------------------------------------------------------


def test_ask_prints_the_verdict_for_a_terminal() -> None:
    result = srm("ask", "who patches loom")
    assert result.exit_code == 0
    assert "AWS patches the engine." in result.stdout
    assert "{" not in result.stdout


def test_ask_takes_a_question_in_several_words() -> None:
    assert srm("ask", "who", "patches", "loom").stdout == srm("ask", "who patches loom").stdout


def test_ask_why_shows_the_ruling_that_was_chosen() -> None:
    plain, why = srm("ask", "who patches loom"), srm("ask", "--why", "who patches loom")
    assert why.stdout.startswith(plain.stdout)
    assert "profile.paas:engine-patching" in why.stdout.removeprefix(plain.stdout)


def test_ask_without_a_question_is_a_usage_error() -> None:
    result = srm("ask")
    assert result.exit_code == 2
    assert "ask what?" in result.stderr


def test_empty_text_is_help() -> None:
    assert json.loads(srm("ask", "--json", "").stdout)["outcome"] == "help"


# --- one record -------------------------------------------------------------------------------


def test_json_prints_one_record_with_every_key_of_the_contract() -> None:
    result = srm("ask", "--json", "who patches loom by hand")
    (record,) = records(result)
    assert set(record) == RECORD_KEYS
    assert record["id"] is None
    assert record["parts"] == [
        {
            "service": "loom",
            "variant": "loom/hand",
            "profile": "iaas",
            "responsibility": "guest-patching",
            "act": None,
            "owner": "customer",
            "ruling": "profile.iaas:guest-patching",
            "basis": "profile",
        }
    ]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("who patches loom", "answer"),
        ("compare loom and ec2", "compare"),
        ("overview of loom", "list"),
        ("list services", "list"),
        ("list responsibilities", "list"),
        ("who patches weavedb", "clarify"),
        ("help", "help"),
        ("", "help"),
        ("who is responsible for dancing on loom", "unknown"),
        ("how do i patch loom", "out_of_scope"),
    ],
)
def test_each_kind_of_answer_has_its_outcome(text: str, outcome: str) -> None:
    (record,) = asked({"text": text})
    assert record["outcome"] == outcome
    assert set(record) == RECORD_KEYS
    assert record["text"]
    assert record["blocks"]


@pytest.mark.parametrize("text", ["compare loom and ec2", "overview of loom", "help", "weavedb"])
def test_owner_is_null_for_everything_but_an_answer(text: str) -> None:
    (record,) = asked({"text": text})
    assert record["owner"] is None


def test_owner_is_null_when_the_parts_differ() -> None:
    (record,) = asked({"text": "who patches loom and ec2"})
    assert [part["owner"] for part in record["parts"]] == ["aws", "customer"]
    assert record["owner"] is None


def test_parts_stand_in_the_order_asked() -> None:
    (forth, back) = asked(
        {"text": "who patches loom and ec2"}, {"text": "who patches ec2 and loom"}
    )
    assert [part["service"] for part in forth["parts"]] == ["loom", "ec2"]
    assert [part["service"] for part in back["parts"]] == ["ec2", "loom"]


def test_comparison_fills_its_parts_service_by_service() -> None:
    (record,) = asked({"text": "compare loom and ec2"})
    services = [part["service"] for part in record["parts"]]
    half = len(services) // 2
    assert services == ["loom"] * half + ["ec2"] * half
    assert all(set(part) == PART_KEYS for part in record["parts"])


def test_corrections_say_what_was_typed_and_what_was_read() -> None:
    (record,) = asked({"text": "who patches yarnbal"})
    assert record["corrections"] == [["yarnbal", "yarnball"]]


def test_act_names_the_half_of_the_ruling_that_was_asked_for() -> None:
    (record,) = asked({"text": "who turns on backups for loom"})
    assert [(part["act"], part["owner"]) for part in record["parts"]] == [("enable", "customer")]


# --- many records -----------------------------------------------------------------------------


def test_records_come_in_the_order_of_the_lines() -> None:
    texts = ["help", "who patches loom", "", "who patches ec2", "overview of loom"] * 5
    found = asked(*({"id": i, "text": text} for i, text in enumerate(texts)))
    assert [record["id"] for record in found] == list(range(len(texts)))


@pytest.mark.parametrize("given", [0, "a", None, [1, {"b": 2}], 1.5, "ünï\n"])
def test_id_comes_back_as_it_was_given(given: object) -> None:
    (record,) = asked({"id": given, "text": "help"})
    assert record["id"] == given


def test_id_may_be_left_out() -> None:
    (record,) = asked({"text": "help"})
    assert record["id"] is None


def test_unknown_keys_are_ignored() -> None:
    plain, more = asked({"text": "help"}, {"text": "help", "colour": "red", "expect": "answer"})
    assert plain == more


@pytest.mark.parametrize("surface", ["slash", "mention", "dm", None])
def test_every_surface_is_taken(surface: str | None) -> None:
    (record,) = asked({"text": "who patches loom", "surface": surface})
    assert record["owner"] == "aws"


def test_previous_question_fills_the_empty_slot() -> None:
    (record,) = asked({"text": "and ec2?", "previous": "who patches loom"})
    assert [part["ruling"] for part in record["parts"]] == ["profile.iaas:guest-patching"]


def test_previous_may_be_null() -> None:
    (record,) = asked({"text": "who patches loom", "previous": None})
    assert record["owner"] == "aws"


def test_line_of_any_length_is_read_like_any_other() -> None:
    (record,) = asked({"text": "nothing to see here. " * 5_000 + "who patches loom?"})
    assert record["owner"] == "aws"


def test_text_is_not_bound_to_ascii() -> None:
    result = srm(
        "ask", "--jsonl", stdin='{"id": "é", "text": "who patches loom – AWS?"}\n'.encode()
    )
    (record,) = records(result)
    assert (record["id"], record["owner"]) == ("é", "aws")


BAD_LINES = [
    ("no json", "who patches loom", None),
    ("cut off", '{"id": 3, "text": "who', None),
    ("a list", '["who patches loom"]', None),
    ("a string", '"who patches loom"', None),
    ("null", "null", None),
    ("no text", '{"id": 3}', 3),
    ("text is null", '{"id": 3, "text": null}', 3),
    ("text is a number", '{"id": "x", "text": 7}', "x"),
    ("previous is a number", '{"id": 3, "text": "help", "previous": 7}', 3),
    ("no such surface", '{"id": 3, "text": "help", "surface": "pigeon"}', 3),
    ("too deep", "[" * 100_000, None),
    ("no UTF-8", b'{"id": 3, "text": "\xff"}', None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "given"), [b[1:] for b in BAD_LINES], ids=[b[0] for b in BAD_LINES]
)
def test_bad_line_gives_an_error_record_and_the_run_goes_on(
    line: str | bytes, given: object
) -> None:
    raw = line if isinstance(line, bytes) else line.encode()
    good = json.dumps({"id": "good", "text": "who patches loom"}).encode()
    result = srm("ask", "--jsonl", stdin=b"\n".join([good, raw, good]))
    first, bad, last = records(result)
    assert set(bad) == {"id", "outcome", "error"}
    assert (bad["id"], bad["outcome"]) == (given, "help")
    assert bad["error"].startswith("line 2: ")
    assert first == last
    assert first["owner"] == "aws"
    assert result.exit_code == 1


def test_surface_of_another_kind_is_an_error_record() -> None:
    result = srm("ask", "--jsonl", stdin='{"text": "help", "surface": ["dm"]}\n')
    assert records(result)[0]["error"].startswith("line 1: 'surface'")


def test_half_a_surrogate_pair_comes_back_as_it_was_given() -> None:
    result = srm("ask", "--jsonl", stdin='{"id": "\\ud83d", "text": "help"}\n')
    assert records(result)[0]["id"] == "\ud83d"


def test_no_lines_give_no_records() -> None:
    result = srm("ask", "--jsonl", stdin="")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_jsonl_with_a_question_beside_it_is_a_usage_error() -> None:
    assert srm("ask", "--jsonl", "who patches loom").exit_code == 2


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    """`srm ask --jsonl` over the shipped base, as another program would start it."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def test_each_record_is_flushed_before_the_next_line_is_read(
    process: subprocess.Popen[str],
) -> None:
    """A program may wait for one answer before it asks the next question."""
    assert process.stdin
    assert process.stdout
    for number in (1, 2):
        process.stdin.write(json.dumps({"id": number, "text": "who patches rds"}) + "\n")
        process.stdin.flush()
        assert select.select([process.stdout], [], [], 30)[0], "no answer yet"
        assert json.loads(process.stdout.readline())["id"] == number
    process.stdin.close()
    assert process.wait() == 0


# --- check ------------------------------------------------------------------------------------


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the small base, to be broken."""
    for file in small.BASE.rglob("*.yaml"):
        copy = tmp_path / file.relative_to(small.BASE)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(file.read_text("utf-8"), "utf-8")
    return tmp_path


def test_check_of_a_good_base_says_what_is_in_it(base: Path) -> None:
    result = srm("check", "--root", base)
    assert result.exit_code == 0, result.output
    assert f"{len(small.knowledge().services)} services" in result.stdout
    assert small.knowledge().version in result.stdout


def test_check_of_a_broken_base_names_file_line_and_field(base: Path) -> None:
    file = base / "services" / "yarn.yaml"
    file.write_text(file.read_text().replace("profile: serverless-compute", "profile: sheep"))
    line = file.read_text().splitlines().index("profile: sheep") + 1
    result = srm("check", "--root", base)
    assert result.exit_code == 1
    assert (
        f"knowledge/services/yarn.yaml:{line}: profile: 'sheep' is not a profile" in result.stderr
    )


def test_check_reports_every_problem_in_one_run(base: Path) -> None:
    for name in ("yarn", "quilt"):
        with (base / "services" / f"{name}.yaml").open("a") as file:
            file.write("colour: red\n")
    result = srm("check", "--root", base)
    assert "services/yarn.yaml" in result.stderr
    assert "services/quilt.yaml" in result.stderr


def test_check_reports_an_example_that_reaches_another_ruling(base: Path) -> None:
    file = base / "services" / "loom.yaml"
    file.write_text(file.read_text().replace("who backs up loom", "who threads loom"))
    result = srm("check", "--root", base)
    assert result.exit_code == 1
    assert "loom:backups asks: 'who threads loom' reaches loom:threading" in result.stdout


def test_check_stale_lists_what_is_due_for_review(base: Path) -> None:
    file = base / "services" / "diary.yaml"
    ruling = "rulings: {oiling: {owner: aws, aws: It is., evidence: inferred}}"
    text = file.read_text().replace("2027-05-31", "2020-01-01").replace("rulings: {}", ruling)
    file.write_text(text)
    assert "diary:oiling" not in srm("check", "--root", base).stdout
    result = srm("check", "--stale", "--root", base)
    assert "diary:oiling: review by 2020-01-01" in result.stdout
    assert "loom:backups: review by" not in result.stdout


# --- show -------------------------------------------------------------------------------------


def test_show_prints_the_ruling_with_its_file_clauses_source_and_dates() -> None:
    result = srm("show", "loom:backups")
    assert result.exit_code == 0
    for expected in (
        "loom:backups",
        "knowledge/services/loom.yaml",
        "AWS stores the pattern copies.",
        "You say how often they are taken.",
        "https://docs.aws.amazon.com/loom/threads.html",
        "23 Nov 2026",
        "31 May 2027",
    ):
        assert expected in result.stdout


def test_show_of_an_unknown_ruling_names_the_nearest() -> None:
    result = srm("show", "loom:backup")
    assert result.exit_code == 2
    assert "loom:backups" in result.stderr


# --- eval -------------------------------------------------------------------------------------


def cases(folder: Path, *given: dict[str, Any]) -> Path:
    file = folder / "cases.jsonl"
    file.write_text("".join(json.dumps({"id": "1", **one}) + "\n" for one in given))
    return file


RIGHT = {"text": "who patches loom", "expect": "answer", "owner": "aws"}
HARD = {"text": "who patches loom", "expect": "answer", "owner": "customer"}
LEAK = {**RIGHT, "must_not_contain": ["AWS patches the engine"]}
SAFE = {"text": "help", "expect": "answer", "owner": "aws"}
SOFT = {"text": "who patches loom", "expect": "answer", "owner": "shared"}


@pytest.mark.parametrize(
    ("given", "status"),
    [([RIGHT], 0), ([SAFE], 0), ([SOFT], 0), ([HARD], 1), ([LEAK], 1), ([RIGHT, HARD, RIGHT], 1)],
    ids=["right", "safe", "soft", "hard", "leak", "one hard among right"],
)
def test_eval_fails_on_any_hard_or_leak(
    tmp_path: Path, given: list[dict[str, Any]], status: int
) -> None:
    assert srm("eval", cases(tmp_path, *given)).exit_code == status


def test_eval_says_how_many_are_right(tmp_path: Path) -> None:
    result = srm("eval", cases(tmp_path, RIGHT, RIGHT, RIGHT, SAFE))
    assert "all 4 (75.0 % right)" in result.stdout


def test_eval_shows_the_cases_that_are_not_right(tmp_path: Path) -> None:
    file = cases(tmp_path, {**RIGHT, "id": "fine"}, {**HARD, "id": "swapped"})
    shown = srm("eval", "--show", file).stdout
    assert "swapped" in shown
    assert "fine" not in shown


def test_eval_names_the_line_that_is_no_case(tmp_path: Path) -> None:
    file = cases(tmp_path, RIGHT)
    file.write_text(file.read_text() + "no case\n")
    result = srm("eval", file)
    assert result.exit_code == 2
    assert f"{file}:2: " in result.stderr


def test_eval_of_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    assert srm("eval", tmp_path / "none.jsonl").exit_code == 2


# --- the rest ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "folder"),
    [("service", "services"), ("profile", "profiles"), ("responsibility", "responsibilities")],
)
def test_schema_fits_every_file_of_its_kind(kind: str, folder: str) -> None:
    schema = json.loads(srm("schema", kind).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    for file in (small.BASE / folder).glob("*.yaml"):
        fields = yaml.safe_load(file.read_text())
        jsonschema.validate(json.loads(json.dumps(fields, default=date.isoformat)), schema)


def test_schema_refuses_a_field_that_does_not_exist() -> None:
    schema = json.loads(srm("schema", "profile").stdout)
    fields = {"name": "N", "summary": "S.", "review_by": "31 May 2027", "colour": "red"}
    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.validate(fields, schema)


def test_manifest_is_for_socket_mode_unless_an_address_is_given() -> None:
    socket = json.loads(srm("manifest").stdout)
    http = json.loads(srm("manifest", "--url", "https://srm.example").stdout)
    assert socket["settings"]["socket_mode_enabled"] is True
    assert http["settings"]["socket_mode_enabled"] is False
    assert "https://srm.example" in json.dumps(http)


def test_coverage_lists_the_thinnest_service_first() -> None:
    lines = srm("coverage", "--most", "2").stdout.splitlines()
    listed = [name for line in lines for name in small.knowledge().services if name in line]
    assert listed[:2] == ["diary", "yarn"]


def test_coverage_writes_the_whole_grid_as_a_page(tmp_path: Path) -> None:
    page = tmp_path / "grid.html"
    assert srm("coverage", "--html", page).exit_code == 0
    text = page.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert all(f">{slug}</th>" in text for slug in small.knowledge().services)
    assert all(f">{slug}</th>" in text for slug in small.knowledge().responsibilities)


@pytest.mark.parametrize(
    "arguments",
    [
        ["juggle"],
        ["ask", "--loudly", "who patches loom"],
        ["eval"],
        ["show"],
        ["show", "loom:dancing"],
        ["schema", "sheep"],
        ["manifest", "--url", "http://srm.example"],
        ["serve", "--http", "--socket"],
    ],
    ids=" ".join,
)
def test_usage_errors_end_with_2(arguments: list[str]) -> None:
    result = srm(*arguments)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert result.stdout == ""
