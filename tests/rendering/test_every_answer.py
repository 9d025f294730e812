"""Slack takes every reply that the shipped knowledge base leads to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import pytest

from bot.answering import Answerer
from bot.compiled import engine as shipped
from bot.engine import Engine
from bot.model import Answer, Intent, Owner, Question, Reading, Reply, Target
from bot.rendering import reply, words
from bot.rendering.limits import problems

MAIN = (
    *("ec2", "ebs", "s3", "vpc", "rds", "aurora"),
    *("dynamodb", "lambda", "ecs", "eks", "iam", "kms"),
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return shipped()


def refused(answers: Iterable[Answer], *, missing: bool = True) -> Iterator[str]:
    """The answers with a page that Slack would refuse or somebody miss something of, and why."""
    for answer in answers:
        for sent in every_page(answer):
            faults = [*problems(sent.blocks, "message"), *(missed(sent) if missing else ())]
            if faults:
                yield f"{sent.text[:80]}: {faults[0]}"


def every_page(answer: Answer) -> Iterator[Reply]:
    first = reply(answer)
    yield first
    yield from (reply(answer, page=page) for page in range(1, first.pages))


def shown(node: object) -> Iterator[str]:
    """Every text of blocks but the labels of what can be clicked."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield value
            elif node.get("type") != "actions":
                yield from shown(value)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from shown(child)


LINK = re.compile(r"<[^|>]+\|([^>]*)>")
SHORTENED = re.compile(r"and \d+ more|^\d+\. ", re.MULTILINE)
HEADINGS = {"responsibility", "all", *re.findall(r"\w+", words.MIXED.lower())}
"""What only blocks need: the first cell of a table, "All of …" on a button whose question the text
has, and the heading above what is shortened."""


def missed(sent: Reply) -> Iterator[str]:
    """What somebody would miss who hears only the text, or sees no colours and no emoji."""
    yield from (f"not in the text: {word}" for word in unsaid(sent))
    yield from (f"by colour alone: {line}" for line in coloured(sent))


def unsaid(sent: Reply) -> set[str]:
    """Words of the blocks that the text lacks."""
    seen = SHORTENED.sub("", LINK.sub(r"\1", "\n".join(shown(sent.blocks))))
    said = set(re.findall(r"\w+", sent.text.lower()))
    return set(re.findall(r"\w+", seen.lower())) - said - HEADINGS


NAMED = {
    Owner.AWS: ("AWS",),
    Owner.CUSTOMER: ("You",),
    Owner.SHARED: ("Shared", "Both", "share"),
}


def coloured(sent: Reply) -> Iterator[str]:
    """Lines with the colour of an owner and not its name."""
    for line in "\n".join(shown(sent.blocks)).splitlines():
        for owner, square in words.SQUARE.items():
            if square in line and not any(name in line for name in NAMED[owner]):
                yield line


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
    assert list(refused(grid, missing=False)) == []


def test_every_overview(engine: Engine) -> None:
    """Each service and each variant as a stack."""
    services = engine.knowledge.services.values()
    names = [service.name for service in services]
    names += [variant.name for service in services for variant in service.variants.values()]
    assert list(refused(asked(engine, (f"overview of {name}" for name in names)))) == []


def test_every_pair_of_the_main_services_compared(engine: Engine) -> None:
    """Twelve services that everybody asks about, each beside each."""
    pairs = (f"compare {one} and {other}" for one, other in combinations(MAIN, 2))
    assert list(refused(asked(engine, pairs))) == []


@pytest.mark.parametrize(
    "question",
    [
        "help",
        "banana",
        "who patches postgres",
        "who handles frobnication on rds",
        f"compare {', '.join(MAIN)}",
        f"compare backups and encryption at rest on {', '.join(MAIN)}",
        f"who patches, backs up, encrypts and monitors {', '.join(MAIN)}",
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
