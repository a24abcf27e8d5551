"""Maps of seats in templates."""

from __future__ import annotations

from django import template

from org.content import Seat
from org.maps.drawing import SeatMap
from org.maps.drawing import seat_map as map_of
from org.maps.wording import position_in_words, position_of

register = template.Library()


@register.filter
def seat_map(seat: Seat) -> SeatMap | None:
    """Return the map of a seat; nothing where its position is not known."""
    return map_of(seat)


@register.filter
def position(seat: Seat) -> str:
    """Return the position of a seat in words, « 18,19° N, 73,75° O »."""
    known = position_of(seat)
    return position_in_words(known) if known else ""
