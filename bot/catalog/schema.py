"""The shape of each kind of knowledge file, as pydantic models.

The models say what one file may contain; what must hold between files is checked in
``build``. ``srm schema`` turns them into JSON Schema for editors.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from bot.model import Act, Category, DefaultState, Evidence, Layer, Meaning, Owner
from bot.words import phrase

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, strict=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", strict=True)]


def _one_sentence(clause: str) -> str:
    if not clause.endswith((".", "!", "?")):
        raise ValueError("must be a full sentence: end it with a full stop")
    return clause


def _aws_page(url: str) -> str:
    hosts = ("https://docs.aws.amazon.com/", "https://aws.amazon.com/")
    if not url.startswith(hosts):
        raise ValueError(f"must be an AWS page, beginning with {' or '.join(hosts)}")
    return url


def _sorted(phrases: list[str]) -> list[str]:
    for before, after in pairwise(phrases):
        if after < before:
            raise ValueError(f"must be sorted: move {after!r} before {before!r}")
        if after == before:
            raise ValueError(f"has {after!r} twice: keep one")
    for entry in phrases:
        if not phrase(entry):
            raise ValueError(f"{entry!r} has no letter or digit: delete it")
    return phrases


Clause = Annotated[Text, Field(max_length=400), AfterValidator(_one_sentence)]
Page = Annotated[str, AfterValidator(_aws_page)]
Phrases = Annotated[list[Text], AfterValidator(_sorted)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceFile(_Strict):
    url: Page
    title: Annotated[Text, Field(max_length=100)]
    checked: date


class ActsFile(_Strict):
    aws: list[Act] = []
    customer: list[Act] = []


class SidesFile(_Strict):
    aws: list[Text] = []
    customer: list[Text] = []


class RulingFile(_Strict):
    owner: Owner
    aws: Clause | None = None
    customer: Clause | None = None
    acts: ActsFile = ActsFile()
    default: DefaultState | None = None
    why: Clause | None = None
    sources: list[Text] = []
    evidence: Evidence = Evidence.STATED
    review_by: date | None = None
    words: list[Text] = []
    sides: SidesFile = SidesFile()
    asks: list[Text] = []


class VariantFile(_Strict):
    name: Text
    aliases: Phrases = []
    words: Phrases = []
    profile: Slug | None = None
    means: dict[Slug, Slug] = {}
    rulings: dict[Slug, RulingFile] = {}


class FormerNameFile(_Strict):
    name: Text
    note: Clause


class ServiceFile(_Strict):
    name: Text
    aliases: Phrases
    common_aliases: Phrases = []
    former_names: list[FormerNameFile] = []
    profile: Slug
    category: Category
    docs: Page
    review_by: date | None = None
    sources: dict[Slug, SourceFile] = {}
    means: dict[Slug, Slug] = {}
    rulings: dict[Slug, RulingFile] = {}
    variants: dict[Slug, VariantFile] = {}


class ProfileFile(_Strict):
    name: Text
    parent: Slug | None = None
    aliases: Phrases = []
    summary: Clause
    review_by: date | None = None
    sources: dict[Slug, SourceFile] = {}
    means: dict[Slug, Slug] = {}
    rulings: dict[Slug, RulingFile] = {}


class ResponsibilityFile(_Strict):
    title: Annotated[Text, Field(max_length=60)]
    layer: Layer
    definition: Clause
    members: list[Slug] = []
    words: list[Text] = []
    neighbours: list[Slug] = []
    variants_from: Slug | None = None
    review_by: date | None = None
    sources: dict[Slug, SourceFile] = {}
    ruling: RulingFile


class SoftwareFile(_Strict):
    name: Text
    aliases: Phrases
    twins: list[Text] = []


class ChangeFile(_Strict):
    date: date
    text: Annotated[Clause, Field(max_length=150)]


class LayerFile(_Strict):
    layer: Layer
    words: Phrases
    keeper: Slug | None = None
    profile: Slug | None = None


Examples = dict[Meaning, list[Text]]
