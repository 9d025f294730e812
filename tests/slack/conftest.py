"""A bot connected to a made-up workspace."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx
import pytest

from bot import compiled
from bot.catalog import load
from bot.engine import Engine
from bot.model import Answer, Knowledge, Question, Target
from bot.slack.app import build_app
from bot.slack.http import Endpoint
from bot.web.app import create_asgi
from tests.slack.web_api import TOKEN, WebApi
from tests.slack.workspace import SECRET, Workspace


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def real_engine() -> Engine:
    return compiled.engine()


class Asked:
    """The real engine, which also writes down what it is asked and can be made to fail."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.knowledge = engine.knowledge
        self.questions: list[Question] = []
        self.failure: Exception | None = None

    def answer(self, question: Question) -> Answer:
        self.questions.append(question)
        if self.failure:
            raise self.failure
        return self._engine.answer(question)

    def rule(self, target: Target) -> Answer:
        return self._engine.rule(target)


@pytest.fixture
def engine(real_engine: Engine) -> Asked:
    return Asked(real_engine)


@asynccontextmanager
async def connected(engine: Asked, *, feedback: bool = True) -> AsyncGenerator[Workspace, None]:
    """The bot in a workspace of its own."""
    async with WebApi() as api:
        app = build_app(engine, token=TOKEN, base_url=api.url, feedback=feedback)
        endpoint = Endpoint(app, SECRET)
        transport = httpx.ASGITransport(create_asgi(endpoint, {"knowledge": "abc123"}))
        async with httpx.AsyncClient(transport=transport, base_url="https://srm.test") as http:
            yield Workspace(http, endpoint, api)
            await endpoint.drain()


@pytest.fixture
async def workspace(engine: Asked) -> AsyncGenerator[Workspace, None]:
    async with connected(engine) as found:
        yield found
