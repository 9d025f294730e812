"""The playground's own door: open to its page, closed to everybody else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

import httpx
import pytest

from bot.playground.payloads import composed
from bot.playground.workspace import ANA, BEN, BOT, CLOUD, Workspace
from tests.playground.conftest import Served

SAY = {"user": ANA, "channel_id": CLOUD, "typed": "/srm who patches rds"}


def test_slash_command_arrives_signed_and_is_answered(real: Served) -> None:
    """Plain JSON in, a signed request to the real endpoint, the answer in the workspace."""
    response = httpx.post(f"{real.address}/play/say", json=SAY)
    assert response.json() == {"result": ""}
    answer = real.playground.workspace.messages[-1]
    assert (answer.user, answer.visible_to) == (BOT, ANA)
    assert answer.text.startswith("AWS is responsible for")


def test_unsigned_delivery_is_refused(real: Served) -> None:
    """The endpoint behind the playground checks signatures like any other."""
    response = httpx.post(f"{real.address}/slack/events", json={"type": "event_callback"})
    assert response.status_code == 401


@pytest.mark.parametrize(
    ("gesture", "body", "wrong"),
    [
        ("say", {**SAY, "channel_id": "C0NONE"}, "there is no such channel"),
        ("say", {**SAY, "user": "U0NOBODY"}, "there is no such channel"),
        ("say", {**SAY, "typed": 3}, "typed: "),
        ("say", {**SAY, "more": 3}, "more: "),
        ("say", [], ""),
        ("act", {"user": ANA, "place": f"{CLOUD}/1.0", "block_id": "b", "action_id": "a", "chosen": None, "values": {}}, "there is no such message"),
        ("submit", {"user": ANA, "view_id": "V1", "values": {}}, "that modal is not open"),
        ("shortcut", {"user": ANA, "callback": "none"}, "there is no such shortcut"),
        ("run_step", {"user": ANA, "callback": "none", "inputs": {}}, "there is no such step"),
    ],
)  # fmt: skip
def test_impossible_gesture_is_refused_with_a_reason(
    real: Served, gesture: str, body: Any, wrong: str
) -> None:
    """A gesture about something that is not there is an error of the page, said plainly."""
    response = httpx.post(f"{real.address}/play/{gesture}", json=body)
    assert response.status_code == 400
    assert wrong in response.json()["error"]


def test_other_pages_cannot_act(real: Served) -> None:
    """A page elsewhere can send a form or plain text unasked; neither is taken."""
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        headers = {"content-type": kind}
        url = f"{real.address}/play/say"
        response = httpx.post(url, content=json.dumps(SAY), headers=headers)
        assert response.status_code == 415


def test_other_names_for_this_machine_are_refused(real: Served) -> None:
    """A foreign host name that points here gets nothing, so no foreign page reads along."""
    response = httpx.get(f"{real.address}/play/state", headers={"host": "evil.example"})
    assert response.status_code == 400


def test_state_shows_each_person_their_own(real: Served) -> None:
    """Ephemeral answers and direct messages are for one person."""
    httpx.post(f"{real.address}/play/say", json=SAY)

    def seen(user: str) -> set[str]:
        found = httpx.get(f"{real.address}/play/state", params={"user": user}).json()
        return {message["author"] for message in found["messages"]}

    assert (seen(ANA), seen(BEN)) == ({"Ben", "SRM"}, {"Ben"})


def test_unknown_person_sees_nothing(real: Served) -> None:
    """The state belongs to one of the two people."""
    response = httpx.get(f"{real.address}/play/state", params={"user": "U0NOBODY"})
    assert response.status_code == 404


def test_health_of_the_real_app_is_reachable(real: Served) -> None:
    """The bot's own pages are there beside the playground's."""
    assert httpx.get(f"{real.address}/health").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("typed", "text", "kinds"),
    [
        ("@SRM who", "<@U0SRM> who", ["user", "text"]),
        ("hey @srm, who", "hey <@U0SRM>, who", ["text", "user", "text"]),
        ("@here @nobody #cloud", "<!here> @nobody <#C0CLOUD|cloud>", ["broadcast", "text", "text", "text", "channel"]),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d", ["text"]),
        ("see https://a.example/?b=1&c=2 ok", "see <https://a.example/?b=1&amp;c=2> ok", ["text", "link", "text"]),
        ("<!channel>", "&lt;!channel&gt;", ["text"]),
    ],
)  # fmt: skip
def test_typed_text_becomes_what_slack_sends(typed: str, text: str, kinds: list[str]) -> None:
    """Mentions and links are marked up, everything else is escaped."""
    sent, block = composed(Workspace(), typed)
    assert sent == text
    assert [each["type"] for each in block["elements"][0]["elements"]] == kinds


async def test_updates_tell_of_every_change_and_end() -> None:
    """A page hears at once that it is behind, then of each change, until the playground stops."""
    workspace = Workspace()
    seen: list[int] = []
    async for version in workspace.updates():
        seen.append(version)
        if len(seen) == 1:
            workspace.post(CLOUD, ANA, "x")
        else:
            workspace.close()
    assert seen == [0, 1]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_command_prints_an_answer_and_stops_on_interrupt() -> None:
    """`srm playground` says where it is, answers one question and ends on Ctrl-C with a page open."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "playground", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            assert started.stdout is not None
            assert started.stderr is not None
            address = started.stdout.readline().split()[-1]
            with httpx.stream("GET", f"{address}/play/updates", timeout=10) as updates:
                assert next(updates.iter_lines()).startswith("data:")
                started.send_signal(signal.SIGINT)
                status = started.wait(timeout=10)
            out, err = started.stdout.read(), started.stderr.read()
        finally:
            started.kill()
    assert "AWS is responsible for" in out
    assert (status, err) == (0, "")


def test_taken_port_is_said_with_a_way_out(real: Served) -> None:
    """The command names the port and how to choose another."""
    port = real.address.rpartition(":")[2]
    command = [sys.executable, "-m", "bot", "playground", "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 1
    assert f"port {port} cannot be had" in done.stderr
