"""Whatever is typed: no crash, the same answer twice, nothing raw in the reply, no limit broken."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot import rendering
from bot.compiled import engine
from bot.engine import Engine
from bot.model import Question, Surface
from bot.rendering import limits

PIECES = st.sampled_from(
    [
        "who patches", "rds", "ec2", "<!channel>", "<!here|here>", "<@U123>", "&lt;!everyone&gt;",
        "<https://evil.example|AWS>", "\u202e", "\x00", "*", "`", "```", "?", "\n", "and", "vs", ",",
        "(a)", "1)", "- ", "security groups", "誰", "🙈", "0.0.0.0/0", "t3.micro", "5.7 to 8.0",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30).map("".join),
)
RAW = ("<!channel", "<!here", "<!everyone", "<@U123", "evil.example", "\x00", "\u202e")


@pytest.fixture(scope="module")
def shipped() -> Engine:
    """The engine over the real base."""
    return engine()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, previous=st.one_of(st.none(), TEXTS), surface=st.sampled_from(Surface))
@example(text="", previous=None, surface=Surface.SLASH)
@example(text="x" * 4_000, previous=None, surface=Surface.DM)
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


@pytest.mark.parametrize(
    "piece", ["who patches rds ", "x", "rds\n", "😀", "<", "&", "?", "(a) ", "```", ":a"]
)
def test_a_paste_of_100_kb_is_answered(shipped: Engine, piece: str) -> None:
    """Length is no reason to fail."""
    assert rendering.reply(shipped.answer(Question(piece * (100_000 // len(piece))))).text
