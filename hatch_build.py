"""Compiles the knowledge base into the wheel, so that an installed bot starts quickly."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface[Any]):
    """Writes ``knowledge/compiled.pickle`` before the files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        try:
            from bot import compiled
        except ImportError as error:
            # Built in isolation, without the bot's own requirements: the wheel works, but parses
            # the base at every start.
            self.app.display_warning(f"the knowledge base is not compiled: {error}")
            return
        finally:
            sys.path.remove(self.root)
        place = compiled.write(compiled.build(), Path(self.root) / "knowledge")
        build_data["artifacts"].append(str(place.relative_to(self.root)))
