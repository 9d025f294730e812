"""Services side by side: what differs first, and what stays the same."""

from __future__ import annotations

from bot.answering.rulings import Rulebook
from bot.model import (
    Comparison,
    ComparisonRow,
    Knowledge,
    Reading,
    Responsibility,
    Target,
)

SELF_MANAGED = "ec2"
"""Where software runs that the customer installs."""
_MOST_SUBJECTS = 12


def compare(knowledge: Knowledge, rulebook: Rulebook, reading: Reading) -> Comparison:
    """The comparison of the reading's subjects, over the responsibilities asked for or over all."""
    named = _subjects(knowledge, reading)
    subjects, beyond = named[:_MOST_SUBJECTS], named[_MOST_SUBJECTS:]
    asked = list(
        dict.fromkeys(t.responsibility for t in reading.targets if t.responsibility is not None)
    )
    duties = (
        [knowledge.responsibilities[slug] for slug in asked]
        if asked
        else [
            duty
            for duty in knowledge.responsibilities.values()
            if not duty.is_family and _ruled(knowledge, duty, subjects)
        ]
    )
    rows = [
        ComparisonRow(
            duty,
            tuple(rulebook.part(subject, duty.slug) for subject in subjects),
        )
        for duty in duties
    ]
    differing = [row for row in rows if len({p.owner for p in row.parts}) > 1]
    same = [row for row in rows if len({p.owner for p in row.parts}) == 1]
    return Comparison(
        reading,
        tuple(_name(knowledge, s) for s in subjects),
        tuple(differing + same if asked else differing),
        () if asked else tuple(same),
        tuple(_name(knowledge, s) for s in beyond),
    )


def _subjects(knowledge: Knowledge, reading: Reading) -> list[Target]:
    bare = [
        Target(t.service or (SELF_MANAGED if t.software else None), t.variant, t.profile)
        for t in reading.targets
        if t.service or t.profile or (t.software and SELF_MANAGED in knowledge.services)
    ]
    return list(dict.fromkeys(bare))


def _ruled(knowledge: Knowledge, duty: Responsibility, subjects: list[Target]) -> bool:
    for subject in subjects:
        profile = subject.profile
        if subject.service is not None:
            service = knowledge.services[subject.service]
            profile = service.profile
            if duty.slug in service.rulings:
                return True
        if subject.variant is not None:
            variant = knowledge.variant(subject.variant)
            profile = variant.profile or profile
            if duty.slug in variant.rulings:
                return True
        while profile is not None:
            level = knowledge.profiles[profile]
            if duty.slug in level.rulings:
                return True
            profile = level.parent
    return False


def _name(knowledge: Knowledge, subject: Target) -> str:
    if subject.variant is not None:
        return knowledge.variant(subject.variant).name
    if subject.service is not None:
        return knowledge.services[subject.service].name
    return knowledge.profiles[subject.profile or ""].name
