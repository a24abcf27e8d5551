"""The units that a reorganisation ends or changes, and to whom what they do could go."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from org.changes.content import ChangeContent, NamedUnit


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit before the change; ``successors`` are proposed: none, one, or several to choose from."""

    unit: NamedUnit
    successors: tuple[NamedUnit, ...]

    @property
    def stays(self) -> bool:
        """Whether the unit is itself among those after the change: it was renamed, or moved."""
        return any(each.work == self.unit.work for each in self.successors)

    @property
    def only(self) -> UUID | None:
        """The one that takes over, where there is no choice: itself, if it stays."""
        if self.stays:
            return self.unit.work
        return self.successors[0].work if len(self.successors) == 1 else None


def taken_by(content: ChangeContent) -> tuple[Taken, ...]:
    """Return the units before a change, with those proposed after it."""
    return tuple(Taken(unit, content.successors) for unit in content.predecessors)
