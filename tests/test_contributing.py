"""The walk-through of CONTRIBUTING works as it stands."""

import re
from pathlib import Path
from textwrap import dedent

import yaml

from bot.catalog import shipped
from bot.catalog.build import build, read
from bot.compiled import engine
from bot.engine import Engine
from bot.evaluation import astray
from bot.model import Basis, Question, Verdict
from bot.rendering import record
from bot.rendering.commands import COMMANDS
from tests.test_corpus import meets

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_a_service_is_added_with_one_file() -> None:
    """The file of the walk-through loads, its example reaches it, and the class answers the rest."""
    found = re.search(r"`knowledge/(services/\S+\.yaml)`:\n\n```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    name, content = found.groups()
    built = Engine(build([*read(shipped()), (name, content.encode())]))
    assert not [problem for problem in astray(built) if problem.file.endswith(name)]
    for question, basis in re.findall(r'`srm ask "(.*?)"` (?:answers )?from\s+(\S+ \S+)', TEXT):
        answer = built.answer(Question(question))
        assert isinstance(answer, Verdict)
        expected = Basis.SERVICE if basis == "this ruling," else Basis.PROFILE
        assert [part.basis for part in answer.parts] == [expected]


def test_the_lines_for_the_corpus_get_the_answers_they_stand_under() -> None:
    """What the document shows as lines of the corpus would pass there."""
    found = re.search(r"```yaml\n(\s*behaviour:.*?)```", TEXT, re.DOTALL)
    assert found is not None
    shipped_engine = engine()
    for expected, lines in yaml.safe_load(dedent(found.group(1)))["lines"].items():
        for line in lines:
            given: dict[str, str] = {"text": line} if isinstance(line, str) else line
            answer = shipped_engine.answer(Question(given["text"], previous=given.get("after")))
            assert meets(expected, record(answer))


def test_readme_lists_every_command_as_help_does() -> None:
    """One table serves help, the manifest's hint and the README."""
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in COMMANDS:
        usage = command.usage if command.usage == "a question" else f"`{command.usage}`"
        assert f"| {usage} | {command.gives} |" in readme
