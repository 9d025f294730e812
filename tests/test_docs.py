"""What the documents say is so."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.test_architecture import files, imports

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "knowledge").rglob("*.md")),
]
PICTURES = (ROOT / "docs" / "pictures.py").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def mentioned(pattern: str) -> list[str]:
    """What a pattern finds in code of any document, each once."""
    code = "\n".join(
        span
        for path in DOCUMENTS
        for span in re.findall(r"```.*?```|`[^`\n]+`", path.read_text("utf-8"), re.DOTALL)
    )
    return sorted(set(re.findall(pattern, code, re.MULTILINE)))


@pytest.mark.parametrize("target", mentioned(r"\bmake (?:PYTHON=\S+ )?([a-z]+)\b"))
def test_make_target_that_a_document_names_exists(target: str) -> None:
    """Every `make TARGET` in the documents is in the Makefile."""
    assert target in TARGETS


@pytest.mark.parametrize("command", mentioned(r"(?:^|[`\s]|bin/)srm ([a-z]+)\b"))
def test_command_that_a_document_names_exists(command: str) -> None:
    """Every `srm COMMAND` in the documents has a help page."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", command, "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    """A relative link or picture points at a file of the repository."""
    targets = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_paths_in_the_map_exist() -> None:
    """Each path that the README's map of the repository names is there."""
    text = (ROOT / "README.md").read_text("utf-8").partition("## The repository")[2]
    rows = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    paths = [path for row in rows for path in re.findall(r"`([^`]+)`", row)]
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_changelog_names_the_version() -> None:
    """The version in pyproject.toml is in the changelog, below what is not released yet."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert version in changelog
    first, *_ = re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert first == "Unreleased"


def test_design_has_a_row_for_every_room() -> None:
    """`docs/design.md` names every room of the house."""
    design = (ROOT / "docs" / "design.md").read_text("utf-8")
    rooms = {path.stem for path in (ROOT / "bot").iterdir()} - {"__init__", "__main__"}
    rooms -= {"__pycache__", "py"}
    assert [room for room in sorted(rooms) if f"| `{room}` |" not in design] == []


def test_rooms_import_no_more_than_the_design_says() -> None:
    """The table of rooms in `docs/design.md` is what the code does."""
    design = (ROOT / "docs" / "design.md").read_text("utf-8").partition("## The house")[2]
    rows = re.findall(r"^\| `(\w+)` \| .* \| (`.*`) \|$", design, re.MULTILINE)
    table = {room: {"model", "words", room, *re.findall(r"`(\w+)`", text)} for room, text in rows}
    assert "slack" in table
    wrong = [
        f"{room} imports {name}"
        for room, allowed in table.items()
        for path in files(room)
        for name in imports(path)
        if name.startswith("bot.") and name.split(".")[1] not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "picture", [*re.findall(r'\("(\w+)", "[^"]+", "\w+"\)', PICTURES), "home", "modal"]
)
def test_every_picture_is_there_in_light_and_dark_small_and_shown(picture: str) -> None:
    """`make pictures` was run for each scene; a document with heavy pictures loads slowly."""
    place = ROOT / "docs" / "pictures"
    shown = (place / "README.md").read_text("utf-8")
    for theme in ("light", "dark"):
        assert (place / f"{picture}-{theme}.png").stat().st_size < 150_000
        assert f'"{picture}-{theme}.png"' in shown


def test_procfile_and_makefile_start_the_same_command() -> None:
    """A host and `make run` both start `serve`."""
    assert "python -m bot serve --http" in (ROOT / "Procfile").read_text("utf-8")
    assert "srm serve" in (ROOT / "Makefile").read_text("utf-8")
