"""What the bot says, apart from what the knowledge base says: labels and whole sentences.

Plain text only. Markup and escaping belong to the module that puts a sentence into a reply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bot.model import (
    Act,
    Basis,
    Category,
    Comparison,
    DefaultState,
    Evidence,
    Layer,
    LayerOwners,
    Meaning,
    Opinion,
    OutOfScope,
    Overview,
    Owner,
    Part,
    Reading,
    Unknown,
    Verdict,
)
from bot.rendering.commands import COMMANDS

SQUARE: Mapping[Owner, str] = {Owner.AWS: "🟧", Owner.CUSTOMER: "🟦", Owner.SHARED: "🟪"}
"""A colour for each owner; always beside the word, never instead of it."""

OWNER: Mapping[Owner, str] = {Owner.AWS: "AWS", Owner.CUSTOMER: "You", Owner.SHARED: "Shared"}

WHOLE: Mapping[Owner, str] = {
    Owner.AWS: "As a whole it is AWS's.",
    Owner.CUSTOMER: "As a whole it is yours.",
    Owner.SHARED: "As a whole it is shared.",
}

ACT: Mapping[Act, str] = {
    Act.RUN: "doing it",
    Act.RELEASE: "releasing it",
    Act.APPLY: "applying it",
    Act.CHOOSE: "the choice",
    Act.ENABLE: "turning it on",
    Act.GRANT: "granting it",
    Act.WATCH: "watching it",
    Act.RESTORE: "restoring",
}

DEFAULT: Mapping[DefaultState, str] = {
    DefaultState.ALWAYS_ON: "always on",
    DefaultState.ON_BY_DEFAULT: "on unless you change it",
    DefaultState.OPT_IN: "off until you turn it on",
    DefaultState.NOT_OFFERED: "not offered by AWS here",
}

_TITLE: Mapping[str, str] = {
    Layer.ANY: "Every layer",
    Layer.GUEST_OS: "Guest operating system",
    Layer.HOST_OS: "Host operating system",
    Category.AI: "AI",
    Category.IOT: "IoT",
}
"""Slugs of layers and categories that do not read well with their hyphens taken out."""

CHOICES = "You can ask:"
EXAMPLES = "For example:"
NO_DIFFERENCE = "The owners are the same everywhere."
MOVES_WITH_SERVICE = "It moves with the service:"
MOVES_WITH_VARIANT = "It moves with how the service is run:"
MIXED = "Where both have a part:"
LAYER_BY_LAYER = "Layer by layer:"
INFERRED = "Inferred: no AWS page was found that says so."

_ASK_INSTEAD = "Ask who does something on an AWS service, for example “who patches rds”."

_OUT_OF_SCOPE: Mapping[str, str] = {
    "command": "I only answer questions; I cannot change or delete anything.",
    "event": (
        "I cannot see your account, so I do not know who did that or when. AWS CloudTrail records it."
    ),
    "how-to": "I say whose job something is on AWS, not how to do it. The AWS documentation does.",
    "injection": "I only answer whose job something is on AWS, and nothing changes that.",
    "internal": "I do not know who does what inside your own organisation, only what is AWS's and what is yours.",
    "machine": "That looks like a log, an alarm or code, with no question about whose job it is.",
    "not-aws": "That does not seem to be about AWS.",
    "other-cloud": "I only know AWS, so I cannot tell how another provider shares the work with you.",
    "other-language": "I only understand English so far.",
    "own-premises": "What runs on your own premises is outside the AWS shared responsibility model.",
    "price": "I do not know prices. AWS publishes them on its pricing pages.",
    "product": "I say whose job something is on AWS. For what a service can do, see the AWS documentation.",
    "small-talk": "Hello! I answer one kind of question: whose job is it on AWS?",
    "status": "I cannot see whether something is down. The AWS Health Dashboard shows it.",
    "unknown-subject": "I do not know that as an AWS service, so I name no owner.",
}
_NOT_A_QUESTION = "I did not find a question about who is responsible for something on AWS in that."

HELP_TITLE = "Whose job is it on AWS?"
HELP = (
    "Ask who does something on an AWS service. I answer with the owner, AWS, you or both, with what "
    "each side does, and with the AWS page that says so.",
    *(f"• {each.example}: {each.gives}" for each in COMMANDS),
)
HELP_LIMITS = "Answers are looked up in a curated knowledge base. I never read message history."

_MOST_TITLES = 4
"""Responsibilities that a mixed layer names for each owner; the pages after the first have all."""
_LONGEST_TITLE = 120
_LONGEST_LINE = 2_500

_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def day(of: date) -> str:
    """A date that no reader takes for another one: ``23 Nov 2026``."""
    return f"{of.day} {_MONTHS[of.month - 1]} {of.year}"


def lowered(title: str) -> str:
    """A title inside a sentence; an abbreviation or a name such as ``DDoS`` keeps its capitals."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def subject(part: Part) -> str | None:
    """What a part is about, or ``None`` for the general case."""
    if part.variant is not None:
        return part.variant.name
    if part.service is not None:
        return part.service.name
    if part.profile is not None:
        return lowered(part.profile.name)
    return None


