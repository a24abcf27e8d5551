"""The outlines that are shipped: whole, small, and true to where towns are."""

from __future__ import annotations

import pytest
from django.utils.text import slugify
from django_countries import countries

from org.content import Seat
from org.maps.outlines import FOLDER, HAITI, NEIGHBOUR, WORLD, covers, outline
from org.maps.wording import IN_DEPARTMENT, position_of

from .shipped import haitian_seats, shipped_seats

# Chief towns, from GeoNames (CC BY 4.0).
CHIEF_TOWNS = {
    "artibonite": (-72.6893, 19.4476),
    "centre": (-72.0119, 19.1409),
    "grandanse": (-74.1167, 18.65),
    "nippes": (-73.0896, 18.446),
    "nord": (-72.1982, 19.7594),
    "nord-est": (-71.8351, 19.6625),
    "nord-ouest": (-72.8304, 19.9398),
    "ouest": (-72.3388, 18.5435),
    "sud": (-73.7495, 18.192),
    "sud-est": (-72.5369, 18.2357),
}
ABROAD = {"Dajabón": (-71.7082, 19.5481), "Comendador": (-71.7032, 18.8776), "Jimaní": (-71.8515, 18.4878)}
DRAWN_WITHIN = 0.04  # degrees: how far Natural Earth's coasts and borders, simplified, may be from the true ones


def near(code: str, position: tuple[float, float]) -> bool:
    """Tell whether a position lies in an area, or just off its simplified edge."""
    rings = outline(HAITI).areas[code]
    steps = (-DRAWN_WITHIN, 0, DRAWN_WITHIN)
    return any(covers(rings, (position[0] + dx, position[1] + dy)) for dx in steps for dy in steps)


def test_haiti_has_its_ten_departments_and_its_neighbour() -> None:
    assert set(outline(HAITI).areas) == {*IN_DEPARTMENT, NEIGHBOUR} == {*CHIEF_TOWNS, NEIGHBOUR}


@pytest.mark.parametrize("code", CHIEF_TOWNS)
def test_a_chief_town_lies_in_its_department(code: str) -> None:
    assert near(code, CHIEF_TOWNS[code])


@pytest.mark.parametrize("seat", haitian_seats(), ids=lambda seat: seat.code)
def test_a_shipped_seat_in_haiti_lies_in_the_department_that_it_names(seat: Seat) -> None:
    position = position_of(seat)
    assert position
    assert slugify(seat.department) in IN_DEPARTMENT
    assert near(slugify(seat.department), position)


@pytest.mark.parametrize("town", ABROAD)
def test_a_town_across_the_border_lies_in_the_dominican_republic(town: str) -> None:
    assert outline(HAITI).area_at(ABROAD[town]) == NEIGHBOUR


def test_water_is_not_land() -> None:
    gulf, channel = (-72.9, 19.2), (-72.75, 18.7)
    assert outline(HAITI).area_at(gulf) == outline(HAITI).area_at(channel) == ""
    assert not covers(outline(HAITI).land, gulf)


def test_the_frontier_is_what_haiti_and_its_neighbour_share() -> None:
    frontier = list(outline(HAITI).borders_where(lambda sides: NEIGHBOUR in sides))
    touching = {side for border in outline(HAITI).borders if NEIGHBOUR in border.between for side in border.between}
    assert touching - {NEIGHBOUR} == {"nord-est", "centre", "ouest", "sud-est"}
    assert max(line.box.north for line in frontier) - min(line.box.south for line in frontier) > 1.6


def test_countries_are_known_by_their_iso_codes() -> None:
    assert set(outline(WORLD).areas) - {"XK"} <= set(dict(countries))


@pytest.mark.parametrize("seat", shipped_seats(), ids=lambda seat: seat.code)
def test_a_shipped_seat_lies_in_its_country_where_the_country_is_drawn(seat: Seat) -> None:
    rings = outline(WORLD).areas.get(seat.country)
    position = position_of(seat)
    assert position
    if rings:
        assert any(ring.box.grown(1).holds(position) for ring in rings)


def test_outlines_are_small() -> None:
    assert (FOLDER / "haiti.json").stat().st_size < 5_000
    assert (FOLDER / "world.json").stat().st_size < 55_000
