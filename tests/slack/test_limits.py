"""Every message and view the bot can produce, buttons included, is inside Slack's limits.

Over the whole shipped base, page by page. ``tests/rendering/test_every_answer.py`` holds the answers alone.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

import pytest

from bot.engine import Engine
from bot.model import Category, Knowledge, Question, Reply
from bot.rendering import limits
from bot.rendering.buttons import Share
from bot.rendering.home import home
from bot.rendering.modal import complaint, modal, thanks
from bot.slack.conversations import Conversations
from bot.slack.desk import Desk
from bot.slack.suggestions import Suggestions

MAIN = [
    *("ec2", "ebs", "s3", "vpc", "rds", "aurora"),
    *("dynamodb", "lambda", "ecs", "eks", "iam", "kms"),
]
THREAD = "1763901000.000900"


@pytest.fixture(scope="module")
def desk(real_engine: Engine) -> Desk:
    return Desk(real_engine, Conversations(), feedback=True)


def pages(desk: Desk, text: str) -> Iterator[Reply]:
    """Every page of the answer with everything below it, and of its explanation."""
    question = Question(text)
    first = desk.again(question, Share.THREAD, THREAD).reply
    yield first
    for page in range(1, first.pages):
        yield desk.again(question, Share.THREAD, THREAD, page).reply
    yield from (desk.why(question, page) for page in range(desk.why(question).pages))


def faults(desk: Desk, text: str) -> list[str]:
    return [
        f"{text}: {problem}"
        for reply in pages(desk, text)
        for problem in limits.problems(reply.blocks, "message")
    ]


def faults_in_views(desk: Desk, knowledge: Knowledge, text: str) -> list[str]:
    """What is wrong with any page of the answer in the Home tab and in the modal."""
    question = Question(text)
    answer = desk.ask(question)
    shown = [
        desk.plain(answer, question, page) for page in range(desk.plain(answer, question).pages)
    ]
    views: list[Mapping[str, object]] = [home(knowledge, Category.AI, reply) for reply in shown]
    found = [problem for view in views for problem in limits.view_problems(view, "home")]
    views = [modal(None, None, None, reply) for reply in shown]
    found += [problem for view in views for problem in limits.view_problems(view, "modal")]
    return [f"{text}: {problem}" for problem in found]


def rulings(knowledge: Knowledge) -> Iterator[str]:
    """Each ruling of a service, a variant, a class and the general model as a question."""
    for service in knowledge.services.values():
        yield from (f"{title(knowledge, slug)} on {service.name}" for slug in service.rulings)
        for variant in service.variants.values():
            yield from (f"{title(knowledge, slug)} on {variant.name}" for slug in variant.rulings)
    for profile in knowledge.profiles.values():
        yield from (f"{title(knowledge, slug)} on {profile.name}" for slug in profile.rulings)
    yield from (f"who is responsible for {d.title}" for d in knowledge.responsibilities.values())


def title(knowledge: Knowledge, slug: str) -> str:
    return knowledge.responsibilities[slug].title


def test_every_overview(desk: Desk, knowledge: Knowledge) -> None:
    names = [service.name for service in knowledge.services.values()]
    names += [v.name for s in knowledge.services.values() for v in s.variants.values()]
    assert [fault for name in names for fault in faults(desk, f"overview of {name}")] == []


def test_every_overview_in_a_view(desk: Desk, knowledge: Knowledge) -> None:
    names = [service.name for service in knowledge.services.values()]
    texts = (f"overview of {name}" for name in names)
    assert [fault for text in texts for fault in faults_in_views(desk, knowledge, text)] == []


def test_every_ruling_and_why(desk: Desk, knowledge: Knowledge) -> None:
    assert [fault for text in rulings(knowledge) for fault in faults(desk, text)] == []


def test_every_ruling_of_a_main_service_in_a_view(desk: Desk, knowledge: Knowledge) -> None:
    texts = (
        f"{title(knowledge, ruled)} on {knowledge.services[slug].name}"
        for slug in MAIN
        for ruled in knowledge.services[slug].rulings
    )
    assert [fault for text in texts for fault in faults_in_views(desk, knowledge, text)] == []


def test_every_choice_in_the_modal(desk: Desk, knowledge: Knowledge) -> None:
    found: list[str] = []
    for service in knowledge.services.values():
        for variant in (None, *service.variants.values()):
            for duty in (None, knowledge.responsibilities["backups"]):
                found += limits.view_problems(modal(service, variant, duty), "modal")
    for duty in knowledge.responsibilities.values():
        found += limits.view_problems(modal(None, None, duty), "modal")
    assert found == []


def test_every_shelf_of_the_home_tab(knowledge: Knowledge) -> None:
    views = [home(knowledge, category) for category in (None, *Category)]
    assert [fault for view in views for fault in limits.view_problems(view, "home")] == []


def test_the_form_for_complaints() -> None:
    for view in (complaint("rds:engine-patching " * 8), thanks()):
        assert limits.view_problems(view, "modal") == []


@pytest.mark.parametrize("typed", ["", *"abcdefghijklmnopqrstuvwxyz", "amazon", "aws", "backup"])
def test_everything_a_type_ahead_offers(real_engine: Engine, typed: str) -> None:
    suggestions = Suggestions(real_engine)
    for options in (
        suggestions.names(typed),
        suggestions.services(typed),
        suggestions.responsibilities(typed),
    ):
        # As the options of a menu, which have the same limits.
        menu = {"type": "static_select", "action_id": "a", "options": options}
        block = {"type": "actions", "elements": [menu]}
        assert not options or limits.problems([block], "message") == []


def test_every_pair_of_the_main_services_compared(desk: Desk, knowledge: Knowledge) -> None:
    names = [knowledge.services[slug].name for slug in MAIN]
    pairs = [f"compare {one} and {other}" for one, other in combinations(names, 2)]
    assert [fault for pair in pairs for fault in faults(desk, pair)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("services", "responsibilities", "help", "", "banana", "who patches postgres"),
        f"compare {', '.join(MAIN)}",
        f"who patches, backs up, encrypts and monitors {', '.join(MAIN)}",
        f"who patches, backs up, encrypts and monitors {', '.join(MAIN)}? {'Thank you all! ' * 200}",
    ],
)
def test_everything_else(desk: Desk, knowledge: Knowledge, text: str) -> None:
    assert faults(desk, text) == []
    assert faults_in_views(desk, knowledge, text) == []


def test_every_list_of_a_category(desk: Desk) -> None:
    texts = (f"services {category}" for category in Category)
    assert [fault for text in texts for fault in faults(desk, text)] == []
