"""A service as a stack of layers, and the lists of what is known."""

from bot.model import Basis, Category, Layer, Listing, Overview, Owner
from tests import small


def stack(text: str) -> Overview:
    found = small.answer(text)
    assert isinstance(found, Overview), found
    return found


def listed(text: str) -> Listing:
    found = small.answer(text)
    assert isinstance(found, Listing), found
    return found


def test_stack_goes_from_the_top_down() -> None:
    layers = [level.layer for level in stack("overview of loom").stack]
    order = list(Layer)
    assert layers == sorted(layers, key=order.index, reverse=True)
    assert layers[-1] is Layer.HARDWARE


def test_layer_with_one_owner_shows_that_owner() -> None:
    owners = {level.layer: level.owner for level in stack("overview of loom").stack}
    assert owners[Layer.HARDWARE] is Owner.AWS
    assert owners[Layer.APPLICATION] is Owner.CUSTOMER


def test_layer_with_several_owners_shows_both() -> None:
    level = next(x for x in stack("overview of quilt store").stack if x.layer is Layer.DATA)
    assert {part.owner for part in level.parts} == {Owner.AWS, Owner.CUSTOMER}
    assert level.owner is Owner.SHARED


def test_families_and_duties_of_every_layer_are_left_out() -> None:
    shown = [p.responsibility.slug for x in stack("overview of loom").stack for p in x.parts]
    assert "patching" not in shown
    assert len(shown) == len(set(shown))


def test_general_rulings_that_say_it_depends_are_left_out() -> None:
    parts = [p for level in stack("overview of loom").stack for p in level.parts]
    assert all(p.basis is not Basis.GENERAL or p.owner is not Owner.SHARED for p in parts)
    assert "seal-rotation" not in [p.responsibility.slug for p in parts]


def test_overview_of_a_variant_is_that_of_the_variant() -> None:
    overview = stack("overview of hand loom")
    assert overview.variant is small.knowledge().variant("loom/hand")
    rulings = {p.responsibility.slug: p.ruling.id for x in overview.stack for p in x.parts}
    assert rulings["backups"] == "loom/hand:backups"
    assert rulings["encryption-at-rest"] == "profile.iaas:encryption-at-rest"


def test_ways_on_lead_to_answers_on_the_service_and_to_its_variants() -> None:
    choices = stack("overview of loom").choices
    assert "overview of Loom by Hand" in [choice.question for choice in choices]
    for choice in choices:
        parts = [*getattr(small.answer(choice.question), "parts", ())]
        assert [part.service.slug for part in parts] in ([], ["loom"])
        assert parts or stack(choice.question).variant


def test_overview_of_several_services_is_a_comparison() -> None:
    assert getattr(small.answer("overview of loom and ec2"), "subjects", None) == (
        "Amazon Loom",
        "Amazon EC2",
    )


def test_services_are_listed_by_category_each_with_its_overview() -> None:
    groups = dict(listed("list services").groups)
    assert set(groups) == {s.category for s in small.knowledge().services.values()}
    assert [choice.label for choice in groups["compute"]] == ["Amazon EC2", "Amazon Yarnball"]
    for choices in groups.values():
        for choice in choices:
            assert stack(choice.question).service.name == choice.label


def test_services_of_one_category_can_be_listed() -> None:
    assert [name for name, _ in listed("list storage").groups] == [Category.STORAGE]


def test_responsibilities_are_listed_by_layer_each_with_its_question() -> None:
    knowledge = small.knowledge()
    groups = listed("list responsibilities").groups
    assert sum(len(choices) for _, choices in groups) == len(knowledge.responsibilities)
    layers = {duty.title: duty.layer for duty in knowledge.responsibilities.values()}
    assert all(layers[choice.label] == layer for layer, choices in groups for choice in choices)
