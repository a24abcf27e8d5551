"""Sheets that can be read: the whole where it fits, else an overview and the parts, each unit shown somewhere."""

from __future__ import annotations

import pytest
from hypothesis import given

from org.charts.options import Paper
from org.charts.sheets import READABLE, laid_out, sheets_of, smallest_text
from org.charts.tree import Unit

from .trees import TREES, tree

SMALL = tree([[[], []], [[]], []])
LARGE = tree([[[[]] * 8] * 6] * 5, "Direction de la gestion administrative")


def size(root: Unit) -> float:
    layout = laid_out(root)
    return smallest_text(layout.width, layout.height)


def test_what_can_be_read_stays_on_one_sheet() -> None:
    assert sheets_of(SMALL, Paper.READABLE) == [SMALL]


def test_what_is_too_large_gets_an_overview_that_names_the_sheets() -> None:
    overview, *parts = sheets_of(LARGE, Paper.READABLE)
    assert len(parts) > 1
    named = [unit.elsewhere for unit in overview.walk() if unit.elsewhere]
    assert {f"feuille {number}" for number in range(2, len(parts) + 2)} == set(named)


def test_a_sheet_with_some_parts_says_where_the_others_are() -> None:
    overview, *parts = sheets_of(LARGE, Paper.READABLE)
    several = [part for part in parts if part.key == overview.key]
    for part in several:
        assert [unit.key for unit in part.children] == [unit.key for unit in overview.children]
        assert all(unit.elsewhere for unit in part.children if unit.hidden)


def test_every_sheet_can_be_read() -> None:
    assert all(size(root) >= READABLE for root in sheets_of(LARGE, Paper.READABLE))


def test_one_sheet_is_one_sheet() -> None:
    assert sheets_of(LARGE, Paper.ONE) == [LARGE]


def test_each_directorate_gets_a_sheet() -> None:
    below_a_coordination = tree([[[[], []], [[]], []]])
    overview, *parts = sheets_of(below_a_coordination, Paper.DIRECTORATES)
    directorates = below_a_coordination.children[0].children
    assert [part.key for part in parts] == [unit.key for unit in directorates if unit.children]
    assert {unit.key for unit in overview.walk()} == {unit.key for unit in below_a_coordination.walk()}


@pytest.mark.parametrize("paper", list(Paper))
@given(root=TREES)
def test_every_unit_stands_on_some_sheet(root: Unit, paper: Paper) -> None:
    shown = {unit.key for sheet in sheets_of(root, paper) for unit in sheet.walk()}
    assert shown == {unit.key for unit in root.walk()}


def test_a_unit_alone_is_a_sheet() -> None:
    assert sheets_of(tree([]), Paper.DIRECTORATES) == [tree([])]
