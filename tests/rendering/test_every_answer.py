"""Slack takes every reply that the shipped knowledge base leads to."""

from collections.abc import Iterable, Iterator

import pytest

from bot.answering import Answerer
from bot.compiled import engine as shipped
from bot.engine import Engine
from bot.model import Answer, Intent, Question, Reading, Target
from bot.rendering import reply
from bot.rendering.limits import problems


@pytest.fixture(scope="module")
def engine() -> Engine:
    return shipped()


def refused(answers: Iterable[Answer]) -> Iterator[str]:
    """The answers whose reply Slack would refuse, with the reason."""
    for answer in answers:
        sent = reply(answer)
        faults = problems(sent.blocks, "message")
        if not sent.text:
            faults.append("no text")
        if faults:
            yield f"{sent.text[:80]}: {faults[0]}"


def asked(engine: Engine, questions: Iterable[str]) -> Iterator[Answer]:
    return (engine.answer(Question(question)) for question in questions)


def test_every_example_question(engine: Engine) -> None:
    """Each `asks` line of each ruling."""
    rulings = engine.knowledge.rulings().values()
    questions = (question for ruling in rulings for question in ruling.asks)
    assert list(refused(asked(engine, questions))) == []


def test_every_responsibility_on_every_service_and_variant(engine: Engine) -> None:
    """The whole grid."""
    knowledge = engine.knowledge
    answerer = Answerer(knowledge)
    places = [(service.slug, None) for service in knowledge.services.values()]
    places += [
        (service.slug, variant)
        for service in knowledge.services.values()
        for variant in service.variants
    ]
    grid = (
        answerer.answer(Reading(Intent.RULING, (Target(*place, responsibility=responsibility),)))
        for place in places
        for responsibility in knowledge.responsibilities
    )
    assert list(refused(grid)) == []


def test_every_overview(engine: Engine) -> None:
    """Each service and each variant as a stack."""
    services = engine.knowledge.services.values()
    names = [service.name for service in services]
    names += [variant.name for service in services for variant in service.variants.values()]
    assert list(refused(asked(engine, (f"overview of {name}" for name in names)))) == []


@pytest.mark.parametrize(
    "question",
    [
        "what services do you know",
        "what responsibilities do you know",
        "compare ec2, rds, lambda, s3, eks and fargate",
        "compare backups on ec2, rds, lambda, s3, eks and fargate",
        "who patches ec2, rds, lambda, s3, eks, fargate, aurora, dynamodb, ecs, vpc, iam and kms",
    ],
)
def test_largest_answers(engine: Engine, question: str) -> None:
    """The lists, and the most that one question can ask for."""
    assert list(refused(asked(engine, [question]))) == []
