"""The measures of the drawing for readers: as wide as its lanes allow on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from ..flow import NodeKind
from ..presentation.steps import ShownStep
from .plan import Place, Way
from .words import Texts, height_of, in_step, on_way

INSIDE: Final = 6.0  # between the side of a box and its words
_LANES: Final = ((3, 190.0), (5, 150.0))  # up to how many lanes they are how wide
_NARROW: Final = 118.0
_DIAMOND: Final = 26.0
_CIRCLE: Final = 16.0


@dataclass(frozen=True)
class Sizes:
    """Measures in which one is a pixel, or what a reader makes of it."""

    lanes: int
    shown: Mapping[UUID, ShownStep]
    track: float = 8.0
    gap: float = 20.0

    @cached_property
    def lane(self) -> float:
        """How wide a lane is."""
        return next((width for count, width in _LANES if self.lanes <= count), _NARROW)

    def size(self, place: Place) -> tuple[float, float]:
        """Return the width and the height of a place."""
        if place.node.kind == NodeKind.STEP:
            return self.lane, height_of(self.texts(place)) + 2 * INSIDE
        side = _DIAMOND if place.node.kind in (NodeKind.CHOICE, NodeKind.CONCERN) else _CIRCLE
        return side, side

    def texts(self, place: Place) -> Texts:
        """Return what is written in a step."""
        step = place.node.step
        return in_step(step, self.shown.get(step.id), self.lane - 2 * INSIDE) if step else ()

    def label(self, way: Way) -> float:
        """Return the height of what is written on a way."""
        return height_of(self.words(way))

    def words(self, way: Way) -> Texts:
        """Return what is written on a way; in its row, or between rows, nothing stands beside it."""
        return on_way(way.flow, self.lane * 0.9)
