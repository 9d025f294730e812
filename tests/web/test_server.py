"""HTTP mode as a process: it serves, and Ctrl-C ends it cleanly."""

import asyncio
import signal
import socket
import sys

import httpx
import pytest

from tests.slack.web_api import WebApi

PROGRAM = """
import sys

from bot.compiled import engine
from bot.slack.app import build_app
from bot.slack.http import Endpoint
from bot.web.server import run
url, port = sys.argv[1:]
app = build_app(engine(), token="xoxb-made-up", base_url=url)
run(Endpoint(app, "secret"), int(port), {"knowledge": "1"}, host="127.0.0.1")
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def health(port: int) -> dict[str, str]:
    async with asyncio.timeout(20), httpx.AsyncClient() as http:
        while True:
            try:
                return (await http.get(f"http://127.0.0.1:{port}/health")).json()
            except httpx.ConnectError:
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_serves_until_it_is_told_to_stop(number: signal.Signals):
    port = free_port()
    async with WebApi() as api:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            PROGRAM,
            api.url,
            str(port),
            stderr=asyncio.subprocess.PIPE,
        )
        assert await health(port) == {"status": "ok", "knowledge": "1"}
        process.send_signal(number)
        _, complaints = await process.communicate()
    assert process.returncode in {0, -number}
    assert "Traceback" not in complaints.decode()
