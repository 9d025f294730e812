"""Tries every source address of the knowledge base; exits with 1 when one does not answer."""

from __future__ import annotations

import asyncio
import sys

import httpx
import typer

from bot.compiled import engine
from bot.model import Knowledge

AT_ONCE = 8
SECONDS = 20.0


def addresses(knowledge: Knowledge) -> list[str]:
    """Every address that a ruling or a service names, each once, sorted."""
    found = {source.url for ruling in knowledge.rulings().values() for source in ruling.sources}
    return sorted(found | {service.docs for service in knowledge.services.values()})


async def problem(client: httpx.AsyncClient, gate: asyncio.Semaphore, url: str) -> str | None:
    """What is wrong with an address, or ``None``."""
    async with gate:
        try:
            answer = await client.head(url)
            if answer.status_code >= httpx.codes.BAD_REQUEST:
                answer = await client.get(url)
        except httpx.HTTPError as error:
            return f"{url}: {type(error).__name__}"
    return f"{url}: {answer.status_code}" if answer.is_error else None


async def main() -> int:
    """Prints each problem and the count; returns the exit status."""
    urls = addresses(engine().knowledge)
    gate = asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(follow_redirects=True, timeout=SECONDS) as client:
        found = await asyncio.gather(*(problem(client, gate, url) for url in urls))
    problems = [text for text in found if text is not None]
    for text in (*problems, f"{len(urls)} addresses, {len(problems)} problem(s)"):
        typer.echo(text)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
