"""What must hold of every file of the shipped knowledge base."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from bot.answering import Rulebook
from bot.catalog import load
from bot.compiled import engine as shipped
from bot.engine import Engine
from bot.evaluation import astray, unused
from bot.model import Knowledge, Meaning, Owner, Question, Ruling, Target, Verdict
from bot.understanding import Reader
from bot.understanding.lexicon import Lexicon


@cache
def base() -> Knowledge:
    """The base, read from its files: raises with every problem of every file."""
    return load()


@cache
def engine() -> Engine:
    return shipped()


@cache
def astray_by_file() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for problem in astray(engine()):
        found[problem.file].append(str(problem))
    return found


def files() -> list[str]:
    return sorted({ruling.file for ruling in base().rulings().values()})


@pytest.mark.parametrize("file", files())
def test_every_example_question_reaches_its_own_ruling(file: str) -> None:
    assert astray_by_file().get(file, []) == []


def _swapped() -> Iterator[tuple[str, Meaning, Owner | None]]:
    """The examples with one owner that are answered with the other party alone."""
    for text, meaning in base().examples:
        answer = engine().answer(Question(text))
        owner = answer.owner if isinstance(answer, Verdict) else None
        if {meaning, owner} == {Owner.AWS, Owner.CUSTOMER}:
            yield text, meaning, owner


def test_no_more_than_one_example_in_a_hundred_and_fifty_gets_the_other_party() -> None:
    """What the examples teach and what the rulings say may differ where a label is arguable."""
    swapped = [*_swapped()]
    assert len(swapped) * 150 <= len(base().examples), swapped[:20]


def test_every_service_has_an_answer_for_every_responsibility() -> None:
    """And so has every variant, with the clause of each side that has a part."""
    rulebook = Rulebook(base())
    for service in base().services.values():
        for variant in (None, *service.variants):
            for duty in base().responsibilities:
                ruling = rulebook.find(service.slug, variant, None, duty).ruling
                assert ruling.aws or ruling.owner is Owner.CUSTOMER, ruling.id
                assert ruling.customer or ruling.owner is Owner.AWS, ruling.id


@pytest.mark.parametrize("slug", base().services)
def test_service_has_a_documentation_page_of_aws_s(slug: str) -> None:
    assert (
        base()
        .services[slug]
        .docs.startswith(("https://docs.aws.amazon.com/", "https://aws.amazon.com/"))
    )


def _names() -> Iterator[tuple[str, str, str | None]]:
    for service in base().services.values():
        for name in (service.name, *service.aliases, *(f.name for f in service.former_names)):
            yield name, service.slug, None
        for variant in service.variants.values():
            for name in (variant.name, *variant.aliases):
                yield name, service.slug, variant.slug


@pytest.mark.xfail(strict=True, reason="names of some variants, and names with a word for a price")
def test_every_name_is_read_as_what_it_names() -> None:
    """Names, aliases and former names of services; names and aliases of variants."""
    reader = Reader(base())
    wrong: list[str] = []
    for name, service, variant in _names():
        targets = reader.read(Question(f"overview of {name}")).targets
        found = [(target.service, target.variant) for target in targets]
        if found != [(service, variant)]:
            wrong.append(f"{name!r} of {variant or service}: {found}")
    assert wrong == []


def test_no_review_date_had_passed_when_the_base_was_last_checked() -> None:
    late = [ruling.id for ruling in base().rulings().values() if ruling.review_by < base().updated]
    assert late == []


def test_no_source_was_checked_after_the_base_was_last_checked() -> None:
    dates = {s.checked for ruling in base().rulings().values() for s in ruling.sources}
    assert max(dates) == base().updated


SWITCHED = frozenset({"backups", "encryption-at-rest", "high-availability", "key-rotation", "logging"})  # fmt: skip


def _of_services() -> Iterator[Ruling]:
    for service in base().services.values():
        yield from service.rulings.values()


HALVES_DIFFER = frozenset({"eks:encryption-at-rest"})
"""API data is always encrypted, node volumes only by choice: one state would mislead."""


def test_default_state_is_given_where_a_switch_decides() -> None:
    """Whether it happens by itself is half the answer for backups, encryption and the like."""
    silent = [
        r.id
        for r in _of_services()
        if r.responsibility in SWITCHED and r.default is None and r.id not in HALVES_DIFFER
    ]
    assert silent == []


def test_variants_named_beside_an_answer_get_that_answer_when_asked() -> None:
    rulebook = Rulebook(base())
    for service in base().services.values():
        for duty in base().responsibilities:
            part = rulebook.part(Target(service.slug), duty)
            moved = {other.label: other.owner for other in part.moved}
            for variant in service.variants.values():
                owner = rulebook.part(Target(service.slug, variant.slug), duty).owner
                assert moved.get(variant.name, part.ruling.owner) is owner, (variant.slug, duty)


def test_every_synonym_is_used() -> None:
    assert unused(base()) == []


def test_no_variant_is_chosen_by_words_that_mean_its_duty_everywhere() -> None:
    """Words of a ruling of a variant choose the variant, so "cooling" must not choose Outposts."""
    lexicon = Lexicon(base())
    general = {(signal.responsibility, signal.terms) for signal in lexicon.general.all}
    both = {
        (signal.variant, signal.responsibility, *sorted(signal.terms))
        for index in lexicon.by_service.values()
        for signal in index.all
        if signal.variant and not signal.side and (signal.responsibility, signal.terms) in general
    }
    assert both == set()
