"""The order of texts under one parent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.editions.positions import position_between
from portal.editions.seals import canonical

PLACES = st.integers(0, 6)


@given(st.lists(st.tuples(PLACES, PLACES), max_size=30))
def test_moving_one_never_renumbers_the_others_and_keeps_the_order(moves: list[tuple[int, int]]) -> None:
    order = [f"unit {number}" for number in range(7)]
    positions: dict[str, int] = {}
    for number, name in enumerate(order):
        positions[name] = position_between(positions[order[number - 1]] if number else None, None)
    for origin, target in moves:
        name = order.pop(origin)
        order.insert(target, name)
        before = positions[order[target - 1]] if target else None
        after = positions[order[target + 1]] if target + 1 < len(order) else None
        positions[name] = position_between(before, after, positions[name])
        assert sorted(order, key=positions.__getitem__) == order


def test_a_position_that_is_already_right_stands() -> None:
    assert position_between(10, 20, 11) == 11
    assert position_between(None, 20, -500) == -500


def test_thirty_insertions_at_the_same_spot_keep_their_order() -> None:
    before, after = position_between(None, None), position_between(position_between(None, None), None)
    for _insertion in range(30):
        between = position_between(before, after)
        assert before < between < after
        after = between


def test_a_million_texts_under_one_parent_still_have_a_seal() -> None:
    assert canonical(position_between(None, None) * 1_000_000)
