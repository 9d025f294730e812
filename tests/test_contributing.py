"""The walk-through of CONTRIBUTING works as it stands."""

import re
from pathlib import Path

from bot.catalog import shipped
from bot.catalog.build import build, read
from bot.engine import Engine
from bot.evaluation import astray
from bot.model import Basis, Question, Verdict
from bot.rendering.commands import COMMANDS

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


def test_readme_lists_every_command_as_help_does() -> None:
    """One table serves help, the manifest's hint and the README."""
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in COMMANDS:
        usage = command.usage if command.usage == "a question" else f"`{command.usage}`"
        assert f"| {usage} | {command.gives} |" in readme
