"""The benchmark's own arithmetic."""

import pytest

from bench.growth import grown
from bench.timing import measure, percentile
from bench.yardsticks import score
from bot.model import Knowledge, Owner


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.5, 3), (0.99, 5)])
def test_percentile_is_the_value_below_which_the_share_lies(share: float, value: int) -> None:
    """The median of five values is the third, the 99th percentile the last."""
    assert percentile([1, 2, 3, 4, 5], share) == value


def test_every_argument_is_measured_once() -> None:
    """Nothing is asked twice: a cache would show a better time than a user gets."""
    seen: list[int] = []
    measure(seen.append, [3, 1, 2])
    assert seen == [3, 1, 2]


def test_score_tells_wrong_from_swapped() -> None:
    """Shared against a single owner is wrong, AWS against the customer is swapped."""
    questions = [("a", Owner.AWS), ("b", Owner.CUSTOMER), ("c", Owner.SHARED), ("d", Owner.AWS)]
    got = score(lambda text: None if text == "d" else Owner.AWS, questions)
    assert (got.right, got.swapped) == (0.25, 0.25)


def test_grown_base_keeps_the_services_and_adds_clones(tiny: Knowledge) -> None:
    """Three times the knowledge: each service and two clones under names of their own."""
    base = grown(tiny, 3)
    assert len(base.services) == 3 * len(tiny.services)
    assert len(base.responsibilities) == 3 * len(tiny.responsibilities)
    assert len(base.rulings()) > 2.5 * len(tiny.rulings())
    assert base.services["clock"] is tiny.services["clock"]
    names = {service.name for service in base.services.values()}
    assert len(names) == len(base.services)
