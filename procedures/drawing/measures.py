"""How large what a layout places is: of the drawing for readers, and of that in a BPMN file."""

from __future__ import annotations

from typing import Protocol

from .plan import Place, Way


class Measures(Protocol):
    """Sizes along (downwards) and across the lanes."""

    @property
    def lane(self) -> float:
        """How wide a lane is, without the lines between it and the next."""

    @property
    def track(self) -> float:
        """How far lines are from one another."""

    @property
    def gap(self) -> float:
        """How much there is between two rows at least."""

    def size(self, place: Place) -> tuple[float, float]:
        """Return the width and the height of a place."""

    def label(self, way: Way) -> float:
        """Return the height of what is written on a way."""
