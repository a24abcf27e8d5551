"""What can differ between two texts: plain typed data. A part is a value of the kind's own list of parts."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ..redline import Fragment, redline

Item = Hashable
"""A thing in a list: words, the key of another work, or plain data that the kind names."""


class Nature(StrEnum):
    """What happened to a row; ``MOVED``: only its place changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact about the whole text: its title, its purpose."""

    part: str
    before: str
    after: str

    @property
    def words(self) -> tuple[Fragment, ...]:
        """Return the fact with what went and what came."""
        return redline(self.before, self.after)


@dataclass(frozen=True, slots=True)
class TextDetail:
    """One property of a row, as text."""

    field: str
    before: str
    after: str

    @property
    def words(self) -> tuple[Fragment, ...]:
        """Return the property with what went and what came."""
        return redline(self.before, self.after)


@dataclass(frozen=True, slots=True)
class MarkDetail:
    """One property of a row that is there or not."""

    field: str
    marked: bool


@dataclass(frozen=True, slots=True)
class ListDetail:
    """One property of a row that holds several things: legal texts, or keys of other works."""

    field: str
    removed: tuple[Item, ...] = ()
    added: tuple[Item, ...] = ()
    kept: tuple[Item, ...] = ()
    reordered: bool = False


Detail = TextDetail | MarkDetail | ListDetail


@dataclass(frozen=True, slots=True)
class Move:
    """The place of a row among the rows of its part before and after; the first is 1."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RowChange:
    """Everything that happened to one row: told once.

    ``name`` is what the row is called (the sentence, the post's title), as it is after the change if it is still
    there; a row that is added or removed has all it says in ``details``.
    """

    part: str
    nature: Nature
    id: UUID | None
    name: str | UUID
    details: tuple[Detail, ...] = ()
    move: Move | None = None


Change = FactChange | RowChange
