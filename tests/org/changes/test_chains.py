"""From a unit to what stands in its place, along any chain of changes."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from org.changes.chains import heirs

UNITS = [UUID(int=number) for number in range(8)]
units = st.sampled_from(UNITS)
steps = st.dictionaries(units, st.lists(units, max_size=3), max_size=8)
some = st.sets(units)


def reached(start: UUID, successors: dict[UUID, list[UUID]], in_force: set[UUID], known: set[UUID]) -> set[UUID]:
    """Return the heirs by definition: in force, known, and led to by known units that are not in force."""
    level, found = {start}, set()
    for _step in UNITS:
        level |= {after for unit in level for after in successors.get(unit, ()) if after in known - in_force}
    for unit in level:
        found |= {after for after in successors.get(unit, ()) if after in known & in_force}
    return found - {start}


@given(units, steps, some, some)
def test_heirs_are_the_nearest_in_force_and_circles_end(
    start: UUID, successors: dict[UUID, list[UUID]], in_force: set[UUID], known: set[UUID]
) -> None:
    found = heirs(start, successors, in_force=in_force, known=known)
    assert set(found) == reached(start, successors, in_force, known)
    assert len(found) == len(set(found))


def test_a_unit_that_its_reader_must_not_know_leads_nowhere() -> None:
    first, hidden, last = UNITS[:3]
    chain = {first: [hidden], hidden: [last]}
    assert heirs(first, chain, in_force={last}, known={first, hidden, last}) == [last]
    assert heirs(first, chain, in_force={last}, known={first, last}) == []
