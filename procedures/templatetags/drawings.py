"""The drawing of a procedure in its page."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from ..drawing.svg import heads_of, svg_of
from ..drawing.swimlanes import on_screen
from ..flow import Flowchart, Selection
from ..presentation.procedures import CHANNEL, PROFILE
from ..presentation.steps import ShownStep

register = template.Library()


@register.simple_tag
def swimlanes(chart: Flowchart, steps: Sequence[ShownStep], title: str, language: str) -> SafeString:
    """Return the drawing below the headings of its lanes; the steps in text are in the element « etapes »."""
    drawing = on_screen(chart, steps, title=title, language=language, described="etapes")
    return mark_safe(heads_of(drawing) + svg_of(drawing, standalone=False))  # noqa: S308 - made by ElementTree, which escapes


@register.simple_tag
def asking_for(selection: Selection) -> str:
    """Return the end of an address that asks about the same people and ways."""
    asked = {PROFILE: sorted(selection.profiles), CHANNEL: sorted(selection.channels)}
    query = urlencode({name: codes for name, codes in asked.items() if codes}, doseq=True)
    return f"?{query}" if query else ""
