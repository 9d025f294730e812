"""The vocabulary of the whole house as frozen types.

Every other room speaks in these types. This module knows no file format, no Slack and no
clock, and imports the standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Owner(StrEnum):
    """Who must see that a responsibility is met."""

    AWS = "aws"
    CUSTOMER = "customer"
    SHARED = "shared"


class Meaning(StrEnum):
    """What a question can come to: one owner, or why there is none."""

    AWS = "aws"
    CUSTOMER = "customer"
    SHARED = "shared"
    SEVERAL = "several"
    UNCLEAR = "unclear"
    LIST = "list"
    COMPARE = "compare"
    HELP = "help"
    OFF_TOPIC = "off-topic"


class Basis(StrEnum):
    """Where a ruling came from; the most specific level wins."""

    VARIANT = "variant"
    SERVICE = "service"
    PROFILE = "profile"
    GENERAL = "general"


class Evidence(StrEnum):
    """Whether a source states the ruling or we infer it."""

    STATED = "stated"
    INFERRED = "inferred"


class Layer(StrEnum):
    """The stack, from the ground up; ``ANY`` is for a duty done on every layer."""

    FACILITIES = "facilities"
    HARDWARE = "hardware"
    NETWORK_INFRASTRUCTURE = "network-infrastructure"
    VIRTUALIZATION = "virtualization"
    HOST_OS = "host-os"
    GUEST_OS = "guest-os"
    PLATFORM = "platform"
    NETWORK_CONFIGURATION = "network-configuration"
    APPLICATION = "application"
    IDENTITY_AND_ACCESS = "identity-and-access"
    DATA = "data"
    OPERATIONS = "operations"
    GOVERNANCE = "governance"
    ANY = "any"


class Act(StrEnum):
    """What is done about a responsibility."""

    RUN = "run"
    RELEASE = "release"
    APPLY = "apply"
    CHOOSE = "choose"
    ENABLE = "enable"
    GRANT = "grant"
    WATCH = "watch"
    RESTORE = "restore"


class DefaultState(StrEnum):
    """What happens when the customer creates the resource and does nothing more."""

    ALWAYS_ON = "always-on"
    ON_BY_DEFAULT = "on-by-default"
    OPT_IN = "opt-in"
    NOT_OFFERED = "not-offered"


class Category(StrEnum):
    """The shelf a service stands on when one browses."""

    AI = "ai"
    ANALYTICS = "analytics"
    APPLICATION_INTEGRATION = "application-integration"
    BUSINESS = "business"
    COMPUTE = "compute"
    CONTAINERS = "containers"
    DATABASES = "databases"
    DEVELOPER_TOOLS = "developer-tools"
    END_USER_COMPUTING = "end-user-computing"
    HYBRID = "hybrid"
    IOT = "iot"
    MANAGEMENT = "management"
    MEDIA = "media"
    MIGRATION = "migration"
    NETWORKING = "networking"
    SECURITY = "security"
    STORAGE = "storage"


# --- knowledge -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A page that supports a ruling."""

    url: str
    title: str
    checked: date
    """The day somebody read the page and found the ruling there."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The owner of one responsibility at one level, with both parts and where that is written."""

    id: str
    """``SUBJECT:RESPONSIBILITY``; the subject is a variant, a service, ``profile.NAME`` or ``general``."""
    responsibility: str
    owner: Owner
    aws: str | None
    """What AWS does, one sentence; ``None`` when AWS has no part."""
    customer: str | None
    """What the customer does, one sentence addressed to "you"; ``None`` when there is no part."""
    aws_acts: frozenset[Act]
    customer_acts: frozenset[Act]
    default: DefaultState | None
    why: str | None
    """One sentence of reasoning, where the level's own reason does not say it all."""
    sources: tuple[Source, ...]
    evidence: Evidence
    review_by: date
    words: tuple[str, ...]
    """Words that mean this responsibility on this service ("parameter group")."""
    sides: Mapping[Owner, tuple[str, ...]]
    """Words that mean one side's part alone ("automatic vacuum")."""
    asks: tuple[str, ...]
    """Example questions that must reach this ruling."""
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to run a service that moves the line."""

    slug: str
    """``SERVICE/NAME``, such as ``eks/auto-mode``."""
    name: str
    aliases: tuple[str, ...]
    """Phrases that name the variant wherever they stand."""
    words: tuple[str, ...]
    """Words that mean the variant only beside its service ("on ec2", "provisioned")."""
    profile: str | None
    means: Mapping[str, str]
    rulings: Mapping[str, Ruling]

    @property
    def service(self) -> str:
        """The slug of the service this is a variant of."""
        return self.slug.partition("/")[0]


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a service had, or a retired service folded into this one."""

    name: str
    note: str
    """One sentence to show: what became of the name."""


