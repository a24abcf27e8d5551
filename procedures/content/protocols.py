"""What an edition of a protocol says: a procedure agreed, or to be agreed, between governments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from org.content import Source
from portal.editions.passages import Passage, PassageKind

from .procedures import ProcedureContent
from .steps import Delay
from .terms import Term


@dataclass(frozen=True, slots=True)
class Returns:
    """On which days (1 is Monday) and between which hours (``HH:MM``) returns by a channel take place, and where."""

    id: UUID
    channel: Term
    days: tuple[int, ...] = ()
    opens: str = ""
    closes: str = ""
    where: str = ""
    proposed: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Something that both sides warrant; a limit of detention has a ``limit``."""

    id: UUID
    text: str
    limit: Delay | None = None
    proposed: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Consulate:
    """A Haitian consulate on the other side: contact data are the office's, never a person's."""

    id: UUID
    name: str
    place: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    proposed: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolContent(ProcedureContent):
    """A protocol, as published; ``status`` is a value of ``ProtocolStatus``, ``country`` a code of ISO 3166-1."""

    country: str = ""
    counterpart: str = ""
    status: str = "none"
    status_note: str = ""
    returns: tuple[Returns, ...] = ()
    detention: tuple[Guarantee, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    consulates: tuple[Consulate, ...] = ()

    def passages(self) -> Iterator[Passage]:
        """Yield everything that can answer a question, in the order of the page."""
        yield from ProcedureContent.passages(self)
        for row in (*self.detention, *self.guarantees):
            yield Passage(PassageKind.CLAUSE, str(row.id), row.text)
        for consulate in self.consulates:
            text = " — ".join(part for part in (consulate.name, consulate.place) if part)
            yield Passage(PassageKind.CLAUSE, str(consulate.id), text)

    def facets(self) -> Mapping[str, str]:
        """Return what lists and search show and filter by besides the title."""
        return {**ProcedureContent.facets(self), "country": self.country, "status": self.status}
