"""Where everything stands: rows as high as what is in them, lanes with room for the lines between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .measures import Measures
from .plan import LEFT, MIDDLE, RIGHT, Place, Plan, Way
from .routes import Route, Shape, routes_of, tracks_in

Point = tuple[float, float]
_BESIDE_LINE: Final = 4.0  # between a line and the words on it
_BESIDE_LANE: Final = 0.75  # tracks: how far what follows a lane is from its boxes
_BESIDE_END: Final = 12.0  # between the middle of an end and the words over it


@dataclass(frozen=True, slots=True)
class Box:
    """A place with its measures, from its corner at the top left."""

    place: Place
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A way through its corners; words start at ``words`` (a top corner) and run to the right, or to the left."""

    way: Way
    points: tuple[Point, ...]
    words: Point
    leftwards: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A lane's stretch across the drawing; ``middle`` is that of its boxes."""

    x: float
    width: float
    middle: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything placed, from the corner at the top left below the lanes' headings; ``tops`` is where rows begin."""

    plan: Plan
    bands: tuple[Band, ...]
    tops: tuple[float, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


def layout_of(plan: Plan, measures: Measures) -> Layout:
    """Return where the places and the lines of ``plan`` are drawn."""
    return _Laid(plan, measures).layout()


class _Laid:
    def __init__(self, plan: Plan, measures: Measures) -> None:
        self.plan, self.measures = plan, measures
        self.routes = routes_of(plan)
        self.places = {place.row: place for place in plan.places if not place.side}
        self.leaving: dict[int, list[tuple[int, Route]]] = {}
        for number, route in enumerate(self.routes):
            self.leaving.setdefault(route.way.source.row, []).append((number, route))
        self.arriving = {route.way.target.row for route in self.routes if route.crosses_above}
        self.slots: dict[int, float] = {}  # how far down a line that leaves downwards runs across
        self.bottom = 0.0

    def layout(self) -> Layout:
        boxes = tuple(self.boxes.values())
        lines = tuple(self._line(number, route) for number, route in enumerate(self.routes))
        tops = tuple(middle - self._halves(row)[0] for row, middle in enumerate(self.middles))
        last = self.bands[-1]
        return Layout(self.plan, self.bands, tops, boxes, lines, last.x + last.width, self.bottom)

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The lanes, each with the lines at its left; the last one also with those at its right."""
        bands: list[Band] = []
        x = 0.0
        count = len(self.plan.lanes)
        for lane in range(count):
            before = self._gutter(lane)
            after = self._gutter(count) if lane + 1 == count else self.measures.track * _BESIDE_LANE
            bands.append(Band(x, before + self.measures.lane + after, x + before + self.measures.lane / 2))
            x += bands[-1].width
        return tuple(bands)

    def _gutter(self, number: int) -> float:
        return (tracks_in(self.routes, number) + 1) * self.measures.track

    def _track_x(self, route: Route) -> float:
        """Return where a line between lanes runs."""
        if route.gutter == len(self.bands):
            last = self.bands[-1]
            start = last.middle + self.measures.lane / 2
        else:
            start = self.bands[route.gutter].x
        return start + (route.track + 1) * self.measures.track

    @cached_property
    def middles(self) -> list[float]:
        """How far down the middle of each row is."""
        found: list[float] = []
        y = 0.0
        for row in range(self.plan.rows):
            above, below = self._halves(row)
            y += self._gap(row, y) + above
            found.append(y)
            y += below
        self.bottom = y + self._gap(self.plan.rows, y)
        return found

    def _halves(self, row: int) -> tuple[float, float]:
        """Return what a row needs above and below its middle, words on lines at its sides included."""
        above = below = self.measures.size(self.places[row])[1] / 2
        for _number, route in self.leaving.get(row, ()):
            height = self.measures.label(route.way)
            if route.port and height:
                far = height + (_BESIDE_END if route.shape == Shape.BESIDE else _BESIDE_LINE)
                above, below = (above, max(below, far)) if route.way.leads_back else (max(above, far), below)
        return above, below

    def _gap(self, row: int, top: float) -> float:
        """Return how much is needed above a row, for what leaves the one before and for what arrives."""
        down = 0.0
        for number, route in self.leaving.get(row - 1, ()):
            if route.port == MIDDLE:
                down += max(self.measures.label(route.way), self.measures.track / 2) + self.measures.track / 2
                self.slots[number] = top + down
        return down + self.measures.gap + (self.measures.track if row in self.arriving else 0) if row else 0

    @cached_property
    def boxes(self) -> dict[str, Box]:
        """The places by their key."""
        return {place.key: self._box(place) for place in self.plan.places}

    def _box(self, place: Place) -> Box:
        width, height = self.measures.size(place)
        x, y = self.bands[place.lane].middle, self.middles[place.row]
        x += place.side * (self.measures.lane - width) / 2
        return Box(place, x - width / 2, y - height / 2, width, height)

    def _line(self, number: int, route: Route) -> Line:
        source, target = self.boxes[route.way.source.key], self.boxes[route.way.target.key]
        points = _simple(self._points(number, route, source, target))
        return Line(route.way, points, *self._words(number, route, points))

    def _points(self, number: int, route: Route, source: Box, target: Box) -> list[Point]:
        start, end = _side(source, route.port), _side(target, route.entry, top=True)
        if route.shape == Shape.BESIDE:
            return [start, _side(target, -route.port)]
        level = start[1] if route.port else self.slots.get(number, 0)
        row = route.way.target.row
        above = self.middles[row] - self._halves(row)[0] - self.measures.gap / 2
        corners: list[Point] = []
        if route.shape == Shape.EARLY:
            corners = [(start[0], level), (end[0], level)]
        elif route.shape == Shape.LATE:
            corners = [(start[0], above), (end[0], above)]
        elif route.shape == Shape.AROUND:
            x, arrives = self._track_x(route), end[1] if route.entry else above
            corners = [(start[0], level), (x, level), (x, arrives), (end[0], arrives)]
        return [start, *corners, end]

    def _words(self, number: int, route: Route, points: tuple[Point, ...]) -> tuple[Point, bool]:
        """Return where the words on a line are: over it at the side of a choice, or else beside it."""
        x, y = points[0]
        height = self.measures.label(route.way)
        if route.port:
            over = y - height - (_BESIDE_END if route.shape == Shape.BESIDE else _BESIDE_LINE)
            top = y + _BESIDE_LINE if route.way.leads_back else over
            return (x + route.port * _BESIDE_LINE, top), route.port == LEFT
        leftwards = route.crosses_below and len(points) > 2 and points[2][0] < x
        top = self.slots.get(number, y + height) - height - self.measures.track / 4
        return (x + (LEFT if leftwards else RIGHT) * _BESIDE_LINE, top), leftwards


def _side(box: Box, side: int, *, top: bool = False) -> Point:
    """Return the middle of a side of a box: the left, the right, or else the bottom or the ``top``."""
    x, y = box.middle
    if side == MIDDLE:
        return (x, box.y if top else box.y + box.height)
    return x + side * box.width / 2, y


def _simple(points: list[Point]) -> tuple[Point, ...]:
    """Return the points without those where nothing turns."""
    kept: list[Point] = []
    for point in points:
        if kept and _near(kept[-1], point):
            continue
        if len(kept) > 1 and (_same(kept[-2][0], kept[-1][0], point[0]) or _same(kept[-2][1], kept[-1][1], point[1])):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _near(one: Point, other: Point) -> bool:
    return _same(one[0], other[0]) and _same(one[1], other[1])


def _same(first: float, *others: float) -> bool:
    return all(abs(first - other) < 0.01 for other in others)
