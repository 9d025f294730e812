"""The playground on a real port, around the real bot or around one that uses every feature."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import uvicorn

from bot.catalog import load
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
    return Engine(load())


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
