"""Where names stand on a map, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .geometry import Box, Line, Point, Stretch, bounds, crossings

HEIGHT = 26  # units: 12 px where the map is 296 px wide
LETTER = 0.58  # of the height, on average
LINE = 1.15  # of the height, from one line to the next
APART, LOWERED = 15, 8  # units, from a mark to its name
ROWS = 12


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map; `anchor` as in SVG."""

    text: str
    x: int
    y: int
    anchor: str = "middle"

    @property
    def box(self) -> Box:
        """The rectangle that the name covers, about."""
        width = LETTER * HEIGHT * len(self.text)
        west = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(west, self.y - 0.8 * HEIGHT, west + width, self.y + 0.2 * HEIGHT)


def beside(text: str, point: Point, frame: Box, avoided: Sequence[Stretch]) -> Label:
    """Return the name of a marked place, on the side where it covers less of what is avoided in its row."""
    x, y = round(point[0]), round(point[1]) + LOWERED
    sides = Label(text, x + APART, y, "start"), Label(text, x - APART, y, "end")
    fitting = [side for side in sides if frame.contains(side.box)]
    return min(fitting or sides, key=lambda side: _covered(side.box, avoided))


def below(text: str, other: Label) -> Label:
    """Return a second name under a first."""
    return Label(text, other.x, other.y + round(HEIGHT * LINE), other.anchor)


def _covered(box: Box, stretches: Sequence[Stretch]) -> float:
    return sum(max(0.0, min(east, box.east) - max(west, box.west)) for west, east in stretches)


def within(text: str, ring: Line, frame: Box, taken: Sequence[Box]) -> Label | None:
    """Return the name of an area where there is most room for it; nothing where there is no free place."""
    gaps = [gap for y in _rows(ring) for gap in _gaps(ring, y, taken)]
    spots = [Label(text, round(gap.middle), round(gap.y + HEIGHT * 0.3)) for gap in sorted(gaps, key=Gap.width)]
    free = (spot for spot in reversed(spots) if frame.contains(spot.box) and not any(map(spot.box.meets, taken)))
    return next(free, None)


@dataclass(frozen=True, slots=True)
class Gap:
    """A free stretch of a row inside an area."""

    west: float
    east: float
    y: float

    def width(self) -> float:
        """Return how much room there is."""
        return self.east - self.west

    @property
    def middle(self) -> float:
        """Where a name would stand."""
        return (self.west + self.east) / 2


def _rows(ring: Line) -> list[float]:
    box = bounds(ring)
    return [box.south + (box.north - box.south) * row / ROWS for row in range(1, ROWS)]


def _gaps(ring: Line, y: float, taken: Sequence[Box]) -> Iterator[Gap]:
    """Yield the stretches of a row, as high as a name, that lie in an area, before and after what is taken."""
    top, bottom = crossings(ring, y - HEIGHT / 2), crossings(ring, y + HEIGHT / 2)
    for west, east in (_overlap(a, b) for a in top for b in bottom):
        edges = [west, east]
        for box in taken:
            if box.south < y + HEIGHT / 2 and box.north > y - HEIGHT / 2:
                edges += [box.west, box.east]
        inside = sorted(edge for edge in edges if west <= edge <= east)
        yield from (Gap(a, b, y) for a, b in pairwise(inside) if b > a)


def _overlap(a: Stretch, b: Stretch) -> Stretch:
    return max(a[0], b[0]), min(a[1], b[1])
