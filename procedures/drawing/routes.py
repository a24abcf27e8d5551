"""By which way round each line goes, so that none runs through a box, or along one that leads elsewhere.

Between rows and in the rows of other lanes there is nothing to run into. So lines run across where they leave or
arrive, and down in the middle of a lane as far as nothing stands there, else between two lanes. There, and there
alone, several lines may run side by side: each has a track of its own, but those with one target share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, NamedTuple

from ..flow import NodeKind
from .plan import LEFT, MIDDLE, RIGHT, Place, Plan, Way

_FORK: Final = 0.6  # lanes: how far a line goes round before it shares its first bit with another
_TRACK: Final = 0.2  # lanes: how far it goes round for one line less beside it


class Shape(Enum):
    """How a line goes: to the end beside a choice, straight down, across and then down, down and then across, or
    around between two lanes."""

    BESIDE = auto()
    STRAIGHT = auto()
    EARLY = auto()
    LATE = auto()
    AROUND = auto()


@dataclass(frozen=True, slots=True)
class Route:
    """A way with its line: from which side it leaves, between which lanes it runs, on which side it arrives.

    ``gutter`` is at the left of the lane of that number; ``entry`` in the middle is from above.
    """

    way: Way
    shape: Shape
    port: int = MIDDLE
    gutter: int = 0
    track: int = 0
    entry: int = MIDDLE

    @property
    def crosses_below(self) -> bool:
        """Whether it runs across right below where it leaves."""
        return self.port == MIDDLE and self.shape in (Shape.EARLY, Shape.AROUND)

    @property
    def crosses_above(self) -> bool:
        """Whether it runs across right above where it arrives."""
        return self.shape == Shape.LATE or (self.shape == Shape.AROUND and self.entry == MIDDLE)


class _Span(NamedTuple):
    """A stretch of a line that runs down, by levels: three to a row."""

    top: int
    bottom: int
    target: str

    def hinders(self, other: _Span) -> bool:
        return self.target != other.target and self.top <= other.bottom and other.top <= self.bottom


def _below(row: int) -> int:
    return 3 * row + 3


def _above(row: int) -> int:
    return 3 * row + 1


def _middle(row: int) -> int:
    return 3 * row + 2


def routes_of(plan: Plan) -> list[Route]:
    """Return the line of each way, in the order of the ways."""
    router = _Router(plan)
    order = sorted(plan.ways, key=lambda way: (way.leads_back, abs(way.target.row - way.source.row)))
    found = {id(way): router.route(way) for way in order}
    return [found[id(way)] for way in plan.ways]


def tracks_in(routes: Iterable[Route], gutter: int) -> int:
    """Return how many lines run side by side in a gutter."""
    tracks = [route.track + 1 for route in routes if route.shape == Shape.AROUND and route.gutter == gutter]
    return max(tracks, default=0)


@dataclass
class _Router:
    plan: Plan
    ports: set[tuple[str, int]] = field(default_factory=set)
    columns: dict[int, list[_Span]] = field(default_factory=dict)
    gutters: dict[int, list[list[_Span]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.standing = {(place.lane, place.row) for place in self.plan.places}
        # Where an end stands beside its choice nothing else leaves.
        self.ports = {(way.source.key, way.target.side) for way in self.plan.ways if way.target.side}

    def route(self, way: Way) -> Route:
        if way.target.side:
            return Route(way, Shape.BESIDE, port=way.target.side)
        found = next(self._direct(way), None) or self._around(way)
        self.ports.add((way.source.key, found.port))
        return found

    def _direct(self, way: Way) -> Iterator[Route]:
        """Yield the lines that need not go between lanes."""
        source, target = way.source, way.target
        if way.leads_back:
            return
        down = _Span(_below(source.row), _above(target.row), target.key)
        if source.lane == target.lane:
            if self._takes(source.lane, source, target, down):
                yield Route(way, Shape.STRAIGHT)
            return
        for port in self._ports_to(source, target.lane):
            top = _middle(source.row) if port else down.top
            if self._takes(target.lane, source, target, down._replace(top=top)):
                yield Route(way, Shape.EARLY, port)
        if self._takes(source.lane, source, target, down):
            yield Route(way, Shape.LATE)

    def _ports_to(self, source: Place, lane: int) -> list[int]:
        side = RIGHT if lane > source.lane else LEFT
        return [side, MIDDLE] if self._is_free(source, side) else [MIDDLE]

    def _is_free(self, source: Place, side: int) -> bool:
        is_choice = source.node.kind in (NodeKind.CHOICE, NodeKind.CONCERN)
        return is_choice and (source.key, side) not in self.ports

    def _takes(self, lane: int, source: Place, target: Place, span: _Span) -> bool:
        """Whether a line can run down the middle of a lane; it then does."""
        between = range(source.row + 1, target.row)
        spans = self.columns.setdefault(lane, [])
        if any((lane, row) in self.standing for row in between) or any(span.hinders(each) for each in spans):
            return False
        spans.append(span)
        return True

    def _around(self, way: Way) -> Route:
        """Return the shortest line between two lanes, and take its track."""
        options = [(self._cost(way, port, gutter), port, gutter) for port, gutter in self._gutters(way.source)]
        _cost, port, gutter = min(options)
        span = self._span(way, port)
        tracks = self.gutters.setdefault(gutter, [])
        track = _free_track(tracks, span)
        tracks[track:] = [[*tracks[track], span], *tracks[track + 1 :]] if track < len(tracks) else [[span]]
        entry = MIDDLE
        if way.target.node.kind == NodeKind.STEP:
            entry = LEFT if gutter <= way.target.lane else RIGHT
        return Route(way, Shape.AROUND, port, gutter, track, entry)

    def _gutters(self, source: Place) -> Iterator[tuple[int, int]]:
        """Yield the sides from which a line may leave, with the gutters that it then may run in."""
        count = len(self.plan.lanes) + 1
        yield from ((MIDDLE, gutter) for gutter in range(count))
        if self._is_free(source, LEFT):
            yield from ((LEFT, gutter) for gutter in range(source.lane + 1))
        if self._is_free(source, RIGHT):
            yield from ((RIGHT, gutter) for gutter in range(source.lane + 1, count))

    def _cost(self, way: Way, port: int, gutter: int) -> float:
        across = abs(way.source.lane + 0.5 - gutter) + abs(way.target.lane + 0.5 - gutter)
        is_choice = way.source.node.kind in (NodeKind.CHOICE, NodeKind.CONCERN)
        track = _free_track(self.gutters.get(gutter, []), self._span(way, port))
        return across + _TRACK * track + (_FORK if is_choice and port == MIDDLE else 0)

    @staticmethod
    def _span(way: Way, port: int) -> _Span:
        leaves = _middle(way.source.row) if port else _below(way.source.row)
        arrives = (_middle if way.target.node.kind == NodeKind.STEP else _above)(way.target.row)
        return _Span(min(leaves, arrives), max(leaves, arrives), way.target.key)


def _free_track(tracks: list[list[_Span]], span: _Span) -> int:
    free = (number for number, spans in enumerate(tracks) if not any(span.hinders(each) for each in spans))
    return next(free, len(tracks))
