"""What is asked in a benchmark."""

import os

import pytest

from bench.processes import resident_memory
from bench.questions import everything, labelled, questions, shuffled
from bench.report import Row, budgets, duration
from bench.yardsticks import titles
from bot.model import Owner
from tests import small


def test_every_question_is_asked_once_and_in_the_same_order_every_time() -> None:
    found = questions(small.knowledge())
    assert len(found) == len(set(found))
    assert found == questions(small.knowledge())
    assert "who backs up loom" in found


def test_corpus_is_asked_too() -> None:
    assert len(questions(small.knowledge())) > 800


def test_shuffling_loses_nothing() -> None:
    assert sorted(shuffled([3, 1, 2, 3])) == [1, 2, 3]


def test_labels_are_the_owners_of_the_rulings() -> None:
    assert labelled(small.knowledge()) == [("who backs up loom", Owner.SHARED)]


def test_grid_holds_every_responsibility_on_every_service() -> None:
    assert {"Oiling on Amazon Loom", "Oiling on Amazon EC2"} <= set(everything(small.knowledge()))


def test_yardsticks_know_a_ruling_by_its_title_and_what_it_is_for() -> None:
    known = titles(small.knowledge())
    assert known["backups amazon loom"] is Owner.SHARED
    assert known["backups loom by hand"] is Owner.CUSTOMER
    assert known["backups managed loom"] is Owner.AWS
    assert known["backups"] is Owner.CUSTOMER


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0000123, "12 µs"), (0.0123, "12.3 ms"), (1.234, "1.23 s")]
)
def test_duration_is_given_in_the_unit_that_reads_best(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_budget_that_was_not_measured_is_neither_met_nor_missed() -> None:
    rows = [Row("a", "1", "2", met) for met in (True, False, None)]
    assert list(budgets(rows, "t").columns[3].cells) == ["[green]yes[/]", "[red]no[/]", "-"]


def test_memory_of_a_process_is_in_megabytes() -> None:
    memory = resident_memory(os.getpid())
    assert memory is None or 10 < memory < 4_000
