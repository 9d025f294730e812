"""Whatever is typed: no crash, the same answer twice, nothing raw in the reply, no limit broken."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from time import perf_counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.pastes import SHAPES
from bot import rendering
from bot.compiled import engine
from bot.engine import Engine
from bot.model import Question, Surface
from bot.rendering import limits

PIECES = st.sampled_from(
    [
        "who patches", "rds", "ec2", "<!channel>", "<!here|here>", "<@U123>", "&lt;!everyone&gt;",
        "<https://evil.example|AWS>", "\u202e", "\x00", "*", "`", "```", "?", "\n", "and", "vs", ",",
        "(a)", "1)", "- ", "security groups", "誰", "🙈", "0.0.0.0/0", "t3.micro", "\x1b[31m", "\u200b", "mailto:a@b.example", "lamda\u0301", "5.7 to 8.0",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30).map("".join),
)
AWS = ("https://docs.aws.amazon.com/", "https://aws.amazon.com/")
LINK = re.compile(r"\w+://[^\s|>)\"\\]+")
BRACKETS = re.compile(r"<([^<>]*)>")
RAW = ("<!channel", "<!here", "<!everyone", "<@U123", "evil.example", "\x00", "\u202e")


@pytest.fixture(scope="module")
def shipped() -> Engine:
    """The engine over the real base."""
    return engine()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, previous=st.one_of(st.none(), TEXTS), surface=st.sampled_from(Surface))
@example(text="", previous=None, surface=Surface.SLASH)
@example(text="x" * 4_000, previous=None, surface=Surface.DM)
@example(text=":", previous="who patches rds", surface=Surface.SLASH)
@example(text="<!channel> who patches rds", previous="<@U123> backups", surface=Surface.DM)
def test_any_text_gets_a_reply(
    shipped: Engine, text: str, previous: str | None, surface: Surface
) -> None:
    """Deterministic, inside Slack's limits, and without what could ping, mask or break a line."""
    question = Question(text, surface, previous)
    reply = rendering.reply(shipped.answer(question))
    assert reply == rendering.reply(shipped.answer(question))
    assert reply.text
    assert limits.problems([dict(block) for block in reply.blocks], "message") == []
    shown = json.dumps([reply.text, reply.blocks], ensure_ascii=False)
    assert [raw for raw in RAW if raw in shown] == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_every_link_of_a_reply_leads_to_aws(shipped: Engine, text: str) -> None:
    """And whatever else stands in angle brackets is no markup of Slack's."""
    reply = rendering.reply(shipped.answer(Question(text)))
    shown = json.dumps([reply.text, reply.blocks], ensure_ascii=False)
    assert [url for url in LINK.findall(shown) if not url.startswith(AWS)] == []
    assert [inner for inner in BRACKETS.findall(shown) if not inner.startswith(AWS)] == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_terminal_and_trace_show_no_control_character(shipped: Engine, text: str) -> None:
    """An escape sequence in a question must not reach the terminal that shows the answer."""
    answer = shipped.answer(Question(text))
    shown = rendering.terminal(answer) + rendering.trace(answer)
    assert [c for c in shown if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"] == []


@pytest.mark.parametrize("token", ["x", "é", "谁", "a1", "x-", "\u0301", "\u200b", "rds"])
def test_one_endless_token_is_answered(shipped: Engine, token: str) -> None:
    question = Question(f"who patches {token * 4_000} on rds?")
    reply = rendering.reply(shipped.answer(question))
    assert limits.problems([dict(block) for block in reply.blocks], "message") == []


@pytest.mark.parametrize("shape", SHAPES)
def test_paste_of_100_kb_is_answered_at_once(shipped: Engine, shape: str) -> None:
    """Far above the budget, which `make bench` measures, and far below what squares would take."""
    piece = SHAPES[shape]
    text = piece * (100_000 // len(piece))
    start = perf_counter()
    assert rendering.reply(shipped.answer(Question(text))).text
    assert perf_counter() - start < 0.5


def test_question_at_either_end_of_a_paste_is_found(shipped: Engine) -> None:
    noise = "lorem ipsum dolor sit amet. " * 4_000
    alone = shipped.answer(Question("who patches rds?"))
    for text in (f"who patches rds? {noise}", f"{noise}who patches rds?"):
        answer = shipped.answer(Question(text))
        assert getattr(answer, "parts", None) == getattr(alone, "parts", ())


def test_answers_do_not_depend_on_the_order_of_sets() -> None:
    """Two processes hash words differently; the same question gets the same record."""
    questions = [
        "who patches rds, s3 and lambda and backs up eks on fargate",
        "secuirty gruop of lamda",
        "compare ec2 and lambda",
        "who is responsible for encryption, logging, keys and access on s3",
        "security",
    ]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in questions)
    command = [sys.executable, "-m", "bot", "ask", "--jsonl"]
    first, second = (
        subprocess.run(
            command,
            input=lines,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
    assert len(first.splitlines()) == len(questions)
