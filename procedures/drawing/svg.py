"""A drawing as SVG: in its page, where a style sheet sets other colours, or as a file of its own."""

from __future__ import annotations

from xml.etree import ElementTree as xml

from django.utils.translation import get_language

from org.charts.words import FAMILIES

from .drawing import MARGIN, Drawing
from .elements import LINE, PAPER, WASH, add, exact, number, put, write
from .shapes import add_arrow, draw
from .words import SMALL, height_of


def svg_of(drawing: Drawing, *, standalone: bool) -> str:
    """Return the drawing; ``standalone`` as a file of its own, on white paper."""
    root = _root(drawing, standalone)
    if standalone:
        add(root, "rect", width=drawing.width, height=drawing.height, fill=PAPER)
    if drawing.heading:
        write(root, drawing.top_lines, drawing.margin, MARGIN, drawing.language)
    if drawing.has_lanes:
        _lanes(root, drawing, drawing.above, drawing.body - drawing.above + drawing.layout.height)
        if not drawing.on_page:
            _heads(root, drawing, drawing.above)
    draw(root, drawing, drawing.layout.lines, drawing.layout.boxes, drawing.labels)
    if drawing.note:
        top = drawing.height - MARGIN - height_of(drawing.bottom_lines)
        write(root, drawing.bottom_lines, drawing.margin, top, drawing.language)
    return xml.tostring(root, encoding="unicode")


def heads_of(drawing: Drawing) -> str:
    """Return the headings of the lanes as a drawing of their own, which says nothing that the other does not."""
    root = sheet(drawing, 0, drawing.head)
    put(root, aria_hidden="true")
    _lanes(root, drawing, 0, drawing.head)
    _heads(root, drawing, 0)
    return xml.tostring(root, encoding="unicode")


def sheet(drawing: Drawing, top: float, height: float) -> xml.Element:
    """Return what shows a drawing from ``top`` downwards."""
    box = f"0 {exact(top)} {number(drawing.width)} {exact(height)}"
    root = xml.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=box)
    put(root, width=_length(drawing.width, drawing), height=_length(height, drawing))
    put(root, class_="swimlanes", font_family=FAMILIES, font_size=SMALL)
    return root


def _root(drawing: Drawing, standalone: bool) -> xml.Element:
    root = sheet(drawing, 0, drawing.height)
    put(root, role="img")
    if standalone:
        put(root, lang=get_language() or "fr")
    described = f"{drawing.name}-contenu {drawing.described}".strip()
    put(root, aria_labelledby=f"{drawing.name}-titre", aria_describedby=described)
    add(root, "title", id=f"{drawing.name}-titre").text = drawing.title
    add(root, "desc", id=f"{drawing.name}-contenu").text = drawing.description
    add_arrow(root, drawing)
    return root


def _length(side: float, drawing: Drawing) -> str:
    """Return a length in the pixels of a file, or as it grows with the text of a page."""
    return f"{exact(side * drawing.scale / 16)}rem" if drawing.on_page else exact(side * drawing.scale)


def _lanes(root: xml.Element, drawing: Drawing, top: float, height: float) -> None:
    """Draw the lanes, every other one with a ground of its own."""
    for place, band in enumerate(drawing.layout.bands):
        ground, name = (WASH, "lane") if place % 2 == 0 else (PAPER, "lane odd")
        rect = {"x": drawing.left + band.x, "y": top, "width": band.width, "height": height}
        add(root, "rect", class_=name, **rect, fill=ground, stroke="#c9cfdd")


def _heads(root: xml.Element, drawing: Drawing, top: float) -> None:
    """Write the headings of the lanes, and draw the line under them."""
    for band, texts in zip(drawing.layout.bands, drawing.heads, strict=True):
        start = top + (drawing.head - height_of(texts)) / 2
        write(root, texts, drawing.left + band.middle, start, drawing.language, text_anchor="middle")
    line = f"M{number(drawing.left)} {number(top + drawing.head)}h{number(drawing.layout.width)}"
    add(root, "path", d=line, class_="line", stroke=LINE, fill="none")
