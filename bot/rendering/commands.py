"""What one can type besides a question: the one table that help, manifest and README go by."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A form of words, and what it gives."""

    usage: str
    example: str
    gives: str


COMMANDS = (
    Command("a question", "who patches rds", "who owns it, with both parts and the source"),
    Command("SERVICE", "rds", "the service's whole stack, layer by layer"),
    Command(
        "compare SERVICE SERVICE …",
        "compare rds ec2 lambda",
        "services side by side, differences first",
    ),
    Command("services [CATEGORY]", "services databases", "the services I know"),
    Command("responsibilities", "responsibilities", "the responsibilities I know"),
    Command("why", "why", "how I got to the last answer"),
    Command("help", "help", "this"),
)
