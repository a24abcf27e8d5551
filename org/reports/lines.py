"""What is in force today, line by line, read from editions for one reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.editions.reading import Link, Reading

from ..content import Post, Responsibility, Source, StructureContent
from ..desk import CHAIN_SEPARATOR


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit, or the organisation itself, and where it stands."""

    organisation: str
    chain: str
    unit: str
    acronym: str
    kind: str
    seat: str
    mission: str
    url: str


@dataclass(frozen=True, slots=True)
class ResponsibilityLine:
    """A responsibility of a unit."""

    organisation: str
    chain: str
    unit: str
    text: str
    internal_rules: str
    legal_basis: str
    shared_with: str
    doubt: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post of a unit."""

    organisation: str
    chain: str
    unit: str
    title: str
    head: str
    rank: str
    headcount: int | None
    qualifications: str
    phone: str
    email: str
    office: str
    doubt: str
    source: str
    url: str


Line = UnitLine | ResponsibilityLine | PostLine


@dataclass(frozen=True, slots=True)
class Held:
    """What an edition in force says, and the titles above it from the top down."""

    content: StructureContent
    lineage: list[Link]

    def where(self) -> dict[str, Any]:
        """Return the columns that every report begins and ends with."""
        titles = [link.title for link in self.lineage]
        chain = CHAIN_SEPARATOR.join(titles[:-1])
        return {"organisation": titles[0], "chain": chain, "unit": titles[-1], "url": self.lineage[-1].url}


def held_by(reading: Reading) -> tuple[list[Held], dict[UUID, str]]:
    """Return all that is in force for a reader in the order of the tree, and the titles by work: a few queries."""
    rows = reading.held().filter(work__kind__in=["organisation", "unit"]).select_related("edition")
    contents = {row.work_id: (row, row.edition.content) for row in rows}
    lineages = reading.lineages(list(contents))
    order = {work: row.position for work, (row, _content) in contents.items()}
    found = sorted(lineages, key=lambda work: [(order.get(link.work, 0), link.title) for link in lineages[work]])
    titles = {work: row.title for work, (row, _content) in contents.items()}
    return [Held(contents[work][1], lineages[work]) for work in found], titles  # type: ignore[arg-type]


def unit_lines(held: Held, titles: dict[UUID, str]) -> Iterator[Line]:
    """Yield the unit."""
    content = held.content
    kind, seat = (part.name if part else "" for part in (content.kind, content.seat))
    yield UnitLine(**held.where(), acronym=content.acronym, kind=kind, seat=seat, mission=content.mission)


def responsibility_lines(held: Held, titles: dict[UUID, str]) -> Iterator[Line]:
    """Yield the responsibilities of the unit."""
    for duty in held.content.responsibilities:
        yield _responsibility(duty, held, titles)


def post_lines(held: Held, titles: dict[UUID, str]) -> Iterator[Line]:
    """Yield the posts of the unit."""
    for post in held.content.posts:
        yield _post(post, held)


def _responsibility(duty: Responsibility, held: Held, titles: dict[UUID, str]) -> ResponsibilityLine:
    return ResponsibilityLine(
        **held.where(),
        text=duty.text,
        internal_rules=_yes(duty.internal_rules),
        legal_basis=" ; ".join(basis.name for basis in duty.legal_basis),
        shared_with=" ; ".join(titles[work] for work in duty.shared_with if work in titles),
        doubt=duty.doubt,
        source=_source(duty.source),
    )


def _post(post: Post, held: Held) -> PostLine:
    same = ("title", "rank", "headcount", "qualifications", "phone", "email", "office", "doubt")
    said: dict[str, Any] = {name: getattr(post, name) for name in same}
    return PostLine(**held.where(), **said, head=_yes(post.head), source=_source(post.source))


def _yes(value: bool) -> str:
    return "oui" if value else ""


def _source(source: Source | None) -> str:
    return " — ".join(part for part in (source.document, source.lines, source.note) if part) if source else ""
