"""A text and its rows as facts to compare: each property by name, as a text, a mark or a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from .changes import Item

Value = str | bool | tuple[Item, ...]
Facts = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the text says as a whole; ``precise`` tells apart what has the same ``text``."""

    text: str
    precise: str

    @classmethod
    def of(cls, *shown: str, hidden: Iterable[str] = ()) -> Fact:
        """Return a fact of several parts."""
        return cls(joined(shown), " | ".join((*shown, *hidden)))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its ``id`` if it has one, what it is called, and what it says."""

    id: UUID | None
    name: str | UUID
    facts: Facts


def joined(parts: Iterable[str]) -> str:
    """Return the parts that say something, in one line."""
    return ", ".join(part for part in parts if part)
