"""The outlines that maps are drawn from: areas that share their borders, simplified from Natural Earth."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from .geometry import Box, Line, Point, bounds, is_inside

FOLDER = Path(__file__).parent / "data"
HAITI, WORLD = "haiti", "world"
NEIGHBOUR = "do"


@dataclass(frozen=True, slots=True)
class Shape:
    """A ring or a line, with the rectangle around it."""

    points: Line
    box: Box


@dataclass(frozen=True, slots=True)
class Border:
    """A line between two areas."""

    shape: Shape
    between: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outline:
    """Areas by code (a department's slug, a country's ISO 3166 code), the land, and the lines between areas."""

    areas: dict[str, tuple[Shape, ...]]
    land: tuple[Shape, ...]
    borders: tuple[Border, ...]

    def borders_where(self, is_wanted: Callable[[frozenset[str]], bool]) -> Iterator[Shape]:
        """Yield the borders whose two sides are as wanted."""
        return (border.shape for border in self.borders if is_wanted(border.between))

    def area_at(self, position: Point) -> str:
        """Return the code of the area in which a position lies, if any."""
        return next((code for code, rings in self.areas.items() if covers(rings, position)), "")


def covers(rings: tuple[Shape, ...], position: Point) -> bool:
    """Tell whether a position lies in an area."""
    return any(ring.box.holds(position) for ring in rings) and is_inside(position, [ring.points for ring in rings])


@cache
def outline(name: str) -> Outline:
    """Read an outline of this package, once."""
    raw = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    arcs = [_points(arc, raw["scale"]) for arc in raw["arcs"]]
    return Outline(
        areas={code: tuple(_ring(ring, arcs) for ring in rings) for code, rings in raw["areas"].items()},
        land=tuple(_ring(ring, arcs) for ring in raw["land"]),
        borders=tuple(_borders(raw["areas"], arcs)),
    )


def _points(differences: list[int], scale: int) -> list[Point]:
    xs, ys = accumulate(differences[::2]), accumulate(differences[1::2])
    return [(x / scale, y / scale) for x, y in zip(xs, ys, strict=True)]


def _shape(points: list[Point]) -> Shape:
    return Shape(points, bounds(points))


def _ring(indices: list[int], arcs: list[list[Point]]) -> Shape:
    """Join arcs; `~i` stands for an arc walked backwards."""
    return _shape(_unwrapped([point for i in indices for point in (arcs[i][:-1] if i >= 0 else arcs[~i][:0:-1])]))


def _unwrapped(points: list[Point]) -> list[Point]:
    """Go on past 180 degrees where a ring crosses the line where longitudes start again."""
    turns = accumulate(round((a[0] - b[0]) / 360) for a, b in pairwise([points[0], *points]))
    return [(x + 360 * turn, y) for (x, y), turn in zip(points, turns, strict=True)]


def _borders(areas: dict[str, Any], arcs: list[list[Point]]) -> list[Border]:
    """Return the arcs that two areas share."""
    sides: dict[int, set[str]] = defaultdict(set)
    for code, rings in areas.items():
        for index in (i for ring in rings for i in ring):
            sides[index if index >= 0 else ~index].add(code)
    return [Border(_shape(arcs[i]), frozenset(codes)) for i, codes in sides.items() if len(codes) > 1]
