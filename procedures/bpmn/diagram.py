"""The diagram of a process: the drawing's layout laid on its side, as BPMN is drawn, with lanes from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as xml

from ..drawing.layout import Box, Layout, Line, Point
from ..drawing.plan import Place, Plan, Way
from ..drawing.words import said
from ..flow import NodeKind
from .names import COLLABORATION, PARTICIPANT, add, flow_identity, identity, lane_identity

HEAD: Final = 30.0  # of a pool, and of a lane
_START: Final = 2 * HEAD + 30
_TASK: Final = (80.0, 110.0)
_GATEWAY: Final = (50.0, 50.0)
_EVENT: Final = (36.0, 36.0)
_LABEL: Final = (72.0, 28.0)


@dataclass(frozen=True, slots=True)
class Measures:
    """How large BPMN's shapes are, across the lanes and along them."""

    lane: float = 100.0
    track: float = 14.0
    gap: float = 50.0

    @classmethod
    def of(cls, plan: Plan) -> Measures:
        """Return the measures for a plan: ends beside choices need wider lanes."""
        return cls(lane=190.0) if any(place.side for place in plan.places) else cls()

    def size(self, place: Place) -> tuple[float, float]:
        """Return how large a shape is, across and along."""
        if place.node.kind == NodeKind.STEP:
            return _TASK
        return _GATEWAY if place.node.kind in (NodeKind.CHOICE, NodeKind.CONCERN) else _EVENT

    def label(self, way: Way) -> float:
        """Return how much of the way along words take."""
        return _LABEL[0] if said(way.flow) else 0


def add_diagram(root: xml.Element, layout: Layout) -> None:
    """Add the diagram of a layout."""
    diagram = add(root, "bpmndi:BPMNDiagram", id="diagram")
    plane = add(diagram, "bpmndi:BPMNPlane", id="plane", bpmnElement=COLLABORATION)
    length = _START + layout.height
    pool = _shape(plane, PARTICIPANT, isHorizontal="true")
    _bounds(pool, 0, 0, length, layout.width)
    for number, band in enumerate(layout.bands):
        _bounds(_shape(plane, lane_identity(number), isHorizontal="true"), HEAD, band.x, length - HEAD, band.width)
    for box in layout.boxes:
        _node(plane, box)
    for number, line in enumerate(layout.lines):
        _edge(plane, number, line)


def _shape(plane: xml.Element, element: str, **attributes: str) -> xml.Element:
    return add(plane, "bpmndi:BPMNShape", id=f"{element}_shape", bpmnElement=element, **attributes)


def _node(plane: xml.Element, box: Box) -> None:
    marker = {"isMarkerVisible": "true"} if box.place.node.kind in (NodeKind.CHOICE, NodeKind.CONCERN) else {}
    shape = _shape(plane, identity(box.place), **marker)
    _bounds(shape, _START + box.y, box.x, box.height, box.width)


def _edge(plane: xml.Element, number: int, line: Line) -> None:
    flow = flow_identity(number)
    edge = add(plane, "bpmndi:BPMNEdge", id=f"{flow}_edge", bpmnElement=flow)
    points = [_turned(point) for point in line.points]
    for x, y in points:
        add(edge, "di:waypoint", x=_number(x), y=_number(y))
    if said(line.way.flow):
        _bounds(add(edge, "bpmndi:BPMNLabel"), *_label(line), *_LABEL)


def _label(line: Line) -> Point:
    """Return where words are: beside a line that leaves to a side, or its end; over its own bit of one ahead."""
    (x, y), (_x, after) = (_turned(point) for point in line.points[:2])
    if abs(after - y) < 1:
        return _START + line.words[1], y - _LABEL[1] - 2
    right, start = (_EVENT[0] / 2 + 6, after) if line.way.target.side else (4, y)
    return x + right, start + 4 if after > y else start - _LABEL[1] - 4


def _turned(point: Point) -> Point:
    return _START + point[1], point[0]


def _bounds(shape: xml.Element, x: float, y: float, width: float, height: float) -> None:
    add(shape, "dc:Bounds", x=_number(x), y=_number(y), width=_number(width), height=_number(height))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
