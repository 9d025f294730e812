"""Pictures of replies for the README, taken from the playground's page: ``make pictures``.

Each question runs through the real bot on a real port, so a picture shows what Slack would show.
Needs Chromium (Debian: ``apt-get install chromium fonts-lato fonts-noto-color-emoji``).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
WIDTH = 680
"""Pixels: about what a message has in Slack beside its sidebar."""
MOST_BYTES = 150_000
"""A document with heavy pictures loads slowly."""

CLEAN = """
  #sidebar, .tools, .json, time, main > header, #thread header, .composer, #try, #toast { display: none !important; }
  body, main, #thread { position: static !important; display: block !important; height: auto !important; }
  .feed, .other { overflow: visible; padding: 4px 0; }
  .other { padding: 16px; }
  article, article:hover, article:focus-within { background: none; padding: 6px 16px; }
"""
"""What belongs to the page and not to the reply, and the time of day, stays out."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A question, and the outcome without which its picture would lie."""

    name: str
    question: str
    outcome: str


SCENES = (
    Scene("verdict", "who patches rds", "answer"),
    Scene("overview", "rds", "list"),
    Scene("comparison", "compare rds and aurora", "compare"),
    Scene("clarification", "who patches postgres", "clarify"),
    Scene("unknown", "who manages warm starts of lambda", "unknown"),
)


def main() -> int:
    """Writes ``pictures/NAME-light.png`` and ``-dark.png``; 1 when a scene cannot be shown."""
    wrong = [scene for scene in SCENES if _outcome(scene.question) != scene.outcome]
    for scene in wrong:
        _say(f"{scene.question!r} is no example of {scene.outcome!r} any more: choose another")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        _say("Chromium is missing: apt-get install chromium")
    if wrong or chromium is None:
        return 1
    PICTURES.mkdir(exist_ok=True)
    themes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for theme in themes:
        # A playground of its own for each theme, so that nothing of the one stands in the other.
        with _playground() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            _take_all(browser, address, theme)
            browser.close()
    return 0


def _take_all(browser: Browser, address: str, theme: Literal["light", "dark"]) -> None:
    shows: list[tuple[str, Callable[[Page], str]]] = [
        (scene.name, partial(_thread, scene.question)) for scene in SCENES
    ]
    for name, show in [*shows, ("home", _home), ("modal", _modal)]:
        context = browser.new_context(color_scheme=theme, viewport={"width": WIDTH, "height": 900})
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("body[data-version]")
        selector = show(page)
        page.add_style_tag(content=CLEAN)
        picture = PICTURES / f"{name}-{theme}.png"
        page.locator(selector).screenshot(path=picture)
        _say(picture.name)
        if picture.stat().st_size > MOST_BYTES:
            raise SystemExit(
                f"{picture.name} is heavier than {MOST_BYTES} bytes: choose a shorter answer"
            )
        context.close()


def _thread(question: str, page: Page) -> str:
    page.locator("#composer textarea").fill(f"@SRM {question}")
    page.keyboard.press("Enter")
    page.wait_for_selector("#thread article:nth-child(2)")
    return "#thread .feed"


def _home(page: Page) -> str:
    page.evaluate("go(state.bot.channel)")
    page.get_by_role("button", name="Home", exact=True).click()
    page.wait_for_selector("#other .content")
    return "#other"


def _modal(page: Page) -> str:
    page.locator("#shortcuts summary").click()
    page.locator("#shortcuts button").first.click()
    # The misspelling is on purpose: the menu finds the service all the same.
    choices = (("lamdba", "who does what"), ("runtime patching", "you share"))
    for place, (typed, shown) in enumerate(choices):
        menu = page.locator("#modal [role=combobox]").nth(place)
        menu.fill(typed)
        page.locator("#modal [role=option]:visible").first.click()
        page.locator("#modal .view").get_by_text(shown).first.wait_for()
    page.evaluate("document.activeElement.blur()")
    return "#modal"


def _outcome(question: str) -> str:
    command = [sys.executable, "-m", "bot", "ask", "--json", question]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - the project's own command
    return json.loads(done.stdout)["outcome"]


@contextmanager
def _playground() -> Generator[str]:
    command = [sys.executable, "-m", "bot", "playground", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:  # noqa: S603 - the same
        try:
            if started.stdout is None or not (first := started.stdout.readline()):
                raise SystemExit("the playground did not start")
            yield first.split()[-1]
        finally:
            started.terminate()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    raise SystemExit(main())
