"""What an edition of an organisation or a unit says: plain typed data, sealed as JSON.

Other works are named by key only, and resolved on the reader's date; names of reference data are sealed as
they stood, in the edition's language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.editions.files.attached import AttachedFile
from portal.editions.kinds import RelationTo
from portal.editions.passages import Passage, PassageKind


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from."""

    document: str
    lines: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A text that founds a responsibility."""

    code: str
    name: str
    citation: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a unit."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a unit has its seat; degrees as decimal text, so that seals do not depend on floating point."""

    code: str
    name: str
    country: str
    department: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One thing that a unit must do; ``internal_rules``: only internal rules say what exactly."""

    id: UUID
    text: str
    internal_rules: bool = False
    shared_with: tuple[UUID, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    doubt: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post, held or not; contact data are the post's, never a person's."""

    id: UUID
    title: str
    head: bool = False
    rank: str = ""
    headcount: int | None = None
    qualifications: str = ""
    phone: str = ""
    email: str = ""
    office: str = ""
    doubt: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A functional tie beside the hierarchy, read from this unit."""

    id: UUID
    to: UUID
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a committee: a function in words, and the unit it is in where the portal knows it."""

    id: UUID
    title: str
    unit: UUID | None = None


@dataclass(frozen=True, slots=True)
class StructureContent:
    """An organisation (no ``kind``) or a unit, as published: schema 2, which brought ``attachments``."""

    title: str
    acronym: str = ""
    kind: Kind | None = None
    mission: str = ""
    seat: Seat | None = None
    website: str = ""
    sources: tuple[Source, ...] = ()
    doubts: tuple[str, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    posts: tuple[Post, ...] = ()
    members: tuple[Member, ...] = ()
    ties: tuple[Tie, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()

    @property
    def head(self) -> Post | None:
        """The post that heads the unit."""
        return next((post for post in self.posts if post.head), None)

    def passages(self) -> Iterator[Passage]:
        """Yield everything that can answer a question, in the order of the page."""
        acronym = (self.acronym,) if self.acronym else ()
        yield Passage(PassageKind.TITLE, "", self.title, acronym)
        if self.mission:
            yield Passage(PassageKind.MISSION, "mission", self.mission)
        for duty in self.responsibilities:
            yield _duty_passage(duty)
        for post in self.posts:
            yield Passage(PassageKind.POST, str(post.id), _spoken(post.title, post.qualifications))
        if self.seat:
            yield Passage(PassageKind.SEAT, "siege", _spoken(self.seat.name, self.seat.department))
        for member in self.members:
            yield Passage(PassageKind.MEMBER, str(member.id), member.title)
        for tie in self.ties:
            if tie.note:
                yield Passage(PassageKind.TIE, str(tie.id), tie.note)

    def relations(self) -> Iterator[RelationTo]:
        """Yield the links to other works."""
        for duty in self.responsibilities:
            for unit in duty.shared_with:
                yield RelationTo("shared_with", unit, str(duty.id))
        for tie in self.ties:
            yield RelationTo(tie.kind, tie.to, str(tie.id))
        for member in self.members:
            if member.unit:
                yield RelationTo("member", member.unit, str(member.id))

    def facets(self) -> Mapping[str, str]:
        """Return what lists and search show and filter by besides the title."""
        head = self.head
        return {
            "unit_kind": self.kind.code if self.kind else "",
            "unit_kind_name": self.kind.name if self.kind else "",
            "place": self.seat.code if self.seat else "",
            "place_name": self.seat.name if self.seat else "",
            "head": str(head.id) if head else "",
            "head_title": head.title if head else "",
            "head_phone": head.phone if head else "",
            "head_email": head.email if head else "",
        }


def with_attachments(body: dict[str, Any]) -> dict[str, Any]:
    """Bring a body of schema 1 to schema 2: nothing was attached."""
    return {**body, "attachments": []}


def _duty_passage(duty: Responsibility) -> Passage:
    kind = PassageKind.INTERNAL_RULES if duty.internal_rules else PassageKind.RESPONSIBILITY
    return Passage(kind, str(duty.id), duty.text, tuple(basis.name for basis in duty.legal_basis))


def _spoken(*parts: str) -> str:
    return " — ".join(part for part in parts if part)
