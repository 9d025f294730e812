"""Slash commands over HTTP, with ``wrk``, against an app that does nothing."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from bench.processes import ROOT, resident_memory
from bench.servers import KINDS, SECRET

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 16


class NotMeasuredError(Exception):
    """Why there are no figures, in one sentence."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one server does."""

    p50: float
    """Seconds for a request, one at a time."""
    throughput: float
    """Requests a second at 16 connections."""
    memory: float | None
    """Megabytes after all of them."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server under load."""

    process: subprocess.Popen[bytes]
    url: str


def measure(texts: Iterable[str], *, seconds: int, rounds: int) -> dict[str, Load]:
    """Every kind of server, turn by turn, the median of ``rounds``.

    Raises ``NotMeasuredError`` without ``wrk``, or when an answer was refused.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        raise NotMeasuredError("wrk is not installed: apt-get install wrk")
    with TemporaryDirectory() as folder:
        requests = Path(folder) / "requests"
        # Bolt takes a form with that word for an interaction; the bot mends it, an empty app does not.
        legible = (text for text in texts if "payload" not in text)
        lines = [_signed(i, text) for i, text in enumerate(legible)]
        requests.write_text("".join(lines), "utf-8")
        alone: dict[str, list[float]] = {kind: [] for kind in KINDS}
        together: dict[str, list[float]] = {kind: [] for kind in KINDS}
        memory: dict[str, float | None] = {}
        with _running(KINDS) as servers:
            for kind, server in servers.items():
                _answers(server, lines[0], speaks=kind == "srm")
            for _ in range(rounds):
                for kind, server in servers.items():
                    alone[kind].append(_wrk(wrk, server, requests, 1, seconds)[0])
                    together[kind].append(_wrk(wrk, server, requests, CONNECTIONS, seconds)[1])
            memory = {kind: resident_memory(server.process.pid) for kind, server in servers.items()}
    return {kind: Load(median(alone[kind]), median(together[kind]), memory[kind]) for kind in KINDS}


def _signed(number: int, text: str) -> str:
    """A slash command as Slack posts it, by a user who asks once, as a line for the script."""
    fields = {
        "token": "t",
        "team_id": "T1",
        "team_domain": "team",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": f"U{number}",
        "user_name": "somebody",
        "command": "/srm",
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.example/commands/T1/1/x",
        "trigger_id": f"{number}.1.x",
    }
    body = urlencode(fields)
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    return f"{timestamp}\t{signature}\t{body}\n"


@contextmanager
def _running(kinds: Iterable[str]) -> Generator[dict[str, Server]]:
    servers = {kind: _start(kind) for kind in kinds}
    try:
        for server in servers.values():
            _wait(server)
        yield servers
    finally:
        for server in servers.values():
            server.process.terminate()
        for server in servers.values():
            server.process.wait()


def _start(kind: str) -> Server:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "bench.servers", kind, str(port)]
    return Server(subprocess.Popen(command, cwd=ROOT), f"http://127.0.0.1:{port}")


def _wait(server: Server) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{server.url}/health").close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NotMeasuredError("a server did not start within 30 seconds")


def _answers(server: Server, line: str, *, speaks: bool) -> None:
    """Asks once, so that a server that refuses or says nothing is not measured as a quick one."""
    timestamp, signature, body = line.rstrip("\n").split("\t")
    request = urllib.request.Request(  # noqa: S310
        f"{server.url}/slack/events",
        body.encode(),
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature,
        },
    )
    with urllib.request.urlopen(request) as response:  # noqa: S310
        assert (b'"blocks"' in response.read()) is speaks


def _wrk(
    wrk: str, server: Server, requests: Path, connections: int, seconds: int
) -> tuple[float, float]:
    """The median latency in seconds and the requests a second."""
    command = [wrk, "--threads", "1", "--connections", str(connections)]
    command += ["--duration", f"{seconds}s", "--script", str(SCRIPT)]
    command += [f"{server.url}/slack/events", "--", str(requests)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    (line,) = [x for x in done.stdout.splitlines() if x.startswith("measured ")]
    p50, throughput, failed = line.split()[1:]
    if failed != "0":
        raise NotMeasuredError(f"{failed} requests failed")
    return float(p50), float(throughput)
