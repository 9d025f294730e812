"""A dictionary that forgets by age and by number."""

from bot.slack.recent import Recent


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_value_is_kept_for_its_lifetime():
    clock = Clock()
    recent: Recent[str, int] = Recent(10, 5, clock)
    recent.set("a", 1)
    clock.now = 9.9
    assert recent.get("a") == 1


def test_a_value_is_forgotten_after_its_lifetime():
    clock = Clock()
    recent: Recent[str, int] = Recent(10, 5, clock)
    recent.set("a", 1)
    clock.now = 10
    assert recent.get("a") is None


def test_the_oldest_value_goes_first_when_it_is_full():
    recent: Recent[str, int] = Recent(10, 2, Clock())
    for number, key in enumerate("abac"):
        recent.set(key, number)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (2, None, 3)


def test_values_that_are_too_old_take_no_room():
    clock = Clock()
    recent: Recent[str, int] = Recent(10, 100, clock)
    for number in range(50):
        recent.set(str(number), number)
    clock.now = 11
    recent.set("new", 1)
    assert len(recent) == 1
