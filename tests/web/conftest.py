"""The same bot and the same made-up workspace as the Slack room's."""

from tests.slack.conftest import Asked, engine, workspace

__all__ = ["Asked", "engine", "workspace"]
