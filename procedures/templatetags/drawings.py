"""The drawings of a procedure in its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from ..drawing.strips import column_of_strips
from ..drawing.svg import heads_of, svg_of
from ..drawing.swimlanes import FORM, Drawable, Form, fits_paper, on_page
from ..flow import Flowchart, Selection
from ..presentation.procedures import CHANNEL, PROFILE
from ..presentation.steps import ShownStep

register = template.Library()


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawings of a page: one in lanes and one in a column, and whether the first fits a sheet of paper."""

    lanes: SafeString
    column: SafeString
    fits_paper: bool


@register.simple_tag
def drawn(chart: Flowchart, steps: Sequence[ShownStep], title: str, language: str) -> Drawn:
    """Return the drawings; the steps in text are in the element « etapes »."""
    drawable = Drawable(chart, steps, title, language)
    lanes = on_page(drawable, Form.LANES, described="etapes")
    column = on_page(drawable, Form.COLUMN, described="etapes")
    return Drawn(
        lanes=_safe(heads_of(lanes) + svg_of(lanes, standalone=False)),
        column=_safe(column_of_strips(column)),
        fits_paper=fits_paper(lanes),
    )


def _safe(made: str) -> SafeString:
    return mark_safe(made)  # noqa: S308 - made by ElementTree, which escapes


@register.simple_tag
def asking_for(selection: Selection, form: str = "") -> str:
    """Return the end of an address that asks about the same people and ways, and for a form of the drawing."""
    asked = {PROFILE: sorted(selection.profiles), CHANNEL: sorted(selection.channels), FORM: [form] if form else []}
    query = urlencode({name: codes for name, codes in asked.items() if codes}, doseq=True)
    return f"?{query}" if query else ""