@dataclass(frozen=True, slots=True)
class Service:
    """An AWS service."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    common_aliases: tuple[str, ...]
    """Ordinary words that are the service after "AWS" or "Amazon", or when nothing else uses them."""
    former_names: tuple[FormerName, ...]
    profile: str
    category: Category
    docs: str
    means: Mapping[str, str]
    """Which member a family stands for on this service."""
    variants: Mapping[str, Variant]
    rulings: Mapping[str, Ruling]
    file: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A class of services with the same default split."""

    slug: str
    name: str
    parent: str | None
    aliases: tuple[str, ...]
    summary: str
    """One sentence: why the line runs where it does for this class."""
    means: Mapping[str, str]
    rulings: Mapping[str, Ruling]
    file: str


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A duty somebody must do, or a family of them."""

    slug: str
    title: str
    layer: Layer
    definition: str
    members: tuple[str, ...]
    """For a family, the responsibilities it stands for; else empty."""
    words: tuple[str, ...]
    """Sets of words; a question with every word of a set means this responsibility."""
    neighbours: tuple[str, ...]
    variants_from: str | None
    """The service whose variants decide this responsibility on other services."""
    ruling: Ruling
    file: str

    @property
    def is_family(self) -> bool:
        """Whether this is a broad word for several responsibilities."""
        return bool(self.members)


@dataclass(frozen=True, slots=True)
class Software:
    """A third-party product that one can install, with its managed twins on AWS."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    twins: tuple[str, ...]
    """Services or variants that run it for the customer."""


