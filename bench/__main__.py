"""Measures every budget in one run; prints tables and writes ``build/bench.json``."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import load, pastes, processes, yardsticks
from bench.growth import grown
from bench.questions import everything, labelled, questions
from bench.report import Row, budgets, duration
from bench.timing import Times, measure
from bot import catalog, compiled, rendering
from bot.engine import Engine
from bot.model import Question

RESULT = Path(__file__).parents[1] / "build" / "bench.json"


def main() -> None:
    """Runs everything and reports it."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer questions, shorter loads")
    quick: bool = parser.parse_args().quick
    console = Console(highlight=False)
    engine = compiled.engine()
    # The processes come first, while this one is still small and idle.
    rows, result = _processes(engine, quick=quick)
    more, figures = _engine(engine, quick=quick)
    rows, result = [*more, *rows], {**figures, **result}
    console.print(budgets(rows, "Budgets"))
    console.print(_pastes(result["pastes"]))
    console.print(_yardsticks(result["yardsticks"]))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    console.print(f"wrote {RESULT}")


def _engine(engine: Engine, *, quick: bool) -> tuple[list[Row], dict[str, Any]]:
    texts = questions(engine.knowledge)[: 1_000 if quick else None]
    # From the files, as an engine no longer has the examples; without experience it would be faster.
    large = Engine(grown(catalog.load(), 10))
    _answered(engine, texts[:200])
    _answered(large, texts[:200])
    # Before and after, so that a machine that gets busier does not show in the ratio.
    before, ten, after = _answered(engine, texts), _answered(large, texts), _answered(engine, texts)
    now = min(before, after, key=lambda times: times.p50)
    ratio = ten.p50 / ((before.p50 + after.p50) / 2)
    curve = pastes.curve(engine)
    longest = max(max(times.values()) for times in curve.values())
    sample = labelled(engine.knowledge)[: 100 if quick else 400]
    scores = yardsticks.compare(engine, sample)
    rows = [
        Row(
            f"understand + rule + render, {len(texts)} questions, p50 / p99",
            f"{duration(now.p50)} / {duration(now.p99)}",
            "100 µs / 1 ms",
            now.p50 <= 100e-6 and now.p99 <= 1e-3,
        ),
        Row("the same with ten times the knowledge, p50", f"{ratio:.2f} ×", "1.2 ×", ratio <= 1.2),
        Row("the longest answer to 100 kB", duration(longest), "20 ms", longest <= 0.02),
    ]
    return rows, {
        "questions": len(texts),
        "engine": asdict(now),
        "ten_times": {**asdict(ten), "ratio": ratio},
        "pastes": curve,
        "yardsticks": {name: asdict(score) for name, score in scores.items()},
    }


def _answered(engine: Engine, texts: list[str]) -> Times:
    return measure(lambda text: rendering.reply(engine.answer(Question(text))), texts)


def _processes(engine: Engine, *, quick: bool) -> tuple[list[Row], dict[str, Any]]:
    cold = processes.cold_start(1 if quick else 5)
    rows = [Row("srm ask from a cold start", duration(cold), "0.5 s", cold <= 0.5)]
    result: dict[str, Any] = {"cold_start": cold}
    try:
        found = load.measure(
            everything(engine.knowledge), seconds=1 if quick else 3, rounds=1 if quick else 3
        )
    except load.NotMeasuredError as error:
        return [*rows, Row("slash commands over HTTP", str(error), "", None)], result
    return [*rows, *_loads(**found)], {
        **result,
        "http": {kind: asdict(one) for kind, one in found.items()},
    }


def _loads(srm: load.Load, empty: load.Load, default: load.Load) -> list[Row]:
    slow, quick = srm.p50 / default.p50, srm.p50 / empty.p50
    share = srm.throughput / empty.throughput
    rows = [
        Row(
            "slash command against an empty app as Bolt sets it up, p50",
            f"{duration(srm.p50)} : {duration(default.p50)} = 1/{1 / slow:.0f}",
            "1/20",
            slow <= 1 / 20,
        ),
        Row(
            "… against an empty app that processes before the response, p50",
            f"{duration(srm.p50)} : {duration(empty.p50)} = {quick:.2f} ×",
            "1.5 ×",
            quick <= 1.5,
        ),
        Row(
            f"throughput at {load.CONNECTIONS} connections against the same",
            f"{srm.throughput:.0f}/s : {empty.throughput:.0f}/s = {share:.0%}",
            "55 %",
            share >= 0.55,
        ),
    ]
    if srm.memory is None:
        return [*rows, Row("resident memory of the server", "needs /proc", "120 MB", None)]
    met = srm.memory <= 120
    return [*rows, Row("resident memory of the server", f"{srm.memory:.0f} MB", "120 MB", met)]


def _pastes(curve: dict[str, dict[int, float]]) -> Table:
    sizes = (f"{size // 1000} kB" for size in pastes.SIZES)
    table = Table("a paste of", title="Time by length, best of three")
    for size in sizes:
        table.add_column(size, justify="right")
    for shape, times in curve.items():
        table.add_row(shape, *(duration(seconds) for seconds in times.values()))
    return table


def _yardsticks(scores: dict[str, dict[str, float]]) -> Table:
    table = Table("who", title="Yardsticks, on the base's own example questions")
    for column in ("right owner", "AWS and customer swapped", "a question"):
        table.add_column(column, justify="right")
    for name, score in scores.items():
        table.add_row(
            name, f"{score['right']:.0%}", f"{score['swapped']:.0%}", duration(score["seconds"])
        )
    return table


if __name__ == "__main__":
    main()
