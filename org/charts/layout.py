"""Where boxes stand: the chart as offices draw it, top levels side by side, lower ones in indented columns.

Each unit can be drawn in several shapes: as one column, or with what is below it packed into more and more columns
under a bus. From the bottom up, the shapes worth keeping are those that no other beats in width and in height at
once (as in Stockmeyer's floorplans); at the top, the one is taken that can be printed largest on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Final

from .tree import Unit

COLUMN: Final = 168.0  # the width of a column
HEADER: Final = 200.0  # of a box with columns below it
NARROWEST: Final = 100.0
INDENT: Final = 14.0
ACROSS: Final = 16.0  # between columns
DOWN: Final = 7.0  # between boxes of a column
BUS: Final = 30.0  # between a box and the columns below it
_KEPT: Final = 16  # shapes of a unit
_STEPS: Final = 14  # heights tried between the lowest and the highest
_DEEPEST_ALONE: Final = 3
_LARGE_ENOUGH: Final = 1.0  # beyond it, low and wide is better than larger
_WORTH: Final = 0.88  # of the size, for columns of their own

Height = Callable[[Unit, float], float]


@dataclass(frozen=True, slots=True)
class Box:
    """A unit's place."""

    unit: Unit
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from a unit to one below it, through its corners."""

    points: tuple[tuple[float, float], ...]


Placed = Iterator[Box | Wire]


@dataclass(frozen=True, slots=True)
class Column:
    """A unit with all below it, one under the other, each level further in."""

    unit: Unit
    across: float
    own: float
    below: tuple[Column, ...]
    width: float
    height: float

    @property
    def anchor(self) -> float:
        return self.across / 2

    def placed(self, x: float, y: float) -> Placed:
        yield Box(self.unit, x, y, self.across, self.own)
        yield from _hung(self.below, x, y + self.own)


@dataclass(frozen=True, slots=True)
class Stack:
    """Several units of one parent in one column, hung on a line at its left."""

    columns: tuple[Column, ...]
    width: float
    height: float
    anchor: float = INDENT / 2

    def placed(self, x: float, y: float) -> Placed:
        yield from _hung(self.columns, x, y - DOWN)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit with what is below it in columns under a bus."""

    unit: Unit
    own: float
    parts: tuple[Shape, ...]
    width: float
    height: float

    @property
    def anchor(self) -> float:
        return self.width / 2

    def placed(self, x: float, y: float) -> Placed:
        yield Box(self.unit, x + self.anchor - HEADER / 2, y, HEADER, self.own)
        top, bottom = y + self.own, y + self.own + BUS
        left = x + (self.width - _across(self.parts)) / 2
        for part in self.parts:
            corner, end = left + part.anchor, bottom if not isinstance(part, Stack) else bottom - DOWN
            bus = (top + bottom) / 2
            yield Wire(((x + self.anchor, top), (x + self.anchor, bus), (corner, bus), (corner, end)))
            yield from part.placed(left, bottom)
            left += part.width + ACROSS


Shape = Column | Stack | Row


