"""A column on a page, cut between its steps: paper may break there, and put the strips side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple
from xml.etree import ElementTree as xml

from ..flow import NodeKind
from .drawing import Drawing
from .elements import put
from .layout import Line
from .shapes import add_arrow, draw
from .svg import sheet

_ABOVE: Final = 0.75  # gaps: how far above what comes it is cut: there are neither words nor lines across


class _Span(NamedTuple):
    """How far up and down a line runs."""

    top: float
    bottom: float
    line: Line


def column_of_strips(drawing: Drawing) -> str:
    """Return the column as strips that follow one another without a gap, as one picture to who cannot see it."""
    root = xml.Element("div", {"class": "strips", "role": "img"})
    put(root, aria_label=drawing.title, aria_describedby=drawing.described)
    spans = [_span(line) for line in drawing.layout.lines]
    for top, bottom in pairwise(_cuts(drawing)):
        root.append(_strip(drawing, spans, top, bottom))
    add_arrow(root[0], drawing)
    return xml.tostring(root, encoding="unicode")


def _strip(drawing: Drawing, spans: list[_Span], top: float, bottom: float) -> xml.Element:
    root = sheet(drawing, top, bottom - top)
    first, last = top - drawing.body, bottom - drawing.body
    draw(
        root,
        drawing,
        [span.line for span in spans if span.top < last and span.bottom > first],
        [box for box in drawing.layout.boxes if first <= box.y < last],
        [label for label in drawing.labels if first <= label.y < last],
    )
    return root


def _span(line: Line) -> _Span:
    downs = [y for _x, y in line.points]
    return _Span(min(downs), max(downs), line)


def _cuts(drawing: Drawing) -> Iterator[float]:
    """Yield where strips begin and end, on whole pixels."""
    yield 0
    rows = {place.row: place for place in drawing.layout.plan.places if not place.side}
    for row, top in enumerate(drawing.layout.tops):
        before = rows[row - 1] if row else None
        if before and _begins_strip(rows[row].node.kind, before.node.kind, refers=bool(rows[row].refers)):
            yield _on_pixel(drawing.body + top - _ABOVE * drawing.sizes.gap, drawing)
    yield _on_pixel(drawing.height, drawing)


def _begins_strip(kind: NodeKind, before: NodeKind, *, refers: bool) -> bool:
    """Whether something stands apart from what is before it: a choice before a step belongs to it, one after too."""
    if refers:
        return False
    return kind == NodeKind.CONCERN or (kind == NodeKind.STEP and before not in (NodeKind.CONCERN, NodeKind.START))


def _on_pixel(y: float, drawing: Drawing) -> float:
    return round(y * drawing.scale) / drawing.scale
