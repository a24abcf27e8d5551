"""Points, lines and rings in a plane."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
Line = Sequence[Point]
Stretch = tuple[float, float]  # from west to east


class Box(NamedTuple):
    """A rectangle; north is up."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles have a point in common."""
        return not (
            self.east < other.west or other.east < self.west or self.north < other.south or other.north < self.south
        )

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies inside."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def contains(self, other: Box) -> bool:
        """Tell whether another rectangle lies inside."""
        return self.holds((other.west, other.south)) and self.holds((other.east, other.north))

    def grown(self, by: float) -> Box:
        """Return the rectangle with a margin."""
        return Box(self.west - by, self.south - by, self.east + by, self.north + by)

    def moved(self, dx: float) -> Box:
        """Return the rectangle further east."""
        return Box(self.west + dx, self.south, self.east + dx, self.north)


def bounds(line: Line) -> Box:
    """Return the smallest rectangle around a line."""
    xs, ys = [x for x, _y in line], [y for _x, y in line]
    return Box(min(xs), min(ys), max(xs), max(ys))


def is_inside(point: Point, rings: Iterable[Line]) -> bool:
    """Tell whether a point lies in an area; a ring inside another is a hole."""
    stretches = [stretch for ring in rings for stretch in crossings(ring, point[1])]
    return sum(west < point[0] < east for west, east in stretches) % 2 == 1


def crossings(ring: Line, y: float) -> list[Stretch]:
    """Return the stretches of a horizontal line that lie inside a ring."""
    xs = sorted(
        ax + (y - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (ay > y) != (by > y)
    )
    return list(zip(xs[::2], xs[1::2], strict=True))


def clipped(ring: Line, box: Box) -> list[Point]:
    """Return the part of a ring in a rectangle (Sutherland and Hodgman); its new edges run along the rectangle."""
    points = list(ring)
    for axis, limit, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        points = _cut(points, axis, limit, lambda p, axis=axis, limit=limit, sign=sign: (p[axis] - limit) * sign >= 0)  # type: ignore[misc]
    return points


def _cut(points: list[Point], axis: int, limit: float, keeps: Callable[[Point], bool]) -> list[Point]:
    kept: list[Point] = []
    for a, b in zip(points[-1:] + points[:-1], points, strict=True):
        if keeps(a) != keeps(b):
            along = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))
        if keeps(b):
            kept.append(b)
    return kept


def runs_in(line: Line, box: Box) -> list[list[Point]]:
    """Return the runs of a line whose segments come near a rectangle."""
    runs: list[list[Point]] = []
    last: Point | None = None
    for a, b in pairwise(line):
        if not bounds((a, b)).meets(box):
            continue
        if last != a:
            runs.append([a])
        runs[-1].append(b)
        last = b
    return runs
