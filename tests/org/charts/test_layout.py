"""Whatever the tree: every unit once, nothing over anything else, parents before what is below, all on the page."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from org.charts.boxes import height_of
from org.charts.layout import Box, Layout, layout_of
from org.charts.tree import Unit

from .trees import TREES, tree

A3 = (1134.0, 670.0)


def laid_out(root: Unit) -> Layout:
    return layout_of(root, height_of, width=A3[0], height=A3[1])


def overlap(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    above = one.y + one.height <= other.y or other.y + other.height <= one.y
    return not (beside or above)


@given(TREES)
def test_every_unit_has_one_box_in_the_order_of_the_structure(root: Unit) -> None:
    assert [box.unit.key for box in laid_out(root).boxes] == [unit.key for unit in root.walk()]


@given(TREES)
def test_no_box_stands_over_another(root: Unit) -> None:
    assert not [pair for pair in combinations(laid_out(root).boxes, 2) if overlap(*pair)]


@given(TREES)
def test_what_is_below_is_drawn_below(root: Unit) -> None:
    boxes = {box.unit.key: box for box in laid_out(root).boxes}
    for box in boxes.values():
        for child in box.unit.children:
            assert boxes[child.key].y >= box.y + box.height


@given(TREES)
def test_everything_is_inside_the_page(root: Unit) -> None:
    layout = laid_out(root)
    for box in layout.boxes:
        assert box.x >= -0.01
        assert box.y >= 0
        assert box.x + box.width <= layout.width + 0.01
        assert box.y + box.height <= layout.height + 0.01
    for x, y in (point for wire in layout.wires for point in wire.points):
        assert -0.01 <= x <= layout.width + 0.01
        assert 0 <= y <= layout.height + 0.01


@given(TREES)
def test_every_unit_but_the_first_hangs_on_a_line(root: Unit) -> None:
    layout = laid_out(root)
    hung = [box for box in layout.boxes[1:] if any(_touches(box, wire.points[-1]) for wire in layout.wires)]
    anchors = len([box for box in layout.boxes[1:] if box not in hung])
    assert anchors == 0


def _touches(box: Box, point: tuple[float, float]) -> bool:
    x, y = point
    on_top = abs(y - box.y) < 0.01 and box.x <= x <= box.x + box.width
    at_left = abs(x - box.x) < 0.01 and box.y <= y <= box.y + box.height
    return on_top or at_left


@given(TREES)
def test_the_same_tree_is_laid_out_the_same(root: Unit) -> None:
    assert laid_out(root) == laid_out(root)


@given(st.integers(1, 6))
def test_units_of_the_upper_levels_stand_side_by_side(count: int) -> None:
    root = tree([[[], []] for _child in range(count)])
    boxes = [box for box in laid_out(root).boxes if box.unit.level == 1]
    assert len({round(box.y) for box in boxes}) == 1


@pytest.mark.parametrize("shape", [[[]] * 150, [[[]] * 12] * 12, [[[[[[[[]]]]]]]]], ids=["flat", "full", "deep"])
def test_large_and_odd_shapes_suit_the_page(shape: list) -> None:
    layout = laid_out(tree(shape))
    assert 0.3 < (layout.width / layout.height) / (A3[0] / A3[1]) < 3 or len(layout.boxes) < 10
