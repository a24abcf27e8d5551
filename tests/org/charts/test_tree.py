"""The tree: in order, cut and folded as asked, and never endless."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from hypothesis import given

from org.charts.options import Folding
from org.charts.outline import SEEN_AT_FIRST, rows_of
from org.charts.tree import Unit, cut_below, folded, from_the_top, tree_of

from .trees import TREES, link, tree


def key(number: int) -> UUID:
    return UUID(int=number)


def below(number: int, parent: int) -> object:
    return replace(link(number), parent=key(parent))


def test_units_stand_below_their_parents_in_order() -> None:
    root = tree_of(key(1), [below(3, 1), link(1), below(4, 3), below(2, 1)], {key(4): 7})
    assert [(unit.key.int, unit.level, unit.hidden) for unit in root.walk()] == [
        (1, 0, 0),
        (3, 1, 0),
        (4, 2, 7),
        (2, 1, 0),
    ]


def test_without_its_root_there_is_no_tree() -> None:
    assert tree_of(key(1), [below(2, 1)], {}) is None


def test_units_below_each_other_end_somewhere() -> None:
    root = tree_of(key(1), [replace(link(1), parent=key(2)), below(2, 1), below(1, 2)], {})
    assert root is None or len(list(root.walk())) <= 3


@given(TREES)
def test_a_cut_shows_the_levels_above_and_counts_what_it_hides(root: Unit) -> None:
    cut = cut_below(root, 1)
    assert [unit.key for unit in cut.walk()] == [unit.key for unit in root.walk() if unit.level <= 1]
    assert [unit.hidden for unit in cut.children] == [len(unit.children) for unit in root.children]


def test_only_what_is_asked_is_folded() -> None:
    root = tree([[[]], [[]]])
    assert [unit.key.int for unit in folded(root, {key(2)}).walk()] == [1, 2, 4, 5]


def test_a_part_is_a_chart_of_its_own() -> None:
    root = from_the_top(tree([[[]]]).children[0])
    assert [unit.level for unit in root.walk()] == [0, 1]


@given(TREES)
def test_every_list_that_opens_is_closed(root: Unit) -> None:
    opened = 0
    for row in rows_of(root, Folding.FIRST):
        opened += bool(row.unit.children) - len(row.closing)
        assert opened >= 0
    assert opened == 0


def test_the_first_levels_are_open_and_not_too_many() -> None:
    rows = rows_of(tree([[[[]] * 4] * 4] * 8), Folding.FIRST)
    assert [row.unit.level for row in rows if row.open] == [0, *[1] * 8]
    assert sum(row.unit.level <= 2 for row in rows) <= SEEN_AT_FIRST


def test_all_or_nothing_is_open_when_asked() -> None:
    root = tree([[[[]]]])
    assert all(row.open for row in rows_of(root, Folding.ALL) if row.unit.children)
    assert not any(row.open for row in rows_of(root, Folding.NONE))
