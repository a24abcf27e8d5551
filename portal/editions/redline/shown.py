"""The changes of a text in the words of the interface: what every kind of text gives to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from .words import Fragment


@dataclass(frozen=True, slots=True)
class ShownDetail:
    """One property of a row, with what went and what came."""

    label: str
    words: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: what happened to it (``nature`` is the name of its style) and in words; its sentence; the rest."""

    nature: str
    told: str
    headline: tuple[Fragment, ...]
    details: tuple[ShownDetail, ...] = ()
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ShownPart:
    """The changes of one part of the text."""

    part: str
    label: str
    rows: tuple[ShownRow, ...]
