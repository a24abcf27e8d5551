"""The names on a map: the place, the area that it is in, and a neighbour."""

from __future__ import annotations

from collections.abc import Iterable

from .geometry import Box, Line, Point, bounds, clipped, crossings
from .labels import HEIGHT, LINE, Label, below, beside, within
from .outlines import Shape
from .projection import Frame

MARK = 14  # units around a marked place


def place_name(text: str, position: Point, frame: Frame, avoided: Iterable[Shape]) -> Label:
    """Return the name of a marked place, on the side with more sea."""
    stretches = [
        (frame.project((west, 0))[0], frame.project((east, 0))[0])
        for ring in avoided
        if ring.box.south < position[1] < ring.box.north
        for west, east in crossings(ring.points, position[1])
    ]
    return beside(text, frame.project(position), frame.area, stretches)


def area_name(text: str, area: Iterable[Shape], frame: Frame, marker: Point, names: tuple[Label, ...]) -> Label | None:
    """Return the name of the highlighted area: on its largest part in the frame, else below the place's name."""
    parts = [[frame.project(point) for point in clipped(ring.points, frame.box)] for ring in area]
    largest = max(filter(None, parts), key=_size, default=None)
    if not text or not largest:
        return None
    taken = [Box(*marker, *marker).grown(MARK), *(name.box for name in names)]
    return within(text, largest, frame.area, taken) or below(text, names[0])


def _size(ring: Line) -> float:
    box = bounds(ring)
    return (box.east - box.west) * (box.north - box.south)


def stacked(text: str, middle: Point) -> tuple[Label, ...]:
    """Return a name of several words, one below the other."""
    words = text.split()
    top = middle[1] - HEIGHT * LINE * (len(words) - 1) / 2
    return tuple(Label(word, round(middle[0]), round(top + HEIGHT * LINE * row)) for row, word in enumerate(words))
