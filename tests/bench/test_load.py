"""What is sent to the servers that are compared."""

from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from bench import load
from bench.servers import SECRET


def test_every_request_is_signed_so_that_it_is_not_refused() -> None:
    timestamp, signature, body = load._signed(7, "who patches\tRDS & s3?\n").strip().split("\t")
    assert SignatureVerifier(SECRET).is_valid(body, timestamp, signature)
    assert parse_qs(body)["text"] == ["who patches\tRDS & s3?\n"]


def test_no_two_requests_come_from_one_person() -> None:
    """Whoever asks too much in a row is asked for patience, which is quick to say."""
    bodies = [load._signed(i, "who patches rds").split("\t")[2] for i in range(100)]
    assert len({parse_qs(body)["user_id"][0] for body in bodies}) == 100


def test_without_wrk_the_reason_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(load.NotMeasuredError, match="wrk is not installed"):
        load.measure(["who patches rds"], seconds=1, rounds=1)
