"""In which lane and in which row each node of a flow stands: one node a row, in the order of the text.

A way that ends gets an end of its own, where it ends: no line is longer than it must be. In a drawing of one column,
for small screens, a way that leads far gets a sign of its own there that names the step: nobody sees both ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..flow import Flow, Flowchart, Node, NodeKind
from ..flow.chart import END, START
from .lanes import Lane, lane_of, lanes_of

LEFT, MIDDLE, RIGHT = -1, 0, 1
UP, DOWN = -1, 1
_SIDES: Final = 3  # of a choice from which ways leave without sharing a line
_FAR: Final = 5  # nodes: as much as a small screen shows of a column


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands; an end may stand in the row of its choice, at its left or right ``side``.

    ``refers`` is set where there is but a sign that names ``node``: to what is further up, or down.
    """

    key: str
    node: Node
    lane: int
    row: int
    side: int = MIDDLE
    refers: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """A flow between two places."""

    flow: Flow
    source: Place
    target: Place

    @property
    def leads_back(self) -> bool:
        """Whether it goes up, or round to where it comes from."""
        return self.target.row <= self.source.row and not self.target.side

    @property
    def repeats(self) -> bool:
        """Whether what it leads to was there before, drawn or named."""
        return self.leads_back or self.target.refers == UP


@dataclass(frozen=True, slots=True)
class Plan:
    """All lanes, places and ways; ``rows`` counts the rows."""

    lanes: tuple[Lane, ...]
    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    rows: int


def plan_of(chart: Flowchart) -> Plan:
    """Return where the nodes of ``chart`` stand, in the lanes of those who act."""
    return _Planned(chart).plan()


def column_of(chart: Flowchart) -> Plan:
    """Return where the nodes of ``chart`` stand, one under the other."""
    return _InColumn(chart).plan()


class _Planned:
    def __init__(self, chart: Flowchart) -> None:
        self.chart = chart
        self.lanes = lanes_of(chart.steps())
        self.numbers = {lane.actor: number for number, lane in enumerate(self.lanes)}
        self.leaving: dict[str, list[int]] = {}
        for number, flow in enumerate(chart.flows):
            self.leaving.setdefault(flow.source, []).append(number)
        self.nodes = {node.key: node for node in chart.nodes}

    def plan(self) -> Plan:
        places: dict[str, Place] = {}
        rows = 0
        for node in self.chart.nodes:
            if node.kind == NodeKind.END:
                continue
            place = places[node.key] = Place(node.key, node, self._lane(node), rows)
            rows += 1
            for end in self._ends(place, rows):
                places[end.key] = end
                rows = max(rows, end.row + 1)
        ways = tuple(self._way(number, flow, places) for number, flow in enumerate(self.chart.flows))
        return Plan(self.lanes, tuple(places.values()), ways, rows)

    def _way(self, number: int, flow: Flow, places: dict[str, Place]) -> Way:
        target = _end(number) if self._ends_here(flow) else flow.target
        return Way(flow, places[flow.source], places[target])

    def _lane(self, node: Node) -> int:
        if node.step is None:
            first = next((self.nodes[flow.target].step for flow in self.chart.flows if flow.source == START), None)
            return self.numbers[lane_of(first).actor] if first else 0
        return self.numbers[lane_of(node.step).actor]

    def _ends_here(self, flow: Flow) -> bool:
        """Whether what a way leads to stands only for this way."""
        return flow.target == END

    def _refers(self, flow: Flow) -> int:
        """Return whether a way that ends here goes on further up, or down, or not at all."""
        return 0

    def _ends(self, source: Place, row: int) -> Iterator[Place]:
        """Yield the ends of the ways from ``source``: beside a choice where there is room, else in rows below."""
        sides = iter(self._sides(source))
        for number in self.leaving.get(source.key, ()):
            flow = self.chart.flows[number]
            if self._ends_here(flow):
                side = next(sides, MIDDLE)
                node = self.nodes[flow.target]
                yield Place(_end(number), node, source.lane, source.row if side else row, side, self._refers(flow))
                row += 0 if side else 1

    def _sides(self, source: Place) -> list[int]:
        """Return on which sides of a choice ends may stand: first where no other way wants to go."""
        if source.node.kind not in (NodeKind.CHOICE, NodeKind.CONCERN):
            return []
        leaving = [self.chart.flows[number] for number in self.leaving.get(source.key, ())]
        lanes = [self._lane(self.nodes[flow.target]) for flow in leaving if flow.target != END]
        first = LEFT if max([source.lane, *lanes]) > source.lane == min([source.lane, *lanes]) else RIGHT
        return [first, -first] if len(leaving) <= _SIDES else [first]


class _InColumn(_Planned):
    def __init__(self, chart: Flowchart) -> None:
        super().__init__(chart)
        self.lanes = (Lane(None, ""),)
        self.order = {node.key: place for place, node in enumerate(chart.nodes)}

    def _lane(self, node: Node) -> int:
        return 0

    def _ends_here(self, flow: Flow) -> bool:
        return super()._ends_here(flow) or abs(self._distance(flow)) > _FAR

    def _refers(self, flow: Flow) -> int:
        if flow.target == END:
            return 0
        return DOWN if self._distance(flow) > 0 else UP

    def _distance(self, flow: Flow) -> int:
        return self.order[flow.target] - self.order[flow.source]


def _end(number: int) -> str:
    return f"{END}:{number}"
