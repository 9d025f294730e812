"""Measures the budgets in one run; prints a table and writes ``build/bench.json``."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

import yaml
from rich.console import Console
from rich.table import Table

from bench.growth import grown
from bench.timing import Times, measure
from bench.yardsticks import SCORERS, fuzzy, score, titles
from bot import rendering
from bot.compiled import engine
from bot.engine import Engine
from bot.model import Knowledge, Owner, Question, Verdict

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
RESULT = ROOT / "build" / "bench.json"
PASTES = {
    "words": "who patches the rds instance behind our load balancer ",
    "log lines": "2026-11-23T10:00:00Z ERROR rds connection refused, retrying (3/5)\n",
    "one token": "x" * 50,
    "sentences": "We moved to Lambda. Who patches it? ",
}
SIZES = (1_000, 10_000, 100_000)
YARDSTICK_SAMPLE = 300


def questions(knowledge: Knowledge) -> list[str]:
    """Every example of the base and every line of the corpus, each once, in a fixed order."""
    found = [text for ruling in knowledge.rulings().values() for text in ruling.asks]
    for file in sorted(CORPUS.glob("*.yaml")):
        for entries in yaml.safe_load(file.read_text("utf-8"))["lines"].values():
            found += [entry if isinstance(entry, str) else entry["text"] for entry in entries]
    found = list(dict.fromkeys(found))
    random.Random(7).shuffle(found)
    return found


def answered(which: Engine, texts: list[str]) -> Times:
    """Understanding, ruling and rendering, each question once."""
    return measure(lambda text: rendering.reply(which.answer(Question(text))), texts)


def main() -> None:
    """Runs everything and reports it."""
    console = Console(highlight=False)
    built = engine()
    texts = questions(built.knowledge)
    answered(built, texts[:200])
    result: dict[str, object] = {"questions": len(texts)}
    table = Table(title=f"Budgets, over {len(texts)} questions")
    for column in ("what", "measured", "budget"):
        table.add_column(column)

    now = answered(built, texts)
    result["engine"] = asdict(now)
    table.add_row(
        "understand + rule + render, p50 / p99",
        f"{now.p50 * 1e6:.0f} µs / {now.p99 * 1e6:.0f} µs",
        "100 µs / 1 ms",
    )
    large = Engine(grown(built.knowledge, 10))
    ten = answered(large, texts)
    again = answered(built, texts)
    result["ten_times"] = {**asdict(ten), "ratio": ten.p50 / again.p50}
    table.add_row("p50 with ten times the knowledge", f"{ten.p50 / again.p50:.2f} ×", "1.2 ×")

    curve: dict[str, dict[int, float]] = {}
    for name, piece in PASTES.items():
        curve[name] = {}
        for size in SIZES:
            text = (piece * (size // len(piece) + 1))[:size]
            curve[name][size] = min(_seconds(built, text) for _ in range(3))
        table.add_row(
            f"paste of {name}: " + ", ".join(f"{size // 1000} kB" for size in SIZES),
            ", ".join(f"{seconds * 1e3:.1f} ms" for seconds in curve[name].values()),
            "20 ms, linear",
        )
    result["pastes"] = curve

    cold = [_cold_start() for _ in range(3)]
    result["cold_start"] = sorted(cold)[1]
    table.add_row("srm ask from a cold start", f"{sorted(cold)[1]:.2f} s", "0.5 s")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    result["memory_mb"] = memory
    table.add_row("memory of srm ask", f"{memory:.0f} MB", "120 MB")
    console.print(table)

    result["yardsticks"] = _yardsticks(console, built)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    console.print(f"wrote {RESULT.relative_to(ROOT)}")


def _seconds(which: Engine, text: str) -> float:
    start = perf_counter()
    rendering.reply(which.answer(Question(text)))
    return perf_counter() - start


def _cold_start() -> float:
    start = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot", "ask", "who patches rds"],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    return perf_counter() - start


def _yardsticks(console: Console, built: Engine) -> dict[str, object]:
    labelled = [
        (text, ruling.owner)
        for ruling in built.knowledge.rulings().values()
        for text in ruling.asks
    ]
    sample = random.Random(7).sample(labelled, min(YARDSTICK_SAMPLE, len(labelled)))

    def ours(text: str) -> Owner | None:
        answer = built.answer(Question(text))
        return answer.owner if isinstance(answer, Verdict) else None

    known = titles(built.knowledge)
    guessers = {"srm": ours, **{name: fuzzy(s, known) for name, s in SCORERS.items()}}
    table = Table(title=f"Yardsticks, over {len(sample)} of the base's own examples")
    for column in ("who", "right", "AWS and customer swapped", "a question"):
        table.add_column(column, justify="left" if column == "who" else "right")
    found: dict[str, object] = {}
    for name, guess in guessers.items():
        got = score(guess, sample)
        found[name] = asdict(got)
        table.add_row(name, f"{got.right:.0%}", f"{got.swapped:.0%}", f"{got.seconds * 1e6:.0f} µs")
    console.print(table)
    return found


if __name__ == "__main__":
    main()
