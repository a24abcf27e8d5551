"""The chart as SVG: boxes, lines, text that is text, links. Colours are attributes, so that the drawing needs no
style sheet; that of the pages sets others by class in the dark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as xml

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .boxes import BESIDE, named, style_of, written_in
from .layout import Box, Layout
from .legend import PATTERNS, Curve, curves_of, drawn_kinds
from .ties import Tie
from .tree import Unit
from .words import FAMILIES, width_of

MARGIN: Final = 14.0
TITLE: Final = 20.0
NOTE: Final = 10.0
INK, SOFT, WIRE, PAPER = "#171b26", "#4e5669", "#6f788c", "#ffffff"
_HEADING: Final = 42.0
_FOOT: Final = 24.0
_SAMPLE: Final = 36.0
_BADGE: Final = 12.0

Address = Callable[[Unit], str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be drawn. ``heading`` and ``note`` are written on what leaves the page; ``fold`` gives the
    address that shows or hides what is below a unit. ``points`` is how large a unit of the drawing is on paper,
    ``rems`` how large on a screen, where it grows with the text of the page."""

    layout: Layout
    title: str
    description: str
    address: Address
    ties: Sequence[Tie] = ()
    fold: Address | None = None
    heading: str = ""
    note: str = ""
    points: float = 0
    rems: float = 0

    @property
    def above(self) -> float:
        return MARGIN + (_HEADING if self.heading else 0)

    @property
    def width(self) -> float:
        return max(self.layout.width, width_of(self.heading, TITLE, True)) + 2 * MARGIN

    @property
    def height(self) -> float:
        foot = (_FOOT if drawn_kinds(self.ties) else 0) + (_FOOT if self.note else 0)
        return self.layout.height + self.above + MARGIN + foot


def svg_of(drawing: Drawing, *, standalone: bool) -> str:
    """Return the drawing; ``standalone`` as a file of its own, on white paper."""
    root = _root(drawing, standalone)
    if standalone:
        _add(root, "rect", width=drawing.width, height=drawing.height, fill=PAPER)
    if drawing.heading:
        _text(root, drawing.heading, MARGIN, MARGIN + TITLE, TITLE, fill=INK, font_weight="bold")
    left = (drawing.width - drawing.layout.width) / 2
    body = _add(root, "g", transform=f"translate({_number(left)} {_number(drawing.above)})")
    _wires(body, drawing.layout)
    boxes = {box.unit.key: box for box in drawing.layout.boxes}
    curves = list(curves_of(drawing.ties, boxes))
    for curve in curves:
        _tie(body, curve)
    for box in boxes.values():
        _box(body, box, drawing)
    for curve in curves:
        _arrow(body, curve)
    _foot(root, drawing)
    return xml.tostring(root, encoding="unicode")


def _root(drawing: Drawing, standalone: bool) -> xml.Element:
    key = drawing.layout.boxes[0].unit.key
    names = {"title": drawing.title, "desc": drawing.description}
    size = {"width": drawing.width, "height": drawing.height}
    shown = {name: _length(side, drawing) for name, side in size.items()}
    root = xml.Element("svg")
    _set(root, xmlns="http://www.w3.org/2000/svg", **shown, viewBox=" ".join(["0 0", *map(_number, size.values())]))
    _set(root, class_="chart-drawing", role="group", font_family=FAMILIES)
    _set(root, aria_labelledby=f"title-{key}", aria_describedby=f"desc-{key}")
    if standalone:
        _set(root, lang=get_language() or "fr")
    for name, words in names.items():
        _add(root, name, id=f"{name}-{key}").text = words
    return root


def _length(side: float, drawing: Drawing) -> str | float:
    if drawing.rems:
        return f"{_number(side * drawing.rems)}rem"
    return f"{_number(side * drawing.points)}pt" if drawing.points else side


