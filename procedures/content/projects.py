"""What an edition of a partner project says: what it pays for, for whom, and which texts it touches."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from org.content import Source
from portal.editions.kinds import RelationTo
from portal.editions.passages import Passage, PassageKind

from .procedures import Party
from .terms import Term

PARTNER: Final = "partner"
TOUCHES: Final = "touches"
STRENGTHENS: Final = "strengthens"


@dataclass(frozen=True, slots=True)
class Result:
    """Something that a project should bring about."""

    id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A responsibility of a unit, as it stood, that a project strengthens."""

    id: UUID
    work: UUID
    name: str
    responsibility: UUID
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectContent:
    """A project, as published; the budget is decimal text, so that seals do not depend on floating point."""

    title: str
    reference: str = ""
    type: str = ""
    summary: str = ""
    starts: datetime.date | None = None
    ends_in: int | None = None
    budget: str = ""
    currency: str = ""
    coverage: str = ""
    region: str = ""
    status: str = ""
    beneficiaries: tuple[Term, ...] = ()
    results: tuple[Result, ...] = ()
    partners: tuple[Party, ...] = ()
    texts: tuple[Party, ...] = ()
    responsibilities: tuple[Touched, ...] = ()
    sources: tuple[Source, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def acronym(self) -> str:
        """Projects have a reference number instead."""
        return ""

    def passages(self) -> Iterator[Passage]:
        """Yield everything that can answer a question, in the order of the page."""
        yield Passage(PassageKind.TITLE, "", self.title, (self.reference,) if self.reference else ())
        if self.summary:
            yield Passage(PassageKind.MISSION, "objet", self.summary)
        for result in self.results:
            yield Passage(PassageKind.CLAUSE, str(result.id), result.text)

    def relations(self) -> Iterator[RelationTo]:
        """Yield the links to other works."""
        yield from (RelationTo(PARTNER, each.work) for each in self.partners)
        yield from (RelationTo(TOUCHES, each.work) for each in self.texts)
        yield from (RelationTo(STRENGTHENS, each.work, str(each.responsibility)) for each in self.responsibilities)

    def facets(self) -> Mapping[str, str]:
        """Return what lists and search show and filter by besides the title."""
        return {"reference": self.reference, "status": self.status}
