"""Imports point down only, so that the core can be read, tested and shipped without the edge."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"

EVERYTHING = frozenset({"*"})
MODEL = frozenset({"model", "words"})
"""The vocabulary and the tokenizer, which stand at the bottom and import nothing of ours."""

MAY_IMPORT: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "words": frozenset(),
    "catalog": MODEL,
    "understanding": MODEL,
    "answering": MODEL,
    "rendering": MODEL,
    "storage": MODEL,
    "settings": MODEL,
    "engine": MODEL | {"understanding", "answering"},
    "compiled": MODEL | {"catalog", "engine"},
    "coverage": MODEL | {"answering"},
    "evaluation": MODEL | {"catalog", "engine", "understanding"},
    "slack": MODEL | {"engine", "rendering", "storage"},
    "web": MODEL | {"slack", "storage", "settings"},
    "playground": MODEL | {"engine", "web", "slack", "rendering"},
    "cli": EVERYTHING,
    "__main__": frozenset({"cli"}),
}

ONLY_IN = {
    "rapidfuzz": "understanding",
    "sklearn": "understanding",
    "slack_bolt": "slack",
    "sqlalchemy": "storage",
}

PURE = ("model", "words", "understanding", "answering", "rendering", "engine")
WORLD = frozenset(
    [
        "asyncio",
        "io",
        "logging",
        "os",
        "pathlib",
        "random",
        "socket",
        "sqlite3",
        "subprocess",
        "time",
        "yaml",
    ]
)
"""Modules through which a pure room could reach a file, a clock, a network or a chance."""


def rooms() -> list[str]:
    return sorted(
        {path.stem if path.is_file() else path.name for path in BOT.iterdir()}
        - {"__init__", "__pycache__", "py"}
    )


def files(room: str) -> list[Path]:
    module = BOT / f"{room}.py"
    return [module] if module.exists() else sorted((BOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The dotted name of everything that a file imports, functions and type checking included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: {node.lineno}: relative import"
            module = node.module or ""
            if module == "bot":
                yield from (f"bot.{alias.name}" for alias in node.names)
            else:
                yield module


@pytest.mark.parametrize("room", rooms())
def test_room_imports_only_what_the_table_allows(room: str) -> None:
    """Each room imports itself and the rooms below it that the table names."""
    allowed = MAY_IMPORT[room] | {room}
    if allowed >= EVERYTHING:
        return
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(room)
        for name in imports(path)
        if name.startswith("bot.") and name.split(".")[1] not in allowed
    ]
    assert not wrong


@pytest.mark.parametrize(("package", "home"), ONLY_IN.items())
def test_library_stays_in_its_room(package: str, home: str) -> None:
    """A library that shapes a room's code is imported in that room alone."""
    wrong = [
        str(path.relative_to(ROOT))
        for room in rooms()
        if room != home
        for path in files(room)
        for name in imports(path)
        if name.partition(".")[0] == package
    ]
    assert not wrong


@pytest.mark.parametrize("room", PURE)
def test_core_cannot_reach_the_world(room: str) -> None:
    """Question to reply is pure: no file, no clock, no network, no chance."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(room)
        for name in imports(path)
        if name.partition(".")[0] in WORLD
    ]
    assert not wrong


@pytest.mark.parametrize("room", ["model", "words", "rendering"])
def test_room_needs_only_the_standard_library(room: str) -> None:
    """The vocabulary and the rendering of replies depend on no package."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(room)
        for name in imports(path)
        if (top := name.partition(".")[0]) != "bot" and top not in sys.stdlib_module_names
    ]
    assert not wrong


def test_ask_needs_neither_slack_nor_a_server() -> None:
    """`srm ask` answers when no Slack library, no server and no edge room can be imported."""
    absent = [
        "aiohttp",
        "bot.playground",
        "bot.slack",
        "bot.web",
        "slack_bolt",
        "slack_sdk",
        "starlette",
        "uvicorn",
    ]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import runpy, sys\n"
            f"sys.modules.update(dict.fromkeys({absent!r}))\n"
            "sys.argv = ['srm', 'ask', 'who patches rds']\n"
            "runpy.run_module('bot', run_name='__main__')",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "RDS" in done.stdout