@dataclass(frozen=True, slots=True)
class LayerWords:
    """How people name a layer, and what a duty done on every layer becomes there."""

    layer: Layer
    words: tuple[str, ...]
    keeper: str | None
    """The responsibility that carries every duty on this layer, or ``None``."""
    profile: str | None
    """The profile that a question about this layer means when it names no service."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of the question that are not services or responsibilities."""

    lists: Mapping[str, tuple[str, ...]]
    """Named phrase lists: ``filler``, ``asking``, ``how_to`` and the like."""
    synonyms: Mapping[str, tuple[str, ...]]
    """One term and the other words for it."""
    acts: Mapping[Act, tuple[str, ...]]
    layers: tuple[LayerWords, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is answered otherwise than before, or newly."""

    date: date
    text: str
    """One sentence."""


class ExampleQuestion(NamedTuple):
    """A question as people ask it, and what it means."""

    text: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the bot knows; immutable once loaded."""

    services: Mapping[str, Service]
    profiles: Mapping[str, Profile]
    responsibilities: Mapping[str, Responsibility]
    software: Mapping[str, Software]
    language: Language
    version: str
    """A short digest of every knowledge file: equal digests mean equal answers."""
    updated: date
    """The latest ``checked`` date in the base."""
    changes: tuple[Change, ...] = ()
    """What changed for who reads the answers, newest first."""
    examples: tuple[ExampleQuestion, ...] = ()

    def rulings(self) -> Mapping[str, Ruling]:
        """Every ruling by id."""
        found: dict[str, Ruling] = {}
        for responsibility in self.responsibilities.values():
            found[responsibility.ruling.id] = responsibility.ruling
        for profile in self.profiles.values():
            found.update((r.id, r) for r in profile.rulings.values())
        for service in self.services.values():
            found.update((r.id, r) for r in service.rulings.values())
            for variant in service.variants.values():
                found.update((r.id, r) for r in variant.rulings.values())
        return found

    def variant(self, slug: str) -> Variant:
        """The variant with this slug; raises ``KeyError`` when there is none."""
        return self.services[slug.partition("/")[0]].variants[slug]


# --- the question and its reading ------------------------------------------------------------


class Surface(StrEnum):
    """Where a question was typed."""

    SLASH = "slash"
    MENTION = "mention"
    DM = "dm"


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody typed."""

    text: str
    surface: Surface = Surface.SLASH
    previous: str | None = None
    """The question before this one in the same thread, when the caller kept it."""


class Intent(StrEnum):
    """What the asker wants."""

    RULING = "ruling"
    COMPARE = "compare"
    OVERVIEW = "overview"
    SERVICES = "services"
    RESPONSIBILITIES = "responsibilities"
    HELP = "help"
    WHY = "why"
    OFF_TOPIC = "off-topic"
    UNCLEAR = "unclear"


class Correction(NamedTuple):
    """A word read as another one."""

    typed: str
    read_as: str


class Target(NamedTuple):
    """One thing that is asked about. ``None`` marks an empty slot."""

    service: str | None = None
    variant: str | None = None
    profile: str | None = None
    software: str | None = None
    responsibility: str | None = None
    act: Act | None = None
    side: Owner | None = None
    """The side whose part alone is asked about."""


class Candidate(NamedTuple):
    """A responsibility that was considered for a target, for the why-trace."""

    responsibility: str
    matched: tuple[str, ...]
    """The words that spoke for it."""
    chosen: bool
    reason: str
    """Why it won or lost, in one sentence."""


class Opinion(NamedTuple):
    """What a question likely means, going by example questions."""

    meaning: Meaning
    sure: float
    """From 0 to 1."""
    familiar: float = 1.0
    """The share of its words that examples had."""

    @property
    def doubtful(self) -> bool:
        """Whether an answer should say that it may not be what was meant.

        Below this, about one answer in five to questions held back named the wrong party.
        """
        return self.sure < 0.7


class Reading(NamedTuple):
    """A question understood."""

    intent: Intent
    targets: tuple[Target, ...] = ()
    category: Category | None = None
    corrections: tuple[Correction, ...] = ()
    leftover: tuple[str, ...] = ()
    """Content words that filled no slot."""
    negated: bool = False
    """Whether the question asks who is *not* responsible."""
    leading: Owner | None = None
    """The owner that the asker presumes ("AWS patches it, right?")."""
    self_managed: bool = False
    """Whether the asker says that they run the software themselves."""
    reason: str = ""
    """Why the question is off topic or unclear: a key of the reply texts."""
    sentence: str = ""
    """The cleaned sentence that was read."""
    slots: tuple[tuple[str, str], ...] = ()
    """(words, what they were taken for), in the order read."""
    candidates: tuple[Candidate, ...] = ()
    from_previous: bool = False
    """Whether an empty slot was filled from the question before."""
    beyond: int = 0
    """How many more things were asked about than ``targets`` holds."""
    listed: bool = False
    """Whether it lists things one by one, so that each gets a part even where two are ruled alike."""
    asked_apart: bool = False
    """Whether each of its duties is asked about, by a question of its own or as "who does which"."""
    loose: bool = False
    """Whether its duties stand in a story and not side by side: one of them is meant, likely."""
    options: bool = False
    """Whether the parties are offered to choose from: "us or AWS"."""
    subjects: tuple[Target, ...] = ()
    """What it names, whether or not it asks about it."""
    features: tuple[str, ...] = ()
    """What experience goes by."""
    opinion: Opinion | None = None
    """What experience says, where it was heard."""


# --- answers -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moved:
    """A variant (or profile) on which the owner differs from the part that was asked about."""

    label: str
    owner: Owner
    question: str
    """The question that asks about it."""


class Part(NamedTuple):
    """One ruling applied to one target."""

    service: Service | None
    variant: Variant | None
    profile: Profile | None
    responsibility: Responsibility
    act: Act | None
    owner: Owner
    """The ruling's owner, or the party whose clause alone is asked about."""
    ruling: Ruling
    basis: Basis
    why: str
    """The reason in one sentence: the ruling's own, or that of the level it came from."""
    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A way on: a label, and the question that it asks."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One or several rulings, in the order asked."""

    reading: Reading
    parts: tuple[Part, ...]

    @property
    def owner(self) -> Owner | None:
        """The owner of every part, or ``None`` when the parts differ."""
        owners = {part.owner for part in self.parts}
        return owners.pop() if len(owners) == 1 else None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One responsibility across the compared subjects, part by part in their order."""

    responsibility: Responsibility
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several services side by side: what differs, and what stays the same."""

    reading: Reading
    subjects: tuple[str, ...]
    """Names of the compared services or variants."""
    rows: tuple[ComparisonRow, ...]
    """Rows whose owners differ first; rows asked for by name are kept even when equal."""
    same: tuple[ComparisonRow, ...]
    left_out: tuple[str, ...] = ()
    """Names of subjects beyond those that are compared at once."""


@dataclass(frozen=True, slots=True)
class LayerOwners:
    """One layer of a service's stack: the parts there and who owns them."""

    layer: Layer
    owner: Owner
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A service as a stack of layers, top layer first, with the owner of each."""

    reading: Reading
    service: Service
    variant: Variant | None
    stack: tuple[LayerOwners, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The services or the responsibilities that the bot knows, in groups."""

    reading: Reading
    title: str
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]


@dataclass(frozen=True, slots=True)
class Clarification:
    """A question back, with the likely readings as choices."""

    reading: Reading
    prompt: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A responsibility question about AWS that the knowledge base does not cover."""

    reading: Reading
    subject: str | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """Anything that is not a question about responsibility on AWS."""

    reading: Reading
    reason: str


@dataclass(frozen=True, slots=True)
class Help:
    """What the bot can do, with examples."""

    reading: Reading
    choices: tuple[Choice, ...] = field(default=())


Answer = Verdict | Comparison | Overview | Listing | Clarification | Unknown | OutOfScope | Help


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer rendered for Slack."""

    text: str
    """The whole answer as plain text: notifications and screen readers use only this."""
    blocks: tuple[Mapping[str, object], ...]
    """Block Kit, as sent."""
    page: int = 0
    """Which page of the answer the blocks are, from 0 on."""
    pages: int = 1
