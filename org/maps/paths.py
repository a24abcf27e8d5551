"""Lines as the data of SVG paths: whole units, each point as the difference from the one before."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from .geometry import Line, Point, clipped, runs_in
from .outlines import Shape
from .projection import Frame

MARGIN = 0.05  # of the frame's height, beyond the edge, where rings are cut
STEP = 3  # units; points nearer than this to the one before say nothing at the size of the map
AROUND_THE_WORLD = (0, -360, 360)


def rings_path(rings: Iterable[Shape], frame: Frame) -> str:
    """Return closed rings, cut just beyond the frame."""
    cut_at = frame.box.grown(MARGIN * (frame.box.north - frame.box.south))
    parts = (
        clipped([(x + turn, y) for x, y in ring.points], cut_at)
        for ring in rings
        for turn in AROUND_THE_WORLD
        if ring.box.moved(turn).meets(frame.box)
    )
    return "".join(_path(part, frame, closed=True) for part in parts)


def lines_path(lines: Iterable[Shape], frame: Frame) -> str:
    """Return open lines, as far as they come near the frame."""
    parts = (
        run
        for line in lines
        for turn in AROUND_THE_WORLD
        if line.box.moved(turn).meets(frame.box)
        for run in runs_in([(x + turn, y) for x, y in line.points], frame.box)
    )
    return "".join(_path(part, frame, closed=False) for part in parts)


def _path(line: Line, frame: Frame, *, closed: bool) -> str:
    points = _thinned([_rounded(frame.project(point)) for point in line])
    if len(points) < (3 if closed else 2):
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    return f"M{_numbers(points[:1])}l{_numbers(steps)}" + ("z" if closed else "")


def _rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _thinned(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out points that are too near to the one before; both ends stay."""
    kept = points[:1]
    for point in points[1:]:
        if max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= STEP:
            kept.append(point)
    if len(kept) > 1:
        kept[-1] = points[-1]
    return kept


def _numbers(pairs: list[tuple[int, int]]) -> str:
    """Write numbers with a separator only where there is no sign."""
    text = " ".join(str(number) for pair in pairs for number in pair)
    return text.replace(" -", "-")
