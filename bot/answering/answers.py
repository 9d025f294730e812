"""Reading -> answer: rulings where the slots are filled, a question back where they are not."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answering.comparison import SELF_MANAGED, compare
from bot.answering.overview import list_responsibilities, list_services, overview
from bot.answering.rulings import Rulebook, ask
from bot.model import (
    Answer,
    Choice,
    Clarification,
    Help,
    Intent,
    Knowledge,
    OutOfScope,
    Owner,
    Part,
    Reading,
    Software,
    Target,
    Unknown,
    Verdict,
)

_EXAMPLES = (
    "who patches rds",
    "who encrypts data at rest in s3",
    "security groups on ec2",
    "compare ec2 and lambda",
    "what am I responsible for on eks",
)
_KNOWN_TO_ALL = ("ec2", "rds", "s3", "lambda")
_MOST_CHOICES = 5


class Answerer:
    """Answers readings from one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._rulebook = Rulebook(knowledge)
        self._self_managed = SELF_MANAGED if SELF_MANAGED in knowledge.services else None

    def answer(self, reading: Reading) -> Answer:
        """The answer to ``reading``; never names an owner without a ruling behind it."""
        match reading.intent:
            case Intent.HELP:
                return Help(reading, tuple(Choice(text, text) for text in _EXAMPLES))
            case Intent.SERVICES:
                return list_services(self._knowledge, reading)
            case Intent.RESPONSIBILITIES:
                return list_responsibilities(self._knowledge, reading)
            case Intent.OFF_TOPIC:
                return OutOfScope(reading, reading.reason)
            case Intent.COMPARE:
                return compare(self._knowledge, self._rulebook, reading)
            case Intent.OVERVIEW:
                return self._overview(reading)
            case Intent.RULING:
                return self._verdict(reading)
            case Intent.UNCLEAR | Intent.WHY:
                return self._unclear(reading)

    def _verdict(self, reading: Reading) -> Answer:
        parts: list[Part] = []
        for target in reading.targets:
            duty = target.responsibility
            if duty is None:
                continue
            if target.side is not None and not reading.listed:
                target = _with_the_rest(target, reading.targets)
            if target.software is not None:
                product = self._knowledge.software[target.software]
                if reading.self_managed or not product.twins:
                    target = target._replace(service=self._self_managed)
                elif choices := self._places(product, duty):
                    return Clarification(reading, f"Where does {product.name} run?", choices)
            elif reading.self_managed and reading.from_previous and target.service:
                target = target._replace(service=self._self_managed, variant=None)
            part = self._rulebook.part(target, duty, target.act)
            if reading.listed or not any(_alike(part, other) for other in parts):
                parts.append(part)
        if reading.loose and len({part.owner for part in parts}) > 1:
            return Clarification(reading, "Which of these do you mean?", each_as_choice(parts))
        return Verdict(reading, tuple(parts))

    def _places(self, product: Software, responsibility: str) -> tuple[Choice, ...]:
        """Where the product may run, when that decides the owner; else nothing."""
        places: list[tuple[str, Owner]] = []
        for twin in product.twins:
            service, _, variant = twin.partition("/")
            found = self._rulebook.find(service, twin if variant else None, None, responsibility)
            name = (
                self._knowledge.variant(twin).name
                if variant
                else self._knowledge.services[service].name
            )
            places.append((name, found.ruling.owner))
        if self._self_managed is not None:
            own = self._rulebook.find(self._self_managed, None, None, responsibility)
            places.append((self._knowledge.services[self._self_managed].name, own.ruling.owner))
        duty = self._knowledge.responsibilities[responsibility]
        if {owner for _, owner in places} == {duty.ruling.owner}:
            return ()
        return tuple(Choice(f"On {name}", ask(duty, name)) for name, _ in places[-_MOST_CHOICES:])

    def _overview(self, reading: Reading) -> Answer:
        services = [t for t in reading.targets if t.service]
        if len(services) > 1:
            return compare(self._knowledge, self._rulebook, reading)
        if services:
            target = services[0]
            service = self._knowledge.services[target.service or ""]
            variant = self._knowledge.variant(target.variant) if target.variant else None
            return overview(self._knowledge, self._rulebook, reading, service, variant)
        software = next((t.software for t in reading.targets if t.software), None)
        if software is not None:
            product = self._knowledge.software[software]
            names = [
                self._knowledge.variant(twin).name
                if "/" in twin
                else self._knowledge.services[twin].name
                for twin in product.twins
            ]
            if self._self_managed is not None:
                names.append(self._knowledge.services[self._self_managed].name)
            return Clarification(
                reading,
                f"Where does {product.name} run?",
                tuple(
                    Choice(f"On {name}", f"overview of {name}") for name in names[:_MOST_CHOICES]
                ),
            )
        profile = next((t.profile for t in reading.targets if t.profile), None)
        if profile is not None:
            return self._profile_choices(reading, profile)
        return self._unclear(reading)

    def _profile_choices(self, reading: Reading, profile: str) -> Clarification:
        name = self._knowledge.profiles[profile].name
        duties = [
            self._knowledge.responsibilities[slug]
            for slug in self._knowledge.profiles[profile].rulings
        ]
        return Clarification(
            reading,
            f"What about {name}?",
            tuple(Choice(duty.title, ask(duty, name)) for duty in duties[:_MOST_CHOICES]),
        )

    def _unclear(self, reading: Reading) -> Answer:
        if reading.reason == "unknown-name":
            return self._which_service(reading)
        if reading.reason == "broad":
            return self._which_task(reading)
        if reading.reason == "partly-read":
            read = [
                self._rulebook.part(t, t.responsibility)
                for t in reading.targets
                if t.responsibility
            ]
            prompt = "I understood only some of that. What do you mean by the rest of it?"
            return Clarification(reading, prompt, each_as_choice(read))
        service = next((t.service for t in reading.targets if t.service), None)
        if service is not None:
            host = self._knowledge.services[service]
            near = [candidate.responsibility for candidate in reading.candidates]
            return Unknown(reading, host.name, self._nearest([*near, *host.rulings], host.name))
        return Clarification(
            reading,
            "Which service and which task do you mean?",
            tuple(Choice(text, text) for text in _EXAMPLES),
        )

    def _which_task(self, reading: Reading) -> Clarification:
        """Asks what a broad topic is meant for: one of its members, or a service."""
        slugs = dict.fromkeys(t.responsibility for t in reading.targets if t.responsibility)
        topics = [self._knowledge.responsibilities[slug] for slug in slugs]
        members = [self._knowledge.responsibilities[m] for topic in topics for m in topic.members]
        choices = [Choice(duty.title, duty.title) for duty in members[: _MOST_CHOICES - 1]]
        names = [s.name for slug in _KNOWN_TO_ALL if (s := self._knowledge.services.get(slug))]
        choices += [
            Choice(f"On {name}", ask(topics[0], name))
            for name in names[: _MOST_CHOICES - len(choices)]
        ]
        return Clarification(
            reading, "That moves with the task and the service. Which do you mean?", tuple(choices)
        )

    def _which_service(self, reading: Reading) -> Clarification:
        prompt = "I do not know one of the names in that. Which AWS service do you mean?"
        duties = dict.fromkeys(t.responsibility for t in reading.targets if t.responsibility)
        titles = [self._knowledge.responsibilities[slug].title for slug in duties]
        names = [s.name for slug in _KNOWN_TO_ALL if (s := self._knowledge.services.get(slug))]
        choices = [Choice(f"On {name}", f"{titles[0]} on {name}") for name in names if titles]
        choices += [Choice("In general", f"who is responsible for {title}") for title in titles[:1]]
        return Clarification(reading, prompt, tuple(choices))

    def _nearest(self, rulings: Iterable[str], name: str) -> tuple[Choice, ...]:
        slugs = list(dict.fromkeys(rulings))[: _MOST_CHOICES - 1]
        duties = [self._knowledge.responsibilities[slug] for slug in slugs]
        choices = [Choice(duty.title, ask(duty, name)) for duty in duties]
        return (*choices, Choice(f"All of {name}", f"overview of {name}"))


def _with_the_rest(target: Target, targets: Iterable[Target]) -> Target:
    """The target as a whole where another one asks about the rest of the same duty."""
    whole = target._replace(side=None)
    return whole if any(t != target and t._replace(side=None) == whole for t in targets) else target


def _alike(one: Part, other: Part) -> bool:
    """Whether two parts say the same of the same thing."""
    return (one.service, one.variant, one.ruling.id, one.owner) == (
        other.service,
        other.variant,
        other.ruling.id,
        other.owner,
    )


def each_as_choice(parts: Iterable[Part]) -> tuple[Choice, ...]:
    """Each part as a choice of its own."""
    questions = dict.fromkeys(
        ask(part.responsibility, subject.name)
        if (subject := part.variant or part.service or part.profile)
        else f"who is responsible for {part.responsibility.title}"
        for part in parts
    )
    return tuple(Choice(question, question) for question in questions)
