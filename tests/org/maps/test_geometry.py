"""What the plane geometry under the maps promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from org.maps.geometry import Box, bounds, clipped, crossings, is_inside, runs_in

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
HOLE = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]
COMB = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (6.0, 9.0), (6.0, 3.0), (3.0, 3.0), (3.0, 9.0), (0.0, 9.0)]
coordinates = st.floats(-20, 20)


@pytest.mark.parametrize(
    ("point", "inside"), [((5, 1), True), ((5, 5), False), ((-1, 5), False), ((5, 11), False), ((9.9, 9.9), True)]
)
def test_a_point_lies_in_an_area_but_not_in_its_hole(point: tuple[float, float], inside: bool) -> None:
    assert is_inside(point, [SQUARE, HOLE]) is inside


def test_a_row_crosses_an_area_as_often_as_it_has_arms() -> None:
    assert crossings(COMB, 6) == [(0, 3), (6, 9)]
    assert crossings(COMB, 1) == [(0, 9)]
    assert crossings(COMB, 12) == []


@given(st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=12))
def test_what_is_cut_stays_in_the_rectangle(ring: list[tuple[float, float]]) -> None:
    cut = clipped(ring, Box(0, 0, 10, 10))
    assert not cut or Box(0, 0, 10, 10).grown(1e-6).contains(bounds(cut))


@given(st.tuples(coordinates, coordinates))
def test_cutting_changes_nothing_inside(point: tuple[float, float]) -> None:
    frame = Box(-1, 1, 8, 8.5)
    if frame.grown(-1e-6).holds(point):
        assert is_inside(point, [clipped(COMB, frame)]) == is_inside(point, [COMB])


def test_a_line_is_kept_only_where_it_comes_near() -> None:
    line = [(-30.0, 5.0), (-20.0, 5.0), (5.0, 5.0), (20.0, 5.0), (30.0, 5.0), (30.0, 30.0), (5.0, 30.0), (5.0, 2.0)]
    assert runs_in(line, Box(0, 0, 10, 10)) == [[(-20, 5), (5, 5), (20, 5)], [(5, 30), (5, 2)]]