@dataclass(frozen=True, slots=True)
class Layout:
    """All boxes and lines of a chart, from the corner at the top left."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]


def layout_of(root: Unit, height_of: Height, *, width: float, height: float) -> Layout:
    """Place the units so that they can be drawn as large as possible on a page of ``width`` by ``height``.

    Of the upper levels, each unit with others below it gets columns of its own where that costs little.
    """
    shape, best = None, 0.0
    for alone in range(_DEEPEST_ALONE + 1):
        found = max(_shapes(root, height_of, alone), key=lambda each: (_scale(each, width, height), -each.height))
        scale = _scale(found, width, height)
        best = max(best, scale)
        if shape is None or scale >= _WORTH * best:
            shape = found
    assert shape is not None
    placed = list(shape.placed(0, 0))
    boxes = tuple(each for each in placed if isinstance(each, Box))
    return Layout(shape.width, shape.height, boxes, tuple(each for each in placed if isinstance(each, Wire)))


def _scale(shape: Shape, width: float, height: float) -> float:
    return min(width / shape.width, height / shape.height, _LARGE_ENOUGH)


def _shapes(unit: Unit, height_of: Height, alone: int) -> list[Column | Row]:
    """Return the shapes of a unit that are worth keeping, from the narrowest to the widest.

    Down to the level ``alone``, units with others below them share no column.
    """
    column = _column(unit, height_of, COLUMN)
    if not unit.children:
        return [column]
    own = height_of(unit, HEADER)
    stacked = [_column(child, height_of, COLUMN - INDENT) for child in unit.children]
    shapes = [_shapes(child, height_of, alone) for child in unit.children]
    packed = [_packed(stacked, shapes, limit, alone) for limit in _limits(stacked, shapes)]
    rows = [_row(unit, own, parts) for parts in packed if len(parts) > 1 or not isinstance(parts[0], Stack)]
    shared = all(child.level > alone or not child.children for child in unit.children)
    return _worth_keeping([column, *rows] if shared else rows)


def _column(unit: Unit, height_of: Height, across: float) -> Column:
    own = height_of(unit, across)
    below = tuple(_column(child, height_of, max(across - INDENT, NARROWEST)) for child in unit.children)
    width = max([across, *(INDENT + child.width for child in below)])
    return Column(unit, across, own, below, width, own + sum(child.height + DOWN for child in below))


def _limits(stacked: Sequence[Column], shapes: Sequence[Sequence[Column | Row]]) -> Sequence[float]:
    """Return the heights to try: those that shapes have, and steps between the lowest and the highest."""
    lowest = max(min(shape.height for shape in each) for each in shapes)
    highest = max(lowest, _down(stacked))
    steps = {lowest * (highest / lowest) ** (step / _STEPS) for step in range(_STEPS + 1)}
    own = sorted({shape.height for each in shapes for shape in each if shape.height >= lowest})
    return sorted(steps.union(own[:: max(1, len(own) // _STEPS)]))


def _packed(
    stacked: Sequence[Column], shapes: Sequence[Sequence[Column | Row]], limit: float, alone: int
) -> list[Shape]:
    """Fill columns no higher than ``limit`` in order; what stands alone in one gets its narrowest fitting shape."""

    def shares(number: int) -> bool:
        column = stacked[number]
        return column.height <= limit and (column.unit.level > alone or not column.below)

    parts: list[Shape] = []
    for sharing, numbers in groupby(range(len(stacked)), key=shares):
        group = list(numbers)
        runs = _runs([stacked[each].height for each in group], limit if sharing else 0)
        for run in runs:
            first = group[run[0]]
            parts.append(_part(stacked[first : first + len(run)], shapes[first], limit))
    return parts


def _runs(heights: Sequence[float], limit: float) -> list[list[int]]:
    """Split a sequence into as few runs as possible, none higher than ``limit``, as even as they can be."""
    greedy: list[list[int]] = []
    filled = 0.0
    for number, height in enumerate(heights):
        if greedy and filled + DOWN + height <= limit:
            greedy[-1].append(number)
            filled += DOWN + height
        else:
            greedy.append([number])
            filled = height
    even: list[list[int]] = [[] for _run in greedy]
    middles = (above - height / 2 for above, height in zip(accumulate(heights), heights, strict=True))
    for number, middle in enumerate(middles):
        even[int(middle / sum(heights) * len(even))].append(number)
    fits = all(run and sum(heights[each] + DOWN for each in run) - DOWN <= limit for run in even)
    return even if fits else greedy


def _part(run: Sequence[Column], shapes: Sequence[Column | Row], limit: float) -> Shape:
    if len(run) == 1:
        return next((shape for shape in shapes if shape.height <= limit), shapes[-1])
    return Stack(tuple(run), height=_down(run), width=INDENT + max(column.width for column in run))


def _row(unit: Unit, own: float, parts: Sequence[Shape]) -> Row:
    height = own + BUS + max(part.height for part in parts)
    return Row(unit, own, tuple(parts), max(HEADER, _across(parts)), height)


def _worth_keeping(shapes: Sequence[Column | Row]) -> list[Column | Row]:
    """Return the shapes that no other beats in width and height at once, thinned out evenly."""
    kept: list[Column | Row] = []
    for shape in sorted(shapes, key=lambda each: (each.width, each.height)):
        if not kept or shape.height < kept[-1].height:
            kept.append(shape)
    if len(kept) <= _KEPT:
        return kept
    return [kept[round(number * (len(kept) - 1) / (_KEPT - 1))] for number in range(_KEPT)]


def _hung(columns: Sequence[Column], x: float, y: float) -> Placed:
    """Hang columns on a line at the left, from ``y`` down."""
    spine, top = x + INDENT / 2, y
    for column in columns:
        y += DOWN
        middle = y + column.own / 2
        yield Wire(((spine, top), (spine, middle), (x + INDENT, middle)))
        yield from column.placed(x + INDENT, y)
        y += column.height


def _across(parts: Sequence[Shape]) -> float:
    return sum(part.width for part in parts) + ACROSS * (len(parts) - 1)


def _down(columns: Sequence[Column]) -> float:
    return sum(column.height for column in columns) + DOWN * (len(columns) - 1)
