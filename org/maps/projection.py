"""From degrees to the units of a drawing: equirectangular, true to scale at the middle latitude."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

from .geometry import Box, Point

WIDTH = 640
EQUATOR_KM = 111.32


@dataclass(frozen=True, slots=True)
class Frame:
    """What a map shows: degrees, and the size of the drawing."""

    box: Box
    width: int
    height: int

    def project(self, position: Point) -> Point:
        """Return the place of a position (longitude, latitude) in the drawing; y grows southwards."""
        return (position[0] - self.box.west) * self.x_scale, (self.box.north - position[1]) * self.y_scale

    def locate(self, point: Point) -> Point:
        """Return the position of a place in the drawing."""
        return self.box.west + point[0] / self.x_scale, self.box.north - point[1] / self.y_scale

    @property
    def area(self) -> Box:
        """The drawing itself."""
        return Box(0, 0, self.width, self.height)

    @property
    def x_scale(self) -> float:
        """Units a degree of longitude."""
        return self.width / (self.box.east - self.box.west)

    @property
    def y_scale(self) -> float:
        """Units a degree of latitude."""
        return self.height / (self.box.north - self.box.south)

    def length(self, kilometres: float) -> int:
        """Return how long a distance is at the middle latitude."""
        return round(kilometres / EQUATOR_KM * self.y_scale)


def framed(box: Box) -> Frame:
    """Return the frame around a rectangle of degrees."""
    middle = cos(radians((box.south + box.north) / 2))
    return Frame(box, WIDTH, round(WIDTH * (box.north - box.south) / ((box.east - box.west) * middle)))


def around(position: Point, *, latitudes: float, ratio: float, limit: float) -> Frame:
    """Return the frame of a region; nearer to a pole than `limit`, the position leaves the centre."""
    middle = max(-limit, min(limit, position[1]))
    half = latitudes * ratio / cos(radians(middle)) / 2
    box = Box(position[0] - half, middle - latitudes / 2, position[0] + half, middle + latitudes / 2)
    return Frame(box, WIDTH, round(WIDTH / ratio))
