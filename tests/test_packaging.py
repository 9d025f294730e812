"""What is shipped works without the checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but the installed wheel, built and installed without an index."""
    dist = tmp_path_factory.mktemp("dist")
    _run("hatchling", "build", "-t", "wheel", "-d", str(dist), cwd=ROOT)
    (wheel,) = dist.glob("*.whl")
    target = tmp_path_factory.mktemp("installed")
    _run("pip", "install", "--no-deps", "--no-index", "--target", str(target), str(wheel), cwd=dist)
    return target


def test_wheel_answers_a_question_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    """The installed wheel knows who patches RDS, from any directory."""
    reply = _run("bot", "ask", "who patches rds", cwd=tmp_path, path=installed)
    assert "RDS" in reply
    assert "https://docs.aws.amazon.com/" in reply


def test_wheel_is_what_answers(installed: Path, tmp_path: Path) -> None:
    """The test above asks the wheel and not the checkout."""
    origin = subprocess.run(
        [sys.executable, "-c", "import bot, knowledge; print(bot.__file__, knowledge.__file__)"],
        cwd=tmp_path,
        env=_environment(installed),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert all(Path(file).is_relative_to(installed) for file in origin)


def test_wheel_carries_every_knowledge_file(installed: Path) -> None:
    """No YAML file of the checkout is missing from the wheel."""
    shipped = {file.relative_to(installed) for file in installed.glob("knowledge/**/*.yaml")}
    assert shipped == {file.relative_to(ROOT) for file in ROOT.glob("knowledge/**/*.yaml")}


def test_pins_name_no_package_index() -> None:
    """The pin files hold no address, so they work with whatever index the reader uses."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / name).read_text("utf-8"), name


def _environment(path: Path | None) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(path)} if path else dict(os.environ)


def _run(module: str, *arguments: str, cwd: Path, path: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=cwd,
        env=_environment(path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
