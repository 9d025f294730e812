"""How long the longest messages take, and that the time grows no faster than the text."""

from __future__ import annotations

from time import perf_counter

from bot import rendering
from bot.engine import Engine
from bot.model import Question

SHAPES = {
    "words": "who patches the rds instance behind our load balancer ",
    "sentences": "We moved to Lambda. Who patches it? ",
    "lines of a log": "2026-11-23T10:00:00Z ERROR rds connection refused, retrying (3/5)\n",
    "a bulleted list": "- who patches rds\n",
    "a numbered list": "1. patch\n",
    "names": "rds, ec2 and lambda, ",
    "misspelt words": "secuirty gruop of lamda ",
    "headers": "note: ",
    "one token": "x",
    "one letter": "a ",
    "links": "<https://docs.example/a|who patches rds> ",
    "open brackets": "<",
    "colons": ":",
    "another script": "谁",
}
SIZES = (1_000, 10_000, 100_000)


def curve(engine: Engine) -> dict[str, dict[int, float]]:
    """Seconds for each shape at each size, the best of three."""
    return {
        shape: {size: min(_seconds(engine, piece, size) for _ in range(3)) for size in SIZES}
        for shape, piece in SHAPES.items()
    }


def _seconds(engine: Engine, piece: str, size: int) -> float:
    text = (piece * (size // len(piece) + 1))[:size]
    start = perf_counter()
    rendering.reply(engine.answer(Question(text)))
    return perf_counter() - start