def topic(part: Part) -> str:
    """The responsibility and where: ``backups on Amazon RDS``."""
    where = subject(part)
    title = lowered(part.responsibility.title)
    return f"{title} on {where}" if where else title


def verdict(part: Part, reading: Reading) -> str:
    """The owner in a full sentence.

    It answers a negated or leading question as well: never a bare yes or no.
    """
    about = topic(part)
    if part.owner is not part.ruling.owner:
        about = f"{about} ({ACT[part.act]})" if part.act else f"this part of {about}"
    contrary = reading.negated or (reading.leading is not None and reading.leading != part.owner)
    if part.owner is Owner.AWS:
        return f"AWS is responsible for {about}{', not you' if contrary else ''}."
    if part.owner is Owner.CUSTOMER:
        return f"You are responsible for {about}{', not AWS' if contrary else ''}."
    return f"AWS and you share {about}{': each has a part' if contrary else ''}."


def clauses(part: Part) -> list[tuple[str, str]]:
    """What each side does, as (party, rest of the sentence), the owner's side first."""
    aws = _clause("AWS", part.ruling.aws, "has no part in it.")
    you = _clause("You", part.ruling.customer, "have no part in it.")
    return [you, aws] if part.owner is Owner.CUSTOMER else [aws, you]


def _clause(party: str, clause: str | None, none: str) -> tuple[str, str]:
    if clause is None:
        return party, f" {none}"
    if clause.startswith(party + " "):
        return party, clause[len(party) :]
    return party, f": {clause}"


def reason(part: Part) -> str:
    """Why the line runs there; where nobody wrote a reason down, what the responsibility is."""
    if part.why == part.responsibility.definition:
        return f"{part.responsibility.title}: {part.why}"
    return f"Why: {part.why}"


def basis(part: Part) -> str:
    """Where the ruling came from."""
    if part.basis is Basis.VARIANT and part.variant is not None:
        return f"Ruled for {part.variant.name} itself."
    if part.basis is Basis.SERVICE and part.service is not None:
        return f"Ruled for {part.service.name} itself."
    if part.basis is Basis.PROFILE:
        name = f"“{lowered(part.profile.name)}”" if part.profile else "its kind of service"
        where = part.variant or part.service
        return f"From the class {name}" + (f", which {where.name} belongs to." if where else ".")
    return "The general rule of the shared responsibility model."


def evidence(part: Part) -> str | None:
    """The words that go with an inferred ruling."""
    return INFERRED if part.ruling.evidence is Evidence.INFERRED else None


def overdue(review_by: date) -> str:
    """A warning that a ruling should have been looked at again."""
    return f"Due for review since {day(review_by)}: it may have changed."


def layer_owner(layer: LayerOwners) -> str:
    """The owner of a layer: AWS, You, or Both."""
    return "Both" if layer.owner is Owner.SHARED else OWNER[layer.owner]


def mixed(answer: Overview) -> list[tuple[str, str]]:
    """The layers on which both have a part, each with some of who has which responsibility."""
    return [
        (title(layer.layer), _sentences(layer.parts, _MOST_TITLES))
        for layer in answer.stack
        if layer.owner is Owner.SHARED
    ]


def layers(answer: Overview) -> list[tuple[str, str]]:
    """Every layer with who has which responsibility."""
    return [(title(layer.layer), _sentences(layer.parts)) for layer in answer.stack]


