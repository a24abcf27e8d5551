"""One step of a procedure: what is done, by whom, where, within which delay, with which documents, and what follows.

Whoever acts is named by key and by the name that they bore: the name is part of the statement, whatever becomes of
the unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from org.content import LegalBasis, Seat, Source

from .terms import Term


@dataclass(frozen=True, slots=True)
class Role:
    """What an organisation, a unit or one of its posts has to do with a step; ``role`` is a value of ``Raci``."""

    id: UUID
    role: str
    actor: UUID
    name: str
    acronym: str = ""
    post: UUID | None = None
    post_title: str = ""


@dataclass(frozen=True, slots=True)
class Delay:
    """Within how many ``unit`` (a value of ``DelayUnit``) a step is done, counted from ``since`` in words."""

    amount: int
    unit: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or a form that a step needs (``in``) or makes (``out``): of the register, or only named."""

    id: UUID
    direction: str
    title: str
    document: UUID | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """Under which condition which step follows; without one (``to`` is None) the procedure ends."""

    id: UUID
    condition: str
    to: UUID | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a procedure.

    ``profiles`` and ``channels`` say whom and which way it concerns: none, everybody and every way.
    ``afterwards`` is a value of ``Afterwards``: what follows where none of the ``branches`` is taken.
    ``proposed``: no source says so; it is a proposal to be validated.
    """

    id: UUID
    title: str
    text: str = ""
    roles: tuple[Role, ...] = ()
    place: Seat | None = None
    where: str = ""
    delay: Delay | None = None
    papers: tuple[Paper, ...] = ()
    profiles: tuple[Term, ...] = ()
    channels: tuple[Term, ...] = ()
    branches: tuple[Branch, ...] = ()
    afterwards: str = "next"
    to: UUID | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    proposed: bool = False
    doubt: str = ""
    source: Source | None = None

    def held_by(self, role: str) -> Iterator[Role]:
        """Yield who has ``role`` in the step."""
        return (each for each in self.roles if each.role == role)
