"""What apps above say of a unit, or of one of its posts, on its page: they register it, and org knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.editions.models import Relation, Work
from portal.editions.reading import Link


@dataclass(frozen=True, slots=True)
class Around:
    """Whose page it is (of a unit, or of its ``post``), the texts that point at it, and what its reader may read."""

    work: Work
    relations: Sequence[Relation]
    linked: Mapping[UUID, Link]
    post: UUID | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page: ``rows`` returns what it lists, and it is left out where that is nothing.

    ``template`` gets them as ``section.rows``; ``anchor`` and ``name`` are where the page's contents lead.
    """

    anchor: str
    name: Any
    template: str
    rows: Callable[[Around], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with what it lists."""

    section: Section
    rows: Sequence[Any]


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Make a section known; called when its app is ready."""
    _sections[section.anchor] = section


def sections_of(around: Around) -> list[ShownSection]:
    """Return the sections that have something to list."""
    shown = (ShownSection(section, section.rows(around)) for section in _sections.values())
    return [each for each in shown if each.rows]
