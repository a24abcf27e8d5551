"""The gate: what is proposed for publication, and the guards that may refuse it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from .files.attached import Bytes
from .kinds import Content, Document, kind_named
from .seals import canonical, normalised, seal_of

if TYPE_CHECKING:
    from .models import Edition


class PublicationRefused(Exception):
    """Raised by a guard or by the gate itself; its text is for the person who tried, in their language.

    ``awaits_approval``: nothing is wrong with what was proposed, and it may wait on the desk for who must agree.
    ``entry`` is the line of the page's history that says so.
    """

    awaits_approval = False
    entry: Any = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: the work above it (none at the top), its order there, its part of the address."""

    parent: UUID | None
    position: int
    slug: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One page in one language, proposed for publication.

    ``in_force_from`` is what its author declares (none: the day of publication); ``renders`` names the edition
    of the source language that a translation renders; ``files`` are the bytes of what the content attaches.
    """

    work: UUID
    kind: str
    language: str
    place: Place
    content: Content
    in_force_from: datetime.date | None = None
    approximate: bool = False
    date_note: str = ""
    change_note: str = ""
    corrects_the_past: bool = False
    renders: int | None = None
    files: tuple[Bytes, ...] = ()

    def document(self) -> Document:
        """Return what is sealed."""
        kind = kind_named(self.kind)
        parent = str(self.place.parent) if self.place.parent else None
        document: Document = normalised(
            {
                "schema": kind.schema,
                "kind": self.kind,
                "language": self.language,
                "place": {"parent": parent, "position": self.place.position, "slug": self.place.slug},
                "content": kind.write(self.content),
                "renders": self.renders,
            }
        )
        return document

    def canonical(self) -> bytes:
        """Return the exact bytes under the seal."""
        return canonical(self.document())

    def seal(self) -> str:
        """Return the seal that approvals are given to."""
        return seal_of(self.canonical())

    def at(self, place: Place) -> Proposal:
        """Return the same text at another place."""
        return replace(self, place=place)


Guard = Callable[[Proposal], None]
_guards: list[Guard] = []


def register_guard(guard: Guard) -> Guard:
    """Have ``guard`` asked before every publication; it raises ``PublicationRefused`` to refuse."""
    _guards.append(guard)
    return guard


def ask_guards(proposal: Proposal) -> None:
    """Ask every guard; return if none refuses."""
    for guard in _guards:
        guard(proposal)


@dataclass(frozen=True, slots=True)
class Ending:
    """A text in force that somebody wants to end; ``by`` is their account, None where nobody in particular does."""

    work: UUID
    kind: str
    language: str
    by: Any


EndingGuard = Callable[[Ending], None]
_ending_guards: list[EndingGuard] = []


def register_ending_guard(guard: EndingGuard) -> EndingGuard:
    """Have ``guard`` asked before a text is ended; it raises ``PublicationRefused`` to refuse."""
    _ending_guards.append(guard)
    return guard


def ask_ending_guards(ending: Ending) -> None:
    """Ask every guard of endings; return if none refuses."""
    for guard in _ending_guards:
        guard(ending)


Witness = Callable[[Proposal, "Edition"], None]
_witnesses: list[Witness] = []


def register_witness(witness: Witness) -> Witness:
    """Have ``witness`` told of every edition, in the transaction that writes it and before it shows anywhere."""
    _witnesses.append(witness)
    return witness


def tell_witnesses(proposal: Proposal, edition: Edition) -> None:
    """Tell every witness what was let through."""
    for witness in _witnesses:
        witness(proposal, edition)
