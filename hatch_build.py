"""Compiles the knowledge base into the wheel, so that an installed bot starts quickly."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface[Any]):
    """Writes ``knowledge/compiled.pickle`` before the files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            # The checkout is compiled by `srm compile`; a mistake in a file must not keep the
            # command that reports it from being installed.
            return
        sys.path.insert(0, self.root)
        try:
            from bot import compiled

            place = compiled.write(compiled.build(), Path(self.root) / "knowledge")
        except ImportError as error:
            # Built in isolation, without the bot's own requirements: the wheel works, but compiles
            # the base at its first start.
            self.app.display_warning(f"the knowledge base is not compiled: {error}")
        else:
            build_data["artifacts"].append(str(place.relative_to(self.root)))
        finally:
            sys.path.remove(self.root)
