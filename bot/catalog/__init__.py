"""knowledge/*.yaml -> ``Knowledge``, or every problem at once."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable

from bot.catalog.build import build, read
from bot.catalog.problems import CatalogError, Problem
from bot.model import Knowledge

__all__ = ["CatalogError", "Problem", "load", "shipped"]


def shipped() -> Traversable:
    """The folder of the knowledge base that is installed with the bot."""
    return resources.files("knowledge")


def load(root: Traversable | None = None) -> Knowledge:
    """The knowledge base under ``root`` (default: the shipped one).

    Raises ``CatalogError`` carrying every problem of every file.
    """
    return build(read(root if root is not None else shipped()))
