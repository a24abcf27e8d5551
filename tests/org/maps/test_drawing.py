"""What the map of a seat shows, and what it weighs."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from org.content import Seat
from org.maps.drawing import SeatMap, seat_map
from org.maps.geometry import Box

from .shipped import haitian_seats, shipped_seats

LES_CAYES = Seat("les-cayes", "Les Cayes", "HT", "Sud", "18.1933", "-73.7460")
HEAVIEST = 3_000
PATH = re.compile(r"(M-?\d+[ -]\d+l-?\d+(?:[ -]\d+)+z?)*")


def drawn(seat: Seat, language: str = "fr") -> SeatMap:
    with override(language):
        shown = seat_map(seat)
    assert shown
    return shown


def html(seat: Seat) -> str:
    return render_to_string("components/seat_map.html", {"map": drawn(seat), "shown_language": "fr"})


@pytest.mark.parametrize("seat", shipped_seats(), ids=lambda seat: seat.code)
def test_every_shipped_place_gets_a_light_map(seat: Seat) -> None:
    text = html(seat)
    assert len(gzip.compress(text.encode())) < HEAVIEST
    assert "style=" not in text
    assert seat.name in text


@pytest.mark.parametrize("seat", shipped_seats(), ids=lambda seat: seat.code)
def test_names_stay_in_the_map_and_clear_of_each_other(seat: Seat) -> None:
    shown = drawn(seat)
    names = [name for name in (shown.name, shown.area_name, *shown.neighbour_name) if name]
    assert all(Box(0, 0, shown.width, shown.height).contains(name.box) for name in names)
    assert not any(a.box.meets(b.box.grown(-3)) for a in names for b in names if a is not b)


@pytest.mark.parametrize("seat", haitian_seats(), ids=lambda seat: seat.code)
def test_a_seat_in_haiti_shows_its_department_and_the_border(seat: Seat) -> None:
    shown = drawn(seat)
    assert shown.area
    assert shown.frontier
    assert shown.area_name
    assert shown.area_name.text == seat.department


def test_the_words_say_what_the_map_shows() -> None:
    assert drawn(LES_CAYES).description == "Carte : Les Cayes, dans le département du Sud, Haïti ; 18,19° N, 73,75° O"
    geneva = Seat("geneve", "Genève", "CH", "", "46.2044", "6.1432")
    assert drawn(geneva).description == "Carte : Genève, Suisse ; 46,20° N, 6,14° E"
    assert f'role="img" aria-label="{drawn(LES_CAYES).description}"' in html(LES_CAYES)


def test_the_map_is_in_the_readers_language() -> None:
    geneva = Seat("geneva", "Geneva", "CH", "", "46.2044", "6.1432")
    assert drawn(geneva, "en").description != drawn(geneva, "fr").description


@pytest.mark.parametrize("missing", [{"latitude": ""}, {"longitude": ""}, {"latitude": "", "longitude": ""}])
def test_a_place_without_position_gets_no_map(missing: dict[str, str]) -> None:
    assert seat_map(replace(LES_CAYES, **missing)) is None


def test_an_unknown_department_is_found_from_the_position() -> None:
    assert drawn(replace(LES_CAYES, department="")).area == drawn(LES_CAYES).area
    assert drawn(replace(LES_CAYES, department="Sud (Cayes)")).area == drawn(LES_CAYES).area


def test_a_haitian_position_far_from_haiti_is_shown_where_it_is() -> None:
    assert drawn(replace(LES_CAYES, longitude="73.7460")).frontier == ""


def test_mid_ocean_shows_the_world() -> None:
    shown = drawn(Seat("pacifique", "Pacifique", "FR", "", "-40.0000", "-130.0000"))
    assert shown.land.count("M") > 50
    assert (shown.area, shown.borders) == ("", "")


def test_the_line_where_longitudes_start_again_is_no_edge() -> None:
    west, east = (drawn(Seat("fidji", "Fidji", "FJ", "", "-18.1000", x)) for x in ("179.9000", "-179.9000"))
    assert west.land.count("M") == east.land.count("M") > 1


def test_names_are_escaped() -> None:
    assert "<script>" not in html(replace(LES_CAYES, name="<script>alert(1)</script>"))


@given(st.decimals(-90, 90, places=4), st.decimals(-180, 180, places=4), st.sampled_from(["HT", "CH", "FJ", "RU", ""]))
def test_any_position_gets_a_map_with_its_mark_inside(latitude: object, longitude: object, country: str) -> None:
    shown = drawn(Seat("x", "Lieu", country, "", str(latitude), str(longitude)))
    assert 0 <= shown.marker[0] <= shown.width
    assert 0 <= shown.marker[1] <= shown.height
    assert shown.land
    assert all(PATH.fullmatch(data) for data in (shown.land, shown.area, shown.borders, shown.frontier))
