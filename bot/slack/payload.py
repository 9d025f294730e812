"""Slack's payloads, read as if every field were optional: some day one is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

Payload = Mapping[str, Any]


def part(payload: object, *path: str) -> Payload:
    """The object at the path, or an empty one when anything on the way is missing."""
    found = _at(payload, path)
    return cast(Payload, found) if isinstance(found, dict) else {}


def text(payload: object, *path: str) -> str:
    """The string at the path, or "" when anything on the way is missing."""
    found = _at(payload, path)
    return found if isinstance(found, str) else ""


def _at(payload: object, path: tuple[str, ...]) -> object:
    for name in path:
        if not isinstance(payload, dict):
            return None
        payload = cast(dict[str, object], payload).get(name)
    return payload
