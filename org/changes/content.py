"""What an edition of a change event says: plain typed data, sealed as JSON.

Units are named by key and by the name they bore: the name is part of the statement, whatever becomes of the unit.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from portal.editions.kinds import RelationTo
from portal.editions.passages import Passage

from ..content import LegalBasis, Source

PREDECESSOR: Final = "predecessor"
SUCCESSOR: Final = "successor"


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit under the name that it bore before, or got with the change."""

    work: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ChangeContent:
    """A change event, as published; ``nature`` is a value of ``natures.ChangeNature``."""

    title: str
    nature: str
    date: datetime.date | None
    approximate: bool = False
    date_note: str = ""
    predecessors: tuple[NamedUnit, ...] = ()
    successors: tuple[NamedUnit, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    note: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def acronym(self) -> str:
        """Events have none."""
        return ""

    def has_happened(self, on: datetime.date) -> bool:
        """Whether the change is done on that day, and not to come."""
        return self.date is not None and self.date <= on

    def passages(self) -> Iterator[Passage]:
        """Yield nothing: search finds the units of today by their former names."""
        return iter(())

    def relations(self) -> Iterator[RelationTo]:
        """Yield the units before and after."""
        yield from (RelationTo(PREDECESSOR, unit.work) for unit in self.predecessors)
        yield from (RelationTo(SUCCESSOR, unit.work) for unit in self.successors)

    def facets(self) -> Mapping[str, str]:
        """Return what the list of an organisation's events shows."""
        return {
            "nature": self.nature,
            "date": self.date.isoformat() if self.date else "",
            "approximate": "1" if self.approximate else "",
        }


def reduced(content: ChangeContent, *, title: str, acronym: str) -> ChangeContent:
    """Return what the list of an organisation's events still needs of one whose text was withdrawn."""
    return ChangeContent(title=title, nature=content.nature, date=content.date, approximate=content.approximate)
