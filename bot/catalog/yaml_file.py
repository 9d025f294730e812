"""YAML with line numbers and without surprises.

``yaml.safe_load`` keeps the last of two equal keys and forgets where a value stood. This
reader composes the node tree with libyaml, refuses duplicate keys, and remembers the line of
every field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any, cast

import yaml
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.catalog.problems import Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: plain data, and the line of every path into it."""

    file: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line (from 1) where ``path``, or the nearest thing around it, begins."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(file: str, text: str) -> tuple[Document | None, list[Problem]]:
    """The document in ``text`` and its problems: syntax errors, duplicate keys, odd values."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [Problem(file, line, "(file)", f"is not valid YAML: {error.problem}")]
    except yaml.YAMLError as error:
        return None, [Problem(file, 1, "(file)", f"is not valid YAML: {error}")]
    if node is None:
        return None, [Problem(file, 1, "(file)", "is empty: fill it or delete it")]
    lines: dict[Path, int] = {}
    problems: list[Problem] = []
    scalars = SafeConstructor()

    def build(node: Node, path: Path) -> Any:
        lines[path] = node.start_mark.line + 1
        if isinstance(node, ScalarNode):
            if node.tag == _STRING:
                return intern(node.value)
            try:
                return scalars.construct_object(node)  # type: ignore[no-untyped-call]
            except (ConstructorError, ValueError) as error:
                problems.append(Problem(file, lines[path], _name(path), f"cannot be read: {error}"))
                return None
        if isinstance(node, SequenceNode):
            return [build(child, (*path, i)) for i, child in enumerate(node.value)]
        found: dict[str, Any] = {}
        mapping = cast("MappingNode", node)
        for key_node, value_node in mapping.value:
            key = intern(str(key_node.value))
            line = key_node.start_mark.line + 1
            if key in found:
                problems.append(
                    Problem(file, line, _name((*path, key)), "stands twice: keep one of them")
                )
            found[key] = build(value_node, (*path, key))
            lines[(*path, key)] = line
        return found

    return Document(file, build(node, ()), lines), problems


def _name(path: Path) -> str:
    return ".".join(str(step) for step in path) or "(file)"