def by_owner(parts: Iterable[Part]) -> dict[Owner, list[str]]:
    """What the parts are about, owner by owner."""
    groups: dict[Owner, list[str]] = {owner: [] for owner in Owner}
    for part in parts:
        groups[part.owner].append(lowered(part.responsibility.title))
    return {owner: titles for owner, titles in groups.items() if titles}


def _sentences(parts: Iterable[Part], most: int | None = None) -> str:
    return " ".join(
        f"{OWNER[owner]}: {_some(titles, most or len(titles))}."
        for owner, titles in by_owner(parts).items()
    )


def _some(titles: list[str], most: int) -> str:
    left = len(titles) - most
    shown = ", ".join(titles[:most])
    return f"{shown} and {left} more" if left > 0 else shown


def stack_title(answer: Overview) -> str:
    """The headline of an overview."""
    return f"{answer.variant.name if answer.variant else answer.service.name}: who does what"


def comparison_title(answer: Comparison) -> str:
    """The headline of a comparison: its subjects, or how many where that is too long."""
    names = " and ".join(answer.subjects)
    if len(names) > _LONGEST_TITLE:
        names = f"{len(answer.subjects)} services"
    return f"{names} side by side"


_LIKELY: Mapping[Meaning, str] = {
    Meaning.AWS: "mostly meant AWS's part",
    Meaning.CUSTOMER: "mostly meant your part",
    Meaning.SHARED: "mostly meant what is shared",
    Meaning.SEVERAL: "mostly asked several things with different owners",
    Meaning.UNCLEAR: "mostly had to be asked back",
    Meaning.LIST: "mostly asked for the whole of a service, or for what I know",
    Meaning.COMPARE: "mostly asked for a comparison",
    Meaning.HELP: "mostly asked for help",
    Meaning.OFF_TOPIC: "were mostly not about responsibility on AWS",
}


def likely(opinion: Opinion) -> str:
    """What questions like this one meant, without a full stop."""
    return f"Questions worded like this one {_LIKELY[opinion.meaning]}"


def likened(answer: Verdict, opinion: Opinion) -> str:
    """Why a question was taken for something that its words alone do not say, or only just."""
    topics = dict.fromkeys(lowered(part.responsibility.title) for part in answer.parts)
    taken = f"I take it that you ask about {' and '.join(topics)}"
    if opinion.doubtful:
        return (
            f"{taken}, but please check: questions worded like yours have meant other things, too."
        )
    return f"{taken}, going by questions worded like yours."


def left_out(answer: Comparison) -> str:
    """Says what is not compared."""
    most, names = len(answer.subjects), ", ".join(answer.left_out)
    return f"I compare {most} at a time and left out {names}."


def beyond(reading: Reading) -> str:
    """Says that a question asked for more than one answer holds."""
    answered = len(reading.targets)
    return f"You asked about {answered + reading.beyond} things; I answer {answered} at a time."


def same(answer: Comparison) -> list[str]:
    """What the compared subjects have in common: one line, or several where it is long."""
    groups = by_owner(row.parts[0] for row in answer.same if row.parts)
    lines = [
        f"{OWNER[owner]}: {line}."
        for owner, titles in groups.items()
        for line in packed(titles, _LONGEST_LINE)
    ]
    return packed(["The same on all.", *lines], _LONGEST_LINE, " ") if lines else []


def title(slug: str) -> str:
    """The title of a layer or a category, from its slug."""
    return _TITLE.get(slug) or slug.replace("-", " ").capitalize()


def packed(pieces: Iterable[str], room: int, between: str = ", ") -> list[str]:
    """The pieces in as few texts of ``room`` characters as hold them; none is divided."""
    found: list[list[str]] = []
    size = 0
    for piece in pieces:
        size += len(between) + len(piece)
        if not found or size > room:
            found.append([])
            size = len(piece)
        found[-1].append(piece)
    return [between.join(each) for each in found]


def unknown(answer: Unknown) -> str:
    """Says that there is no ruling, instead of guessing one."""
    where = f" for {answer.subject}" if answer.subject else ""
    return f"I have no ruling on that{where}, so I name no owner."


def out_of_scope(answer: OutOfScope) -> tuple[str, str]:
    """Why there is no answer, and what can be asked instead."""
    return _OUT_OF_SCOPE.get(answer.reason, _NOT_A_QUESTION), _ASK_INSTEAD
