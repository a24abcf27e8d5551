"""Two editions of a text of the structure compared for readers: nothing is said of units they may not know of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from portal.editions.comparing import compare, shown
from portal.editions.reading import Reading
from portal.editions.redline import ShownPart
from portal.editions.timeline.names import names_of

from ..content import StructureContent
from .anatomy import STRUCTURE


def compared(*, before: StructureContent, after: StructureContent, reading: Reading) -> list[ShownPart]:
    """Return what differs, by part, in the words of the interface."""
    named = {relation.target for content in (before, after) for relation in content.relations()}
    names = names_of(named, reading)
    changes = compare(STRUCTURE, known_part(before, names), known_part(after, names))
    return shown(changes, names, STRUCTURE.script)


def known_part(content: StructureContent, known: Collection[UUID]) -> StructureContent:
    """Return ``content`` as its page shows it to who knows of the units ``known`` only."""
    return replace(
        content,
        responsibilities=tuple(
            replace(duty, shared_with=tuple(unit for unit in duty.shared_with if unit in known))
            for duty in content.responsibilities
        ),
        members=tuple(replace(row, unit=row.unit if row.unit in known else None) for row in content.members),
        ties=tuple(tie for tie in content.ties if tie.to in known),
    )
