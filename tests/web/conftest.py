"""The same bot and the same made-up workspace as the Slack room's."""

from tests.slack.conftest import engine, knowledge, real_engine, workspace

__all__ = ["engine", "knowledge", "real_engine", "workspace"]
