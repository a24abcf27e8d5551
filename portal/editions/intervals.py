"""From when until when each edition is in force: pure rules over dates, half open ``[starts, ends)``."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

ALWAYS = datetime.date(1000, 1, 1)
"""From when a text holds that holds on every date; no page shows it."""
FOREVER = datetime.date.max
FOREVER_RECORDED = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
"""Until when a row is recorded that nothing has replaced; a year less than the last, so that time zones have room."""
LAST_RECORDED = FOREVER_RECORDED - datetime.timedelta(microseconds=1)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Claim(Generic[T]):
    """What an edition claims for itself. The later ``order`` (of recording) wins between equal starts."""

    item: T
    starts: datetime.date
    ends: datetime.date | None
    order: int
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Interval(Generic[T]):
    """When ``item`` holds."""

    item: T
    starts: datetime.date
    ends: datetime.date


def settled(claims: Iterable[Claim[T]]) -> Iterator[Interval[T]]:
    """Yield disjoint intervals: on any date the claim that started last holds, until its own end.

    A claim that is not ``in_force`` (an abrogation) only ends what came before it.
    """
    winners = {claim.starts: claim for claim in sorted(claims, key=lambda claim: claim.order)}
    starts = sorted(winners)
    for start, following in pairwise([*starts, FOREVER]):
        claim = winners[start]
        ends = min(following, claim.ends or FOREVER)
        if claim.in_force and start < ends:
            yield Interval(claim.item, start, ends)


def overlapping(
    own: Iterable[Interval[T]], other: Iterable[Interval[str]]
) -> Iterator[tuple[T, str, datetime.date, datetime.date]]:
    """Yield what holds together: ``(own item, other item, starts, ends)`` for each overlap."""
    others = list(other)
    for mine in own:
        for theirs in others:
            starts, ends = max(mine.starts, theirs.starts), min(mine.ends, theirs.ends)
            if starts < ends:
                yield mine.item, theirs.item, starts, ends
