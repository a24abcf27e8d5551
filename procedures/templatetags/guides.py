"""What templates of apps below show of the guides, which they do not know."""

from __future__ import annotations

from typing import Any

from django import template

from portal.editions.reading import Reading
from procedures.flow import Selection
from procedures.presentation.choosing import what_applies

register = template.Library()


@register.simple_tag
def guides_for(reading: Reading) -> dict[str, Any]:
    """Return the guides in force for this reader, and whom they tell apart."""
    return what_applies(reading, Selection())
