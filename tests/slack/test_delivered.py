"""Each delivery is answered once, and a first try that failed is not lost."""

import asyncio

import pytest

from bot.slack.delivered import Delivered


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def wanted(delivered: Delivered, *identities: str) -> bool:
    async with delivered.once(identities) as fresh:
        return fresh


async def test_a_first_delivery_wants_an_answer():
    assert await wanted(Delivered(), "Ev1", "C1:1.0")


@pytest.mark.parametrize("repeat", [("Ev1", "C1:1.0"), ("Ev1", "C2:2.0"), ("Ev2", "C1:1.0")])
async def test_a_repeat_of_either_identity_is_dropped(repeat: tuple[str, str]):
    delivered = Delivered()
    await wanted(delivered, "Ev1", "C1:1.0")
    assert not await wanted(delivered, *repeat)


async def test_a_repeat_of_a_failed_first_try_is_answered():
    delivered = Delivered()
    with pytest.raises(RuntimeError):
        async with delivered.once(["Ev1"]):
            raise RuntimeError
    assert await wanted(delivered, "Ev1")


async def test_a_repeat_is_forgotten_after_ten_minutes():
    clock = Clock()
    delivered = Delivered(clock=clock)
    await wanted(delivered, "Ev1")
    clock.now = 599
    assert not await wanted(delivered, "Ev1")
    clock.now = 600
    assert await wanted(delivered, "Ev1")


async def test_it_remembers_a_bounded_number():
    delivered = Delivered(capacity=10)
    for number in range(100):
        await wanted(delivered, f"Ev{number}")
    assert await wanted(delivered, "Ev0")
    assert not await wanted(delivered, "Ev99")


@pytest.mark.parametrize(("first_fails", "repeat_wanted"), [(False, False), (True, True)])
async def test_a_repeat_waits_for_the_first_to_end(first_fails: bool, repeat_wanted: bool):
    delivered = Delivered()
    go_on = asyncio.Event()

    async def first() -> None:
        async with delivered.once(["Ev1"]):
            await go_on.wait()
            if first_fails:
                raise RuntimeError

    running = asyncio.create_task(first())
    await asyncio.sleep(0)
    repeat = asyncio.create_task(wanted(delivered, "Ev1"))
    await asyncio.sleep(0.01)
    assert not repeat.done()
    go_on.set()
    await asyncio.gather(running, return_exceptions=True)
    assert await repeat is repeat_wanted


async def test_a_delivery_without_any_identity_is_always_answered():
    delivered = Delivered()
    assert await wanted(delivered)
    assert await wanted(delivered)
