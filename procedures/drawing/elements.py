"""Elements of SVG, and how numbers and lines of text are written in them."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as xml

from django.utils.translation import get_language

from .layout import Point
from .words import LEADING, SMALL, Texts

INK, SOFT, LINE, PAPER, WASH, ACCENT = "#171b26", "#4e5669", "#56607a", "#ffffff", "#f1f4fb", "#1c3d8f"
_BASELINE: Final = 0.8
_CAMEL: Final = {"viewBox", "refX", "refY", "markerWidth", "markerHeight", "markerUnits"}


def add(parent: xml.Element, tag: str, **attributes: object) -> xml.Element:
    """Add an element with its attributes."""
    child = xml.SubElement(parent, tag)
    put(child, **attributes)
    return child


def put(element: xml.Element, **attributes: object) -> None:
    """Write attributes, called as Python can call them: « class_ », « stroke_width »."""
    for name, value in attributes.items():
        written = number(value) if isinstance(value, int | float) else str(value)
        element.set(name if name in _CAMEL else name.rstrip("_").replace("_", "-"), written)


def write(parent: xml.Element, texts: Texts, x: float, y: float, language: str, **attributes: object) -> None:
    """Write lines one under the other from a top; ``language`` is the procedure's, told where pages have another."""
    block = add(parent, "text", fill=INK, **attributes)
    reader = get_language() or language
    differs = language != reader
    if differs and not all(text.ours for text in texts):
        put(block, lang=language)
    for text in texts:
        span = add(block, "tspan", x=x, y=y + text.size * _BASELINE)
        if text.ours and block.get("lang"):
            put(span, lang=reader)
        if text.size != SMALL:
            put(span, font_size=text.size)
        if text.bold:
            put(span, font_weight="bold")
        if text.soft:
            put(span, fill=SOFT, class_="soft")
        # A space between words of two lines for those who search or copy; where lines end together it would show.
        span.text = text.words if "text_anchor" in attributes else f"{text.words} "
        y += text.size * LEADING


def pair(point: Point) -> str:
    """Write a point in a path."""
    return f"{number(point[0])} {number(point[1])}"


def number(value: float) -> str:
    """Write a number, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def exact(value: float) -> str:
    """Write a number on which something else must fit without a gap."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
