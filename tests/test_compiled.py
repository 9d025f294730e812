"""The compiled engine is the engine: used while it fits, and never a day longer."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from bot import compiled
from bot.engine import Engine
from bot.model import Question
from tests import small

ROOT = Path(__file__).parents[1]
COMPILED = "compiled"
"""The version that a base carries when it came out of the pickle."""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small base and a copy of the code in the place of what is installed."""
    _copy(small.BASE, tmp_path / "knowledge")
    _copy(ROOT / "bot", tmp_path / "bot")
    _install(monkeypatch, tmp_path)
    return tmp_path


def _copy(origin: Path, place: Path) -> None:
    shutil.copytree(origin, place, ignore=shutil.ignore_patterns("__pycache__", "*.pickle"))


def _install(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setattr(resources, "files", lambda package: place / package)


def _compile(shelf: Path) -> None:
    marked = replace(compiled.build().knowledge, version=COMPILED)
    compiled.write(Engine(marked), shelf / "knowledge")


def test_without_a_compiled_file_the_sources_are_read(shelf: Path) -> None:
    assert compiled.engine().knowledge == small.knowledge()


def test_compiled_file_is_used_while_it_fits(shelf: Path) -> None:
    _compile(shelf)
    assert compiled.engine().knowledge.version == COMPILED


def test_engine_out_of_the_pickle_answers(shelf: Path) -> None:
    _compile(shelf)
    question = Question("who patches yarnbal and ec2?")
    assert compiled.engine().answer(question) == small.engine().answer(question)


def test_what_had_to_be_built_is_kept_for_the_next_start(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    built = compiled.engine()
    assert "takes about a minute" in caplog.text
    monkeypatch.setattr(compiled, "build", lambda: pytest.fail("it was built again"))
    assert compiled.engine().knowledge == built.knowledge
    assert [each.name for each in (shelf / "knowledge").glob("compiled*")] == [compiled.NAME]


def test_where_nothing_can_be_kept_it_says_so_and_answers(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> Path:
        raise PermissionError(13, "Permission denied", "knowledge")

    monkeypatch.setattr(compiled, "write", refuse)
    assert compiled.engine().knowledge == small.knowledge()
    assert "cannot be kept: [Errno 13] Permission denied" in caplog.text


def _one_byte_more(name: str) -> Callable[[Path], object]:
    return lambda shelf: (shelf / name).write_bytes((shelf / name).read_bytes() + b"\n")


def _renamed(shelf: Path) -> object:
    place = shelf / "knowledge/services"
    return (place / "yarn.yaml").rename(place / "wool.yaml")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a knowledge file": _one_byte_more("knowledge/services/loom.yaml"),
    "a language file": _one_byte_more("knowledge/language/phrases.yaml"),
    "the catalog": _one_byte_more("bot/catalog/build.py"),
    "understanding": _one_byte_more("bot/understanding/text.py"),
    "answering": _one_byte_more("bot/answering/rulings.py"),
    "the model": _one_byte_more("bot/model.py"),
    "the tokenizer": _one_byte_more("bot/words.py"),
    "the engine": _one_byte_more("bot/engine.py"),
    "a file less": lambda shelf: (shelf / "knowledge/services/diary.yaml").unlink(),
    "another name": _renamed,
    "a compiled file cut short": lambda shelf: (shelf / "knowledge" / compiled.NAME).write_bytes(b"x"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_compiled_file_is_not_used_after_a_change_in(
    shelf: Path, change: Callable[[Path], object]
) -> None:
    _compile(shelf)
    change(shelf)
    assert compiled.engine().knowledge.version != COMPILED


def test_another_python_does_not_use_it(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _compile(shelf)
    monkeypatch.setattr(compiled.sys, "version", "4.0")
    assert compiled.engine().knowledge.version != COMPILED


def test_broken_base_is_refused_with_its_problems(shelf: Path) -> None:
    (shelf / "knowledge/services/loom.yaml").write_text("name: [")
    with pytest.raises(ValueError, match=r"knowledge/services/loom\.yaml:"):
        compiled.engine()


def test_shipped_base_is_the_same_from_either_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Equal knowledge, and an equal answer to every example question."""
    source = compiled.build()
    for name in ("knowledge", "bot"):
        _copy(ROOT / name, tmp_path / name)
    _install(monkeypatch, tmp_path)
    compiled.write(source, tmp_path / "knowledge")
    monkeypatch.setattr(compiled, "build", lambda: pytest.fail("the compiled file was not used"))
    loaded = compiled.engine()
    assert loaded.knowledge == source.knowledge
    asks = [Question(ask) for ruling in source.knowledge.rulings().values() for ask in ruling.asks]
    assert [q.text for q in asks if loaded.answer(q) != source.answer(q)] == []
