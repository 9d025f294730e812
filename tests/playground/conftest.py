"""The playground on a real port, around the real bot or around one that uses every feature."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn

from bot import compiled
from bot.engine import Engine
from bot.playground.app import HOST, Playground, around, build
from tests.playground import everything

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Served:
    """A playground and where it is."""

    playground: Playground
    address: str


@contextmanager
def serving(make: Callable[[int], Playground]) -> Iterator[Served]:
    """A playground on a free port of this machine, in a thread of its own."""
    with socket.create_server((HOST, 0)) as listening:
        port = listening.getsockname()[1]
        playground = make(port)
        config = uvicorn.Config(playground.asgi, log_level="warning", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Served(playground, f"http://{HOST}:{port}")
        finally:
            playground.workspace.close()
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def engine() -> Engine:
    return compiled.engine()


@pytest.fixture
def real(engine: Engine) -> Iterator[Served]:
    """The playground around the real bot."""
    with serving(lambda port: build(engine, port)) as served:
        yield served


@pytest.fixture
def sample() -> Iterator[Served]:
    """The playground around a bot that uses everything there is in Slack."""
    with serving(lambda port: around(everything.bot, everything.MANIFEST, port)) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Headless Chromium. Not kept for the session: its event loop would stand in every other's way."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """Opens a page; whatever goes wrong in its script fails the test."""
    faults: list[str] = []
    contexts: list[Any] = []

    def opened(served: Served, path: str = "/", **options: Any) -> Any:
        context = browser.new_context(**options)
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(served.address + path)
        page.wait_for_selector("body[data-version]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


def say(page: Any, text: str, within: str = "#composer") -> None:
    page.locator(f"{within} textarea").fill(text)
    page.keyboard.press("Enter")


def last(page: Any, within: str = "#feed") -> Any:
    return page.locator(f"{within} article").last
