"""What a map says in words: positions, departments, and the sentence that stands for the drawing."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from org.content import Seat

from .geometry import Point

IN_DEPARTMENT = {
    "artibonite": gettext_lazy("dans le département de l’Artibonite"),
    "centre": gettext_lazy("dans le département du Centre"),
    "grandanse": gettext_lazy("dans le département de la Grand’Anse"),
    "nippes": gettext_lazy("dans le département des Nippes"),
    "nord": gettext_lazy("dans le département du Nord"),
    "nord-est": gettext_lazy("dans le département du Nord-Est"),
    "nord-ouest": gettext_lazy("dans le département du Nord-Ouest"),
    "ouest": gettext_lazy("dans le département de l’Ouest"),
    "sud": gettext_lazy("dans le département du Sud"),
    "sud-est": gettext_lazy("dans le département du Sud-Est"),
}


def position_of(seat: Seat) -> Point | None:
    """Return the longitude and latitude of a seat, where both are known."""
    return (float(seat.longitude), float(seat.latitude)) if seat.longitude and seat.latitude else None


def position_in_words(position: Point) -> str:
    """Return « 18,19° N, 73,75° O »."""
    longitude, latitude = position
    north = _("%(degrees)s° N") if latitude >= 0 else _("%(degrees)s° S")
    east = _("%(degrees)s° E") if longitude >= 0 else _("%(degrees)s° O")
    return f"{north % _degrees(latitude)}, {east % _degrees(longitude)}"


def seat_in_words(seat: Seat) -> str:
    """Return what the map shows: place, department, country, position."""
    position = position_of(seat)
    department = IN_DEPARTMENT.get(slugify(seat.department), seat.department) if seat.country == "HT" else ""
    where = ", ".join(str(part) for part in (seat.name, department, country_name(seat.country)) if part)
    return _("Carte : %(where)s ; %(position)s") % {
        "where": where,
        "position": position_in_words(position) if position else "",
    }


def country_name(code: str) -> str:
    """Return the name of a country in the reader's language."""
    return str(countries.name(code))


def _degrees(value: float) -> dict[str, str]:
    return {"degrees": number_format(round(abs(value), 2), decimal_pos=2)}
