"""Steps, choices, events, signs, lines and the words on them. Colours are attributes: a file needs no style sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as xml

from ..flow import NodeKind
from .drawing import Drawing
from .elements import ACCENT, INK, LINE, PAPER, add, number, pair, put, write
from .labels import Label
from .layout import Box, Line, Point
from .sizes import INSIDE
from .words import height_of

_ROUND: Final = 5.0  # of the corners of lines
_DASHES: Final = "5 3"


def add_arrow(root: xml.Element, drawing: Drawing) -> None:
    """Add the tip that lines end in."""
    tip = {"viewBox": "0 0 8 8", "refX": 7.5, "refY": 4, "markerWidth": 7, "markerHeight": 7}
    marker = add(root, "marker", id=f"{drawing.name}-fleche", orient="auto", markerUnits="userSpaceOnUse", **tip)
    add(marker, "path", d="M0 0L8 4L0 8z", fill=LINE, class_="tip")


def draw(
    root: xml.Element, drawing: Drawing, lines: Iterable[Line], boxes: Iterable[Box], labels: Iterable[Label]
) -> None:
    """Draw lines, what they lead to, and the words on them."""
    body = add(root, "g", transform=f"translate({number(drawing.left)} {number(drawing.body)})")
    _lines(body, lines, drawing)
    for box in boxes:
        shape = _sign if box.place.refers else _SHAPES[box.place.node.kind]
        shape(body, box, drawing)
    for label in labels:
        _label(body, label, drawing)


def _lines(body: xml.Element, lines: Iterable[Line], drawing: Drawing) -> None:
    """Draw the ways; those that lead back are dashed."""
    group = add(body, "g", class_="line", fill="none", stroke=LINE, stroke_width=1.3)
    for line in lines:
        path = add(group, "path", d=_rounded(line.points), marker_end=f"url(#{drawing.name}-fleche)")
        if line.way.repeats:
            put(path, stroke_dasharray=_DASHES)


def _rounded(points: tuple[Point, ...]) -> str:
    """Return a path through ``points`` with rounded corners."""
    parts = [f"M{pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        parts.append(f"L{pair(start)}Q{pair(corner)} {pair(end)}")
    return "".join([*parts, f"L{pair(points[-1])}"])


def _towards(corner: Point, other: Point) -> Point:
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = max(abs(across) + abs(down), 0.01)
    share = min(_ROUND, length / 2) / length
    return corner[0] + across * share, corner[1] + down * share


def _step(body: xml.Element, box: Box, drawing: Drawing) -> None:
    step = box.place.node.step
    proposed = {"stroke_dasharray": "2 2"} if step and step.proposed else {}
    rect = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    group = add(body, "g", class_="box")
    add(group, "rect", **rect, rx=5, fill=PAPER, stroke=ACCENT, stroke_width=1.3, **proposed)
    write(group, drawing.sizes.texts(box.place), box.x + INSIDE, box.y + INSIDE, drawing.language)


def _choice(body: xml.Element, box: Box, drawing: Drawing) -> None:
    x, y = box.middle
    half = box.width / 2
    path = f"M{pair((x, box.y))}l{pair((half, half))}l{pair((-half, half))}l{pair((-half, -half))}z"
    add(body, "path", d=path, class_="choice", fill=PAPER, stroke=ACCENT, stroke_width=1.5)
    mark = add(body, "text", x=x, y=y + 4, text_anchor="middle", font_weight="bold", fill=ACCENT, class_="mark")
    mark.text = "?"


def _event(body: xml.Element, box: Box, drawing: Drawing) -> None:
    x, y = box.middle
    is_end = box.place.node.kind == NodeKind.END
    width, name = (3.5, "event end") if is_end else (1.5, "event")
    add(body, "circle", cx=x, cy=y, r=(box.width - width) / 2, class_=name, fill=PAPER, stroke=INK, stroke_width=width)


def _sign(body: xml.Element, box: Box, drawing: Drawing) -> None:
    """Draw what names a step that stands further up or down."""
    rect = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    add(body, "rect", class_="sign", **rect, rx=box.height / 2, fill=PAPER, stroke=LINE, stroke_width=1.3)
    texts = drawing.sizes.texts(box.place)
    x, y = box.middle
    write(body, texts, x, y - height_of(texts) / 2, drawing.language, text_anchor="middle")


_SHAPES: Final = {
    NodeKind.START: _event,
    NodeKind.END: _event,
    NodeKind.STEP: _step,
    NodeKind.CHOICE: _choice,
    NodeKind.CONCERN: _choice,
}


def _label(body: xml.Element, label: Label, drawing: Drawing) -> None:
    """Write words over whatever runs behind them."""
    ground = {"x": label.x - 1, "y": label.y, "width": label.width + 2, "height": label.height}
    add(body, "rect", class_="halo", **ground, fill=PAPER, fill_opacity=0.85)
    if label.leftwards:
        write(body, label.texts, label.x + label.width, label.y, drawing.language, text_anchor="end")
    else:
        write(body, label.texts, label.x, label.y, drawing.language)
