"""From degrees to the drawing and back."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from org.maps.drawing import HAITI_FRAME
from org.maps.projection import around

PORT_DE_PAIX, LES_CAYES, OUANAMINTHE = (-72.8304, 19.9398), (-73.746, 18.1933), (-71.7248, 19.5493)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance on the sphere."""
    (x1, y1), (x2, y2) = ((radians(x), radians(y)) for x, y in (a, b))
    return 2 * 6371 * asin(sqrt(sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2))


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_a_position_comes_back(longitude: float, latitude: float) -> None:
    frame = around((longitude, latitude), latitudes=30, ratio=1.6, limit=62)
    assert frame.locate(frame.project((longitude, latitude))) == pytest.approx((longitude, latitude))
    assert HAITI_FRAME.locate(HAITI_FRAME.project((longitude, latitude))) == pytest.approx((longitude, latitude))


@pytest.mark.parametrize("pair", [(PORT_DE_PAIX, LES_CAYES), (LES_CAYES, OUANAMINTHE), (OUANAMINTHE, PORT_DE_PAIX)])
def test_distances_in_haiti_are_true_within_one_part_in_a_hundred(pair: tuple[tuple[float, float], ...]) -> None:
    (x1, y1), (x2, y2) = (HAITI_FRAME.project(position) for position in pair)
    drawn = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)
    assert drawn == pytest.approx(HAITI_FRAME.length(1000) * kilometres(*pair) / 1000, rel=0.01)


def test_north_is_up_and_east_is_right() -> None:
    north, south = HAITI_FRAME.project(PORT_DE_PAIX), HAITI_FRAME.project(LES_CAYES)
    assert north[1] < south[1]
    assert HAITI_FRAME.project(OUANAMINTHE)[0] > north[0]
