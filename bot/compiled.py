"""The engine over the shipped knowledge base, compiled once so that every start is quick.

Reading some four hundred files and learning from their examples takes about a minute, loading the
pickled engine a fraction of a second. The pickle lies beside the files it was made from and is used only while
its key fits: a digest of every knowledge file, of the code that shaped it, and the version of
Python. It is as trusted as the code beside it, and never read from anywhere else.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import pickle
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.engine import Engine

_LOG = logging.getLogger(__name__)
NAME = "compiled.pickle"
_LIBRARIES = ("pystemmer", "pyspellchecker", "scikit-learn")
"""Whose words and weights stand in the compiled tables."""
_CODE = ("catalog", "understanding", "answering")
_MODULES = ("compiled.py", "engine.py", "model.py", "words.py")


def engine() -> Engine:
    """The engine over the shipped base: the compiled one if it is current, else built and kept.

    Raises ``CatalogError`` (a ``ValueError``) when it must be built and the base has problems.
    """
    place = resources.files("knowledge").joinpath(NAME)
    if place.is_file():
        content = place.read_bytes()
        wanted = _key()
        if content[: len(wanted)] == wanted:
            with _no_collection():
                return pickle.loads(memoryview(content)[len(wanted) :])  # noqa: S301 - our own file, keyed to our own code
    _LOG.warning("The knowledge base is new or has changed: compiling it takes about a minute.")
    built = build()
    try:
        write(built, Path(str(resources.files("knowledge"))))
    except OSError as error:
        _LOG.warning("Every start takes as long, as the compiled file cannot be kept: %s", error)
    return built


def build() -> Engine:
    """The engine over the shipped base, from its sources; raises ``CatalogError``."""
    from bot.catalog import load

    with _no_collection():
        return Engine(load())


def write(built: Engine, folder: Path) -> Path:
    """Writes the compiled form of ``built`` into ``folder``; returns the file.

    In one step, so that no other process reads half of it; raises ``OSError`` where it may not.
    """
    place = folder / NAME
    half = folder / f"{NAME}.{os.getpid()}"
    half.write_bytes(_key() + pickle.dumps(built, protocol=pickle.HIGHEST_PROTOCOL))
    return half.replace(place)


def _key() -> bytes:
    sha = hashlib.sha256(sys.version.encode())
    for library in _LIBRARIES:
        sha.update(metadata.version(library).encode())
    for content in (*_contents(resources.files("knowledge"), ".yaml"), *_sources()):
        sha.update(hashlib.sha256(content).digest())
    return sha.digest()


def _sources() -> Iterator[bytes]:
    package = resources.files("bot")
    for name in _MODULES:
        yield package.joinpath(name).read_bytes()
    for name in _CODE:
        yield from _contents(package.joinpath(name), ".py")


def _contents(root: Traversable, ending: str) -> Iterator[bytes]:
    entries: Iterable[Traversable] = sorted(root.iterdir(), key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _contents(entry, ending)
        elif entry.name.endswith(ending):
            yield entry.name.encode() + b"\0" + entry.read_bytes()


@contextmanager
def _no_collection() -> Generator[None]:
    """Collecting garbage while a large graph is built only walks it again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
            gc.freeze()
