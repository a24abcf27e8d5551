"""Whatever the procedure: everything is drawn, nothing over anything else."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given

from procedures.content.steps import Step
from procedures.drawing.layout import Box, Layout, Point
from procedures.drawing.plan import plan_of
from procedures.drawing.swimlanes import Drawable, Form, as_file
from procedures.flow import NodeKind, Selection, chart_of
from tests.procedures.flow.steps import by, procedures, selections, step


def laid(form: Form, steps: list[Step], selection: Selection | None = None) -> Layout:
    chart = chart_of(steps, selection or Selection())
    return as_file(Drawable(chart, (), "", "fr"), form, note="").layout


in_either_form = pytest.mark.parametrize("form", list(Form))


@in_either_form
@given(procedures(), selections)
def test_every_node_and_every_way_is_drawn(form: Form, steps: list[Step], selection: Selection) -> None:
    chart = chart_of(steps, selection)
    layout = laid(form, steps, selection)
    assert [line.way.flow for line in layout.lines] == list(chart.flows)
    drawn = [box.place.node for box in layout.boxes if box.place.node.kind != NodeKind.END and not box.place.refers]
    assert drawn == [node for node in chart.nodes if node.kind != NodeKind.END]


@in_either_form
@given(procedures())
def test_each_box_stands_in_its_lane_and_on_no_other(form: Form, steps: list[Step]) -> None:
    layout = laid(form, steps)
    for box in layout.boxes:
        band = layout.bands[box.place.lane]
        assert band.x < box.x
        assert box.x + box.width < band.x + band.width
        assert box.y >= 0
        assert box.y + box.height <= layout.height
    assert not any(overlap(one, other) for one, other in combinations(layout.boxes, 2))


@in_either_form
@given(procedures())
def test_lines_are_orthogonal_and_run_from_border_to_border(form: Form, steps: list[Step]) -> None:
    layout = laid(form, steps)
    boxes = {box.place.key: box for box in layout.boxes}
    for line in layout.lines:
        assert all(a[0] == pytest.approx(b[0]) or a[1] == pytest.approx(b[1]) for a, b in pairwise(line.points))
        assert on_border(boxes[line.way.source.key], line.points[0])
        assert on_border(boxes[line.way.target.key], line.points[-1])


@in_either_form
@given(procedures())
def test_no_line_runs_through_a_box(form: Form, steps: list[Step]) -> None:
    layout = laid(form, steps)
    for line in layout.lines:
        for box in layout.boxes:
            assert not any(runs_through(segment, box) for segment in pairwise(line.points)), (line, box)


@in_either_form
@given(procedures())
def test_lines_that_neither_come_nor_go_together_never_run_along_one_another(form: Form, steps: list[Step]) -> None:
    for one, other in combinations(laid(form, steps).lines, 2):
        if one.way.source != other.way.source and one.way.target != other.way.target:
            pairs = [(a, b) for a in pairwise(one.points) for b in pairwise(other.points)]
            assert not any(run_along(a, b) for a, b in pairs), (one, other)


def test_lanes_come_in_the_order_of_the_steps_and_those_not_known_have_one() -> None:
    plan = plan_of(chart_of([step("A", roles=(by("Y"), by("X"))), step("B", roles=()), step("C", roles=(by("X"),))]))
    assert [lane.short for lane in plan.lanes] == ["Y", "Acteur non public", "X"]


@in_either_form
def test_no_steps_make_a_start_and_an_end(form: Form) -> None:
    assert [box.place.node.kind for box in laid(form, []).boxes] == [NodeKind.START, NodeKind.END]


def overlap(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def on_border(box: Box, point: Point) -> bool:
    x, y = point
    across = x == pytest.approx(box.x) or x == pytest.approx(box.x + box.width)
    down = y == pytest.approx(box.y) or y == pytest.approx(box.y + box.height)
    return across or down


def runs_through(segment: tuple[Point, Point], box: Box) -> bool:
    (ax, ay), (bx, by) = segment
    across = min(ax, bx) < box.x + box.width - 0.1 and max(ax, bx) > box.x + 0.1
    return across and min(ay, by) < box.y + box.height - 0.1 and max(ay, by) > box.y + 0.1


def run_along(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    return any(
        abs(one[0][fixed] - one[1][fixed]) < 0.1
        and abs(other[0][fixed] - other[1][fixed]) < 0.1
        and abs(one[0][fixed] - other[0][fixed]) < 0.1
        and min(max(p[free] for p in one), max(p[free] for p in other))
        - max(min(p[free] for p in one), min(p[free] for p in other))
        > 0.1
        for fixed, free in ((0, 1), (1, 0))
    )
