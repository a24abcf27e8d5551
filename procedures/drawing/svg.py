"""The swimlanes as SVG. Colours are attributes, so that a file needs no style sheet; that of the pages sets others."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as xml

from django.utils.translation import get_language

from org.charts.words import FAMILIES

from ..flow import NodeKind
from .drawing import HEADING, MARGIN, Drawing
from .labels import Label
from .layout import Box, Line, Point
from .sizes import INSIDE
from .words import LEADING, SMALL, Texts, height_of

INK, SOFT, LINE, PAPER, WASH, ACCENT = "#171b26", "#4e5669", "#56607a", "#ffffff", "#f1f4fb", "#1c3d8f"
_BASELINE: Final = 0.8
_ROUND: Final = 5.0  # of the corners of lines
_DASHES: Final = "5 3"


def svg_of(drawing: Drawing, *, standalone: bool) -> str:
    """Return the drawing; ``standalone`` as a file of its own, on white paper."""
    root = _root(drawing, standalone)
    if standalone:
        _add(root, "rect", width=drawing.width, height=drawing.height, fill=PAPER)
    if drawing.heading:
        words = _add(root, "text", x=MARGIN, y=MARGIN + HEADING, font_size=HEADING, font_weight="bold", fill=INK)
        words.text = drawing.heading
    _lanes(root, drawing, drawing.above, drawing.body - drawing.above + drawing.layout.height)
    if not drawing.heads_apart:
        _heads(root, drawing, drawing.above)
    body = _add(root, "g", transform=f"translate({_number(drawing.left)} {_number(drawing.body)})")
    _lines(body, drawing.layout.lines)
    for box in drawing.layout.boxes:
        _SHAPES[box.place.node.kind](body, box, drawing)
    for label in drawing.labels:
        _label(body, label, drawing)
    if drawing.note:
        note = _add(root, "text", x=MARGIN, y=drawing.height - MARGIN, fill=SOFT)
        note.text = drawing.note
    return xml.tostring(root, encoding="unicode")


def heads_of(drawing: Drawing) -> str:
    """Return the headings of the lanes as a drawing of their own, which says nothing that the other does not."""
    root = _sheet(drawing, drawing.head)
    _set(root, aria_hidden="true")
    _lanes(root, drawing, 0, drawing.head)
    _heads(root, drawing, 0)
    return xml.tostring(root, encoding="unicode")


def _sheet(drawing: Drawing, height: float) -> xml.Element:
    box = f"0 0 {_number(drawing.width)} {_number(height)}"
    root = xml.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=box)
    _set(root, width=_length(drawing.width, drawing), height=_length(height, drawing))
    _set(root, class_="swimlanes", font_family=FAMILIES, font_size=SMALL)
    return root


def _root(drawing: Drawing, standalone: bool) -> xml.Element:
    root = _sheet(drawing, drawing.height)
    _set(root, role="img")
    if standalone:
        _set(root, lang=get_language() or "fr")
    described = f"dessin-contenu {drawing.described}".strip() if not standalone else "dessin-contenu"
    _set(root, aria_labelledby="dessin-titre", aria_describedby=described)
    _add(root, "title", id="dessin-titre").text = drawing.title
    _add(root, "desc", id="dessin-contenu").text = drawing.description
    tip = {"viewBox": "0 0 8 8", "refX": 7.5, "refY": 4, "markerWidth": 7, "markerHeight": 7}
    marker = _add(root, "marker", id="dessin-fleche", orient="auto", markerUnits="userSpaceOnUse", **tip)
    _add(marker, "path", d="M0 0L8 4L0 8z", fill=LINE, class_="tip")
    return root


def _length(side: float, drawing: Drawing) -> str:
    return f"{_number(side * drawing.rems)}rem" if drawing.rems else _number(side)


def _lanes(root: xml.Element, drawing: Drawing, top: float, height: float) -> None:
    """Draw the lanes, every other one with a ground of its own."""
    for number, band in enumerate(drawing.layout.bands):
        ground, name = (WASH, "lane") if number % 2 == 0 else (PAPER, "lane odd")
        place = {"x": drawing.left + band.x, "y": top, "width": band.width, "height": height}
        _add(root, "rect", class_=name, **place, fill=ground, stroke="#c9cfdd")


def _heads(root: xml.Element, drawing: Drawing, top: float) -> None:
    """Write the headings of the lanes, and draw the line under them."""
    for band, texts in zip(drawing.layout.bands, drawing.heads, strict=True):
        start = top + (drawing.head - height_of(texts)) / 2
        _texts(root, texts, drawing.left + band.middle, start, text_anchor="middle", **_spoken(drawing))
    line = f"M{_number(drawing.left)} {_number(top + drawing.head)}h{_number(drawing.layout.width)}"
    _add(root, "path", d=line, class_="line", stroke=LINE, fill="none")


def _lines(body: xml.Element, lines: tuple[Line, ...]) -> None:
    """Draw the ways; those that lead back are dashed."""
    group = _add(body, "g", class_="line", fill="none", stroke=LINE, stroke_width=1.3)
    for line in lines:
        path = _add(group, "path", d=_rounded(line.points), marker_end="url(#dessin-fleche)")
        if line.way.leads_back:
            _set(path, stroke_dasharray=_DASHES)


def _rounded(points: tuple[Point, ...]) -> str:
    """Return a path through ``points`` with rounded corners."""
    parts = [f"M{_pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        parts.append(f"L{_pair(start)}Q{_pair(corner)} {_pair(end)}")
    return "".join([*parts, f"L{_pair(points[-1])}"])


def _towards(corner: Point, other: Point) -> Point:
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = max(abs(across) + abs(down), 0.01)
    share = min(_ROUND, length / 2) / length
    return corner[0] + across * share, corner[1] + down * share


def _step(body: xml.Element, box: Box, drawing: Drawing) -> None:
    step = box.place.node.step
    proposed = {"stroke_dasharray": "2 2"} if step and step.proposed else {}
    rect = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    group = _add(body, "g", class_="box")
    _add(group, "rect", **rect, rx=5, fill=PAPER, stroke=ACCENT, stroke_width=1.3, **proposed)
    _texts(group, drawing.sizes.texts(box.place), box.x + INSIDE, box.y + INSIDE, **_spoken(drawing))


def _choice(body: xml.Element, box: Box, drawing: Drawing) -> None:
    x, y = box.middle
    half = box.width / 2
    path = f"M{_pair((x, box.y))}l{_pair((half, half))}l{_pair((-half, half))}l{_pair((-half, -half))}z"
    _add(body, "path", d=path, class_="choice", fill=PAPER, stroke=ACCENT, stroke_width=1.5)
    mark = _add(body, "text", x=x, y=y + 4, text_anchor="middle", font_weight="bold", fill=ACCENT, class_="mark")
    mark.text = "?"


def _event(body: xml.Element, box: Box, drawing: Drawing) -> None:
    x, y = box.middle
    is_end = box.place.node.kind == NodeKind.END
    width, name = (3.5, "event end") if is_end else (1.5, "event")
    _add(
        body, "circle", cx=x, cy=y, r=(box.width - width) / 2, class_=name, fill=PAPER, stroke=INK, stroke_width=width
    )


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
    _add(body, "rect", class_="halo", **ground, fill=PAPER, fill_opacity=0.85)
    x, anchor = (label.x + label.width, "end") if label.leftwards else (label.x, "start")
    _texts(body, label.texts, x, label.y, text_anchor=anchor, **_spoken(drawing))


def _spoken(drawing: Drawing) -> dict[str, str]:
    """Return the language of the text, where it is not that of the page."""
    return {"lang": drawing.language} if drawing.language != get_language() else {}


def _texts(parent: xml.Element, texts: Texts, x: float, y: float, **attributes: object) -> None:
    """Write lines one under the other from a top."""
    block = _add(parent, "text", fill=INK, **attributes)
    for text in texts:
        span = _add(block, "tspan", x=x, y=y + text.size * _BASELINE)
        if text.size != SMALL:
            _set(span, font_size=text.size)
        if text.bold:
            _set(span, font_weight="bold")
        if text.soft:
            _set(span, fill=SOFT, class_="soft")
        span.text = f"{text.words} "
        y += text.size * LEADING


def _add(parent: xml.Element, tag: str, **attributes: object) -> xml.Element:
    child = xml.SubElement(parent, tag)
    _set(child, **attributes)
    return child


_CAMEL: Final = {"viewBox", "refX", "refY", "markerWidth", "markerHeight", "markerUnits"}


def _set(element: xml.Element, **attributes: object) -> None:
    for name, value in attributes.items():
        written = _number(value) if isinstance(value, int | float) else str(value)
        element.set(name if name in _CAMEL else name.rstrip("_").replace("_", "-"), written)


def _pair(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
