"""Every message the bot can post, buttons included, is inside Slack's limits."""

from itertools import combinations

import pytest

from bot.engine import Engine
from bot.model import Knowledge, Question
from bot.rendering import limits
from bot.rendering.buttons import Share
from bot.slack.conversations import Conversations
from bot.slack.desk import Desk

MAIN = [
    "ec2",
    "ebs",
    "s3",
    "vpc",
    "rds",
    "aurora",
    "dynamodb",
    "lambda",
    "ecs",
    "eks",
    "iam",
    "kms",
]


@pytest.fixture(scope="module")
def desk(real_engine: Engine) -> Desk:
    return Desk(real_engine, Conversations(), feedback=True)


def faults(desk: Desk, text: str) -> list[str]:
    blocks = desk.again(Question(text), Share.CHANNEL).reply.blocks
    return [f"{text}: {problem}" for problem in limits.problems(blocks, "message")]


def test_every_overview(desk: Desk, knowledge: Knowledge) -> None:
    names = [service.name for service in knowledge.services.values()]
    names += [v.name for s in knowledge.services.values() for v in s.variants.values()]
    assert [fault for name in names for fault in faults(desk, f"overview of {name}")] == []


def test_every_ruling_of_a_service_and_why(desk: Desk, knowledge: Knowledge) -> None:
    found: list[str] = []
    for service in knowledge.services.values():
        for slug in service.rulings:
            text = f"{knowledge.responsibilities[slug].title} on {service.name}"
            found += faults(desk, text)
            found += limits.problems(desk.why(Question(text)).blocks, "message")
    assert found == []


def test_every_pair_of_the_main_services_compared(desk: Desk, knowledge: Knowledge) -> None:
    names = [knowledge.services[slug].name for slug in MAIN]
    pairs = [f"compare {one} and {other}" for one, other in combinations(names, 2)]
    assert [fault for pair in pairs for fault in faults(desk, pair)] == []


@pytest.mark.parametrize("text", ["services", "responsibilities", "help", "", "banana"])
def test_everything_else(desk: Desk, text: str) -> None:
    assert faults(desk, text) == []
