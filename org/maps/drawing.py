"""The map of a seat: Haiti with its departments, or the region of the world around it, or the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.text import slugify
from django.utils.translation import get_language, gettext

from org.content import Seat

from .geometry import Box, Point
from .labels import Label
from .naming import area_name, place_name, stacked
from .outlines import HAITI, NEIGHBOUR, WORLD, Outline, Shape, outline
from .paths import lines_path, rings_path
from .projection import Frame, around, framed
from .wording import country_name, position_of, seat_in_words

HAITI_FRAME = framed(Box(-74.6, 17.88, -70.4, 20.2))
WORLD_FRAME = framed(Box(-180, -58, 180, 84))
REGION_RATIO, REGION_LIMIT = 1.6, 62
REGION_LEAST, REGION_MOST, REGION_TO_COUNTRY = 22, 40, 3.5  # degrees of latitude, and how much more than the country
HAITI_KM, REGION_KM = 50, 500
ABROAD = (-71.0, 19.0)  # the middle of what the map of Haiti shows of its neighbour
EDGE = 4  # degrees that stay free around a mark on the map of the world
KEPT = 256


@dataclass(frozen=True, slots=True)
class Scale:
    """A distance, and how long it is on the map."""

    kilometres: int
    length: int


@dataclass(frozen=True, slots=True)
class SeatMap:
    """A map as typed content: path data and names; the template gives them their marks."""

    width: int
    height: int
    description: str
    land: str
    marker: tuple[int, int]
    name: Label
    neighbour: str = ""
    area: str = ""
    borders: str = ""
    frontier: str = ""
    area_name: Label | None = None
    neighbour_name: tuple[Label, ...] = ()
    scale: Scale | None = None


def seat_map(seat: Seat) -> SeatMap | None:
    """Return the map of a seat in the reader's language; nothing where its position is not known."""
    return _drawn(seat, get_language() or "") if position_of(seat) else None


@lru_cache(maxsize=KEPT)
def _drawn(seat: Seat, _language: str) -> SeatMap:
    position = position_of(seat)
    assert position is not None
    if seat.country == "HT" and HAITI_FRAME.box.holds(position):
        return _haiti(seat, position)
    return _region(seat, position) or _world(seat, position)


def _haiti(seat: Seat, position: Point) -> SeatMap:
    frame, source = HAITI_FRAME, outline(HAITI)
    neighbour = source.areas[NEIGHBOUR]
    code = slugify(seat.department)
    department = source.areas.get(code if code in source.areas else source.area_at(position), ())
    # The neighbour twice: a name should rather cover its own country.
    base = _base(seat, position, frame, source, avoided=(*source.land, *neighbour, *neighbour))
    abroad = stacked(gettext("République dominicaine"), frame.project(ABROAD))
    return replace(
        base,
        neighbour=rings_path(neighbour, frame),
        area=rings_path(department, frame),
        borders=lines_path(source.borders_where(lambda sides: NEIGHBOUR not in sides), frame),
        frontier=lines_path(source.borders_where(lambda sides: NEIGHBOUR in sides), frame),
        area_name=area_name(seat.department, department, frame, base.marker, (base.name, *abroad)),
        neighbour_name=abroad,
        scale=Scale(HAITI_KM, frame.length(HAITI_KM)),
    )


def _region(seat: Seat, position: Point) -> SeatMap | None:
    """Return the map of the region; nothing where it would show only sea."""
    source = outline(WORLD)
    country = source.areas.get(seat.country, ())
    frame = around(position, latitudes=_latitudes(country), ratio=REGION_RATIO, limit=REGION_LIMIT)
    base = _base(seat, position, frame, source, avoided=source.land)
    if not base.land or not frame.box.holds(position):
        return None
    return replace(
        base,
        area=rings_path(country, frame),
        borders=lines_path(source.borders_where(lambda _sides: True), frame),
        area_name=area_name(country_name(seat.country), country, frame, base.marker, (base.name,)),
        scale=Scale(REGION_KM, frame.length(REGION_KM)),
    )


def _latitudes(country: tuple[Shape, ...]) -> float:
    """Return how much of the world to show around a country: more around a large one."""
    height = max((ring.box.north - ring.box.south for ring in country), default=0)
    return max(REGION_LEAST, min(REGION_MOST, height * REGION_TO_COUNTRY))


def _world(seat: Seat, position: Point) -> SeatMap:
    box = WORLD_FRAME.box.grown(-EDGE)
    shown = position[0], max(box.south, min(box.north, position[1]))
    return _base(seat, shown, WORLD_FRAME, outline(WORLD), avoided=())


def _base(seat: Seat, position: Point, frame: Frame, source: Outline, *, avoided: Sequence[Shape]) -> SeatMap:
    """Return the land, and the place on it."""
    x, y = frame.project(position)
    return SeatMap(
        width=frame.width,
        height=frame.height,
        description=seat_in_words(seat),
        land=rings_path(source.land, frame),
        marker=(round(x), round(y)),
        name=place_name(seat.name, position, frame, avoided),
    )
