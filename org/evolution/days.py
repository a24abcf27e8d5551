"""The days on which a structure changed: which units were added, removed, renamed or moved. Pure rules."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from portal.editions.intervals import FOREVER

from .natures import Nature
from .stays import Stay

Ending = tuple[UUID, datetime.date]


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What happened to one unit on one day; ``before`` and ``after``: its stays on both sides of it."""

    work: UUID
    natures: tuple[Nature, ...]
    before: Stay | None
    after: Stay | None


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day; those that sources give as approximate are told apart from the others."""

    day: datetime.date
    approximate: bool = False


def changes_by_day(
    stays: Iterable[Stay], approximate_endings: Container[Ending] = ()
) -> dict[Moment, list[UnitChange]]:
    """Return what happened to which units, by day."""
    by_work: dict[UUID, list[Stay]] = defaultdict(list)
    for stay in stays:
        by_work[stay.work].append(stay)
    found: dict[Moment, list[UnitChange]] = defaultdict(list)
    for own in by_work.values():
        for change in _changes(sorted(own, key=lambda stay: stay.starts)):
            found[_moment(change, approximate_endings)].append(change)
    return dict(found)


def _changes(stays: Sequence[Stay]) -> Iterator[UnitChange]:
    """Yield what happened to one unit, from its first stay to the end of its last."""
    for before, after in pairwise([None, *stays, None]):
        if before and after and before.ends == after.starts:
            if natures := tuple(_between(before, after)):
                yield UnitChange(after.work, natures, before, after)
            continue
        if before and before.ends != FOREVER:
            yield UnitChange(before.work, (Nature.REMOVED,), before, None)
        if after:
            yield UnitChange(after.work, (Nature.ADDED,), None, after)


def _between(before: Stay, after: Stay) -> Iterator[Nature]:
    if before.name != after.name:
        yield Nature.RENAMED
    if before.parent != after.parent:
        yield Nature.MOVED


def _moment(change: UnitChange, approximate_endings: Container[Ending]) -> Moment:
    if change.after:
        return Moment(change.after.starts, change.after.approximate)
    assert change.before
    return Moment(change.before.ends, (change.work, change.before.ends) in approximate_endings)
