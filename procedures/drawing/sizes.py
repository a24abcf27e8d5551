"""The measures of the drawings for readers: as wide as the lanes allow on a page, or as a small screen is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final
from uuid import UUID

from ..flow import NodeKind
from ..presentation.steps import ShownStep
from .plan import Place, Way
from .words import Texts, height_of, in_step, on_way, referring

INSIDE: Final = 6.0  # between the side of a box and its words
_LANES: Final = ((3, 190.0), (5, 150.0))  # up to how many lanes they are how wide
_NARROW: Final = 118.0
_DIAMOND: Final = 26.0
_CIRCLE: Final = 16.0
_SIGN: Final = (40.0, 20.0)
_LEAST: Final = 150.0  # of a column without the lines beside it
_BESIDE_CHOICE: Final = _DIAMOND / 2 + 6  # from its middle to the words beside it


@dataclass(frozen=True)
class Sizes:
    """Measures in which one is a pixel, or what a reader makes of it."""

    lanes: int
    shown: Mapping[UUID, ShownStep]
    gap: float = 20.0

    actor_lines: ClassVar[int] = 1

    @cached_property
    def lane(self) -> float:
        """How wide a lane is."""
        return next((width for count, width in _LANES if self.lanes <= count), _NARROW)

    @cached_property
    def track(self) -> float:
        """How far lines are from one another."""
        return 8.0

    @cached_property
    def across(self) -> float:
        """How wide words on a way may be: in its row, or between rows, nothing stands beside it."""
        return self.lane * 0.9

    def size(self, place: Place) -> tuple[float, float]:
        """Return the width and the height of a place."""
        if place.refers:
            return _SIGN
        if place.node.kind == NodeKind.STEP:
            return self.lane, height_of(self.texts(place)) + 2 * INSIDE
        side = _DIAMOND if place.node.kind in (NodeKind.CHOICE, NodeKind.CONCERN) else _CIRCLE
        return side, side

    def texts(self, place: Place) -> Texts:
        """Return what is written in a step, or in a sign that names it."""
        step = place.node.step
        shown = self.shown.get(step.id) if step else None
        if place.refers:
            return referring(place, shown)
        return in_step(step, shown, self.lane - 2 * INSIDE, self.actor_lines) if step else ()

    def label(self, way: Way) -> float:
        """Return the height of what is written on a way."""
        return height_of(self.words(way))

    def words(self, way: Way) -> Texts:
        """Return what is written on a way."""
        return on_way(way.flow, self.across)


@dataclass(frozen=True)
class ColumnSizes(Sizes):
    """Those of a drawing of one column: what lines beside it leave of ``breadth``.

    ``tracks`` counts the lines at its left and at its right.
    """

    breadth: float = 0
    tracks: tuple[int, int] = (0, 0)

    actor_lines: ClassVar[int] = 2

    @cached_property
    def track(self) -> float:
        """How far lines are from one another: less where there are very many."""
        return min(super().track, (self.breadth - _LEAST) / (sum(self.tracks) + 2))

    @cached_property
    def lane(self) -> float:
        """How wide the boxes are."""
        return self.breadth - (sum(self.tracks) + 2) * self.track

    @cached_property
    def across(self) -> float:
        """How wide words on a way may be, so that none stands out."""
        return self.lane / 2 + (min(self.tracks) + 1) * self.track - _BESIDE_CHOICE
