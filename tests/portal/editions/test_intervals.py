"""From when until when each claim holds."""

from __future__ import annotations

import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.editions.intervals import FOREVER, Claim, Interval, overlapping, settled

FIRST_DAY = datetime.date(2024, 1, 1)
DAYS = [FIRST_DAY + datetime.timedelta(days=number) for number in range(40)]


def day(number: int) -> datetime.date:
    return DAYS[number]


@st.composite
def claims(draw: st.DrawFn) -> list[Claim[int]]:
    terms = draw(
        st.lists(st.tuples(st.integers(0, 20), st.none() | st.integers(0, 30), st.booleans()), min_size=0, max_size=8)
    )
    return [
        Claim(number, day(starts), None if ends is None else day(ends), order=number, in_force=in_force)
        for number, (starts, ends, in_force) in enumerate(terms)
    ]


@st.composite
def disjoint_intervals(draw: st.DrawFn, name: str) -> list[Interval[str]]:
    bounds = sorted(draw(st.sets(st.integers(0, 39), max_size=8)))
    return [Interval(f"{name}{start}", day(start), day(end)) for start, end in list(pairwise(bounds))[::2]]


def holder(made: list[Claim[int]], date: datetime.date) -> int | None:
    """Who holds on a day, by the rule in words: the last to start, the last recorded among equals."""
    begun = [claim for claim in made if claim.starts <= date]
    last = max(begun, key=lambda claim: (claim.starts, claim.order), default=None)
    ended = last is None or not last.in_force or (last.ends is not None and date >= last.ends)
    return None if ended else last.item


def holders(intervals: list[Interval[int]], date: datetime.date) -> list[int]:
    return [interval.item for interval in intervals if interval.starts <= date < interval.ends]


@given(claims())
def test_on_any_day_the_claim_that_started_last_holds_and_no_other(made: list[Claim[int]]) -> None:
    found = list(settled(made))
    for date in DAYS:
        expected = holder(made, date)
        assert holders(found, date) == ([] if expected is None else [expected])


@given(claims(), st.randoms(use_true_random=False))
def test_the_order_in_which_claims_are_read_does_not_matter(made: list[Claim[int]], random: st.DataObject) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)
    assert list(settled(shuffled)) == list(settled(made))


@given(claims())
def test_intervals_are_ordered_disjoint_and_never_empty(made: list[Claim[int]]) -> None:
    found = list(settled(made))
    assert all(interval.starts < interval.ends for interval in found)
    assert all(before.ends <= after.starts for before, after in pairwise(found))


def test_between_equal_starts_the_one_recorded_last_wins() -> None:
    made = [Claim("first", day(1), None, order=1), Claim("second", day(1), None, order=2)]
    assert list(settled(made)) == [Interval("second", day(1), FOREVER)]


def test_an_abrogation_only_ends_what_came_before_it() -> None:
    made = [
        Claim("text", day(1), None, order=1),
        Claim("end", day(5), None, order=2, in_force=False),
        Claim("again", day(9), None, order=3),
    ]
    assert list(settled(made)) == [Interval("text", day(1), day(5)), Interval("again", day(9), FOREVER)]


def test_what_a_claim_replaced_does_not_come_back_after_it() -> None:
    made = [Claim("old", day(1), None, order=1), Claim("short", day(3), day(6), order=2)]
    assert list(settled(made)) == [Interval("old", day(1), day(3)), Interval("short", day(3), day(6))]


@given(disjoint_intervals("own"), disjoint_intervals("other"))
def test_overlaps_are_the_days_on_which_both_hold(own: list[Interval[str]], other: list[Interval[str]]) -> None:
    found = list(overlapping(own, other))
    for date in DAYS:
        both = {
            (mine.item, theirs.item)
            for mine in own
            for theirs in other
            if mine.starts <= date < mine.ends and theirs.starts <= date < theirs.ends
        }
        assert {(mine, theirs) for mine, theirs, starts, ends in found if starts <= date < ends} == both
    assert all(starts < ends for _mine, _theirs, starts, ends in found)