def _wires(body: xml.Element, layout: Layout) -> None:
    lines = ("M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in wire.points) for wire in layout.wires)
    _add(body, "path", d="".join(lines), class_="wire", fill="none", stroke=WIRE, stroke_width=1.25)


def _box(body: xml.Element, box: Box, drawing: Drawing) -> None:
    style = style_of(box.unit)
    link = _add(body, "a", href=drawing.address(box.unit), class_=style.name)
    if box.unit.link.language != get_language():
        _set(link, lang=box.unit.link.language)
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    _add(link, "rect", **place, rx=style.corner, fill=style.fill, stroke=style.line, stroke_width=style.stroke)
    text = _add(link, "text", fill=style.ink)
    for line in written_in(box.unit, box.width):
        span = _add(text, "tspan", x=box.x + BESIDE, y=box.y + line.baseline, font_size=line.size)
        if line.bold:
            _set(span, font_weight="bold")
        if line.soft:
            _set(span, fill=style.soft, class_="soft")
        span.text = f"{line.text} "
    if drawing.fold and box.unit.level and (box.unit.children or box.unit.hidden):
        _badge(body, box, drawing.fold(box.unit))


def _badge(body: xml.Element, box: Box, address: str) -> None:
    """Draw the round sign that hides or shows what is below, large enough for a finger."""
    words = _("Replier : %(unit)s") if box.unit.children else _("Déplier : %(unit)s")
    link = _add(body, "a", href=address, class_="fold", rel="nofollow")
    _set(link, aria_label=words % {"unit": named(box.unit.link)})
    x, y = box.x + box.width, box.y + box.height / 2
    _add(link, "circle", cx=x, cy=y, r=_BADGE, fill_opacity=0)
    _add(link, "circle", cx=x, cy=y, r=_BADGE * 0.62, fill=PAPER, stroke=WIRE)
    half = _BADGE * 0.3
    upright = "" if box.unit.children else f"M{_number(x)} {_number(y - half)}v{_number(2 * half)}"
    _add(
        link, "path", d=f"M{_number(x - half)} {_number(y)}h{_number(2 * half)}{upright}", stroke=INK, stroke_width=1.5
    )


def _tie(body: xml.Element, curve: Curve) -> None:
    """Draw a tie behind the boxes, so that it never hides a word."""
    pattern = PATTERNS[curve.tie.kind]
    group = _add(body, "g", class_=f"tie {pattern.name}", stroke=pattern.line)
    _add(group, "title").text = f"{curve.tie.source.title} {curve.tie.label} {curve.tie.target.title}"
    _add(group, "path", d=curve.path, fill="none", stroke_width=1.5, stroke_dasharray=pattern.dashes)


def _arrow(body: xml.Element, curve: Curve) -> None:
    """Draw where a tie ends, over the boxes."""
    pattern = PATTERNS[curve.tie.kind]
    _add(body, "path", d=curve.ends, class_=f"tip {pattern.name}", fill=pattern.line)


def _foot(root: xml.Element, drawing: Drawing) -> None:
    """Write what the dashed lines mean, and where the chart comes from."""
    x, y = MARGIN, drawing.above + drawing.layout.height + _FOOT
    for kind in drawn_kinds(drawing.ties):
        pattern, words = PATTERNS[kind], str(kind.label)
        group = _add(root, "g", class_=f"tie {pattern.name}")
        line = f"M{_number(x)} {_number(y - 3)}h{_number(_SAMPLE)}"
        _add(group, "path", d=line, stroke=pattern.line, stroke_width=1.5, stroke_dasharray=pattern.dashes)
        _text(root, words, x + _SAMPLE + 6, y, NOTE, fill=INK, class_="ink")
        x += _SAMPLE + width_of(words, NOTE) + 24
    if drawing.note:
        _text(root, drawing.note, MARGIN, drawing.height - MARGIN, NOTE, fill=SOFT)


def _text(parent: xml.Element, words: str, x: float, y: float, size: float, **attributes: object) -> None:
    _add(parent, "text", x=x, y=y, font_size=size, **attributes).text = words


def _add(parent: xml.Element, tag: str, **attributes: object) -> xml.Element:
    child = xml.SubElement(parent, tag)
    _set(child, **attributes)
    return child


def _set(element: xml.Element, **attributes: object) -> None:
    for name, value in attributes.items():
        written = _number(value) if isinstance(value, int | float) else str(value)
        element.set(_ATTRIBUTES.get(name, name), written)


_ATTRIBUTES: Final = {
    name.replace("-", "_"): name
    for name in [
        "aria-describedby",
        "aria-label",
        "aria-labelledby",
        "fill-opacity",
        "font-family",
        "font-size",
        "font-weight",
        "stroke-dasharray",
        "stroke-width",
    ]
} | {"class_": "class"}


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
