"""The days on which a structure changed, against the same said slowly: who stood where, day by day."""

from __future__ import annotations

import datetime
from itertools import chain
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from org.evolution.days import Moment, changes_by_day
from org.evolution.natures import Nature
from org.evolution.stays import Stay, stays_below
from portal.editions.intervals import FOREVER

FIRST = datetime.date(2020, 1, 1)
DAYS = 10
ROOT, *UNITS = (UUID(int=number) for number in range(5))
ELSEWHERE = UUID(int=99)
State = dict[UUID, tuple[UUID | None, str]]


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=number)


@st.composite
def lives(draw: st.DrawFn, work: UUID) -> list[Stay]:
    """Draw where a unit stood and what it was called: parts of time that do not overlap, and may leave gaps."""
    bounds = sorted(draw(st.sets(st.integers(0, DAYS), max_size=4)))
    above = [None] if work == ROOT else [ROOT, ELSEWHERE, *(unit for unit in UNITS if unit != work)]
    made = []
    for number, starts in enumerate(bounds):
        if draw(st.integers(0, 3)):
            ends = day(bounds[number + 1]) if number + 1 < len(bounds) else FOREVER
            made.append(Stay(work, draw(st.sampled_from(above)), day(starts), ends, draw(st.sampled_from("AB"))))
    return made


structures = st.tuples(*(lives(work) for work in (ROOT, *UNITS))).map(lambda parts: list(chain(*parts)))


def state_on(rows: list[Stay], on: datetime.date) -> State:
    """Return who stands below the root on a day, walking down from it."""
    held = {row.work: row for row in rows if row.starts <= on < row.ends}
    state: State = {}
    waiting = [ROOT] if ROOT in held else []
    while waiting:
        work = waiting.pop()
        state[work] = (held[work].parent, held[work].name)
        waiting += [row.work for row in held.values() if row.parent == work]
    return state


def natures_between(before: State, after: State) -> dict[UUID, set[Nature]]:
    found: dict[UUID, set[Nature]] = {}
    for work in before.keys() | after.keys():
        if work not in before:
            found[work] = {Nature.ADDED}
        elif work not in after:
            found[work] = {Nature.REMOVED}
        else:
            (was_below, was), (is_below, now) = before[work], after[work]
            found[work] = {Nature.RENAMED} if was != now else set()
            found[work] |= {Nature.MOVED} if was_below != is_below else set()
    return {work: natures for work, natures in found.items() if natures}


@given(structures)
def test_each_day_says_what_differs_from_the_day_before(rows: list[Stay]) -> None:
    found = changes_by_day(stays_below(ROOT, rows))
    for number in range(DAYS + 1):
        on = day(number)
        told = {change.work: set(change.natures) for change in found.get(Moment(on), ())}
        assert told == natures_between(state_on(rows, day(number - 1)), state_on(rows, on)), on


@given(structures)
def test_no_unit_stands_at_two_places_at_once(rows: list[Stay]) -> None:
    stays = stays_below(ROOT, rows)
    for number in range(DAYS + 1):
        standing = [stay.work for stay in stays if stay.starts <= day(number) < stay.ends]
        assert len(standing) == len(set(standing))


def test_units_below_each_other_by_mistake_end_the_search() -> None:
    one, other = UNITS[:2]
    rows = [
        Stay(ROOT, None, FIRST, FOREVER, "A"),
        Stay(one, other, FIRST, FOREVER, "A"),
        Stay(other, one, FIRST, FOREVER, "A"),
    ]
    assert [stay.work for stay in stays_below(ROOT, rows)] == [ROOT]


def test_what_is_approximate_stands_apart_on_the_same_day() -> None:
    one, other = UNITS[:2]
    rows = [
        Stay(ROOT, None, FIRST, FOREVER, "A"),
        Stay(one, ROOT, day(3), FOREVER, "A", approximate=True),
        Stay(other, ROOT, day(3), FOREVER, "A"),
        Stay(UNITS[2], ROOT, FIRST, day(3), "A"),
    ]
    found = changes_by_day(stays_below(ROOT, rows), {(UNITS[2], day(3))})
    assert [change.work for change in found[Moment(day(3), approximate=True)]] == [one, UNITS[2]]
    assert [change.work for change in found[Moment(day(3))]] == [other]
