"""The lanes of a drawing: those who do the steps, in the order in which they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ..choices import Raci
from ..content.steps import Step


@dataclass(frozen=True, slots=True)
class Lane:
    """Who does the steps of a lane, as they were called; ``actor`` is None where readers may not know who it is."""

    actor: UUID | None
    name: str
    acronym: str = ""

    @property
    def short(self) -> str:
        """The acronym, or the name of who has none."""
        return self.acronym or self.name


def lane_of(step: Step) -> Lane:
    """Return the lane of a step: that of the first who does it."""
    first = next(step.held_by(Raci.RESPONSIBLE), None)
    return Lane(first.actor, first.name, first.acronym) if first else Lane(None, _("Acteur non public"))


def beside(step: Step) -> tuple[str, ...]:
    """Return who else does a step, in short."""
    return tuple(dict.fromkeys(role.acronym or role.name for role in list(step.held_by(Raci.RESPONSIBLE))[1:]))


def lanes_of(steps: Sequence[Step]) -> tuple[Lane, ...]:
    """Return the lanes; one without a name where there is no step."""
    lanes = {lane.actor: lane for step in reversed(steps) for lane in (lane_of(step),)}
    first = dict.fromkeys(lane_of(step).actor for step in steps)
    return tuple(lanes[actor] for actor in first) or (Lane(None, ""),)
