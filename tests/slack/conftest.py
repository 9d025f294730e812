"""A bot connected to a made-up workspace."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import httpx
import pytest

from bot.model import Answer, Intent, Question, Reading, Unknown
from bot.slack.app import build_app
from bot.slack.http import Endpoint
from bot.web.app import create_asgi
from tests.slack.web_api import TOKEN, WebApi
from tests.slack.workspace import SECRET, Workspace


class Asked:
    """An engine that writes down what it is asked, and answers the same to all."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.failure: Exception | None = None

    def answer(self, question: Question) -> Answer:
        self.questions.append(question)
        if self.failure:
            raise self.failure
        return Unknown(Reading(Intent.RULING, sentence=question.text), None, ())


@pytest.fixture
def engine() -> Asked:
    return Asked()


@pytest.fixture
async def workspace(engine: Asked) -> AsyncGenerator[Workspace, None]:
    async with WebApi() as api:
        app = build_app(engine, token=TOKEN, base_url=api.url)
        endpoint = Endpoint(app, SECRET)
        transport = httpx.ASGITransport(create_asgi(endpoint, {"knowledge": "abc123"}))
        async with httpx.AsyncClient(transport=transport, base_url="https://srm.test") as http:
            yield Workspace(http, endpoint, api)
            await endpoint.drain()
