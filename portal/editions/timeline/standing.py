"""What each edition of a text is worth on a date: pure rules over what the editions claim."""

from __future__ import annotations

import datetime
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from django.utils import timezone

from ..intervals import Claim, Interval, settled

T = TypeVar("T")


class Status(StrEnum):
    """What an edition is worth on a date; ``CORRECTED``: another one now says what was in force in its place;
    ``WITHDRAWN``: its text must not be seen, on any date."""

    IN_FORCE = "in-force"
    COMING = "coming"
    REPLACED = "replaced"
    ABROGATED = "abrogated"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Recorded(Generic[T]):
    """A claim, with the moment at which it was made."""

    claim: Claim[T]
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Standing(Generic[T]):
    """What one edition is worth: when it holds (never, if ``interval`` is None), ``by`` what else it ended,
    and what was recorded later about days on which it was shown until then (``corrections``)."""

    status: Status
    interval: Interval[T] | None
    by: Recorded[T] | None
    corrections: tuple[Recorded[T], ...] = ()


def standings(recorded: Sequence[Recorded[T]], date: datetime.date) -> list[Standing[T]]:
    """Return what each edition of one text in one language is worth on ``date``, in the order of ``recorded``.

    An abrogation holds from its day until something follows: its status is then that it abrogates.
    """
    by_order = {each.claim.order: each for each in recorded}
    claims = [Claim(each.claim.order, each.claim.starts, each.claim.ends, each.claim.order) for each in recorded]
    held = {interval.item: interval for interval in settled(claims)}
    following = {interval.starts: by_order[interval.item] for interval in held.values()}
    corrections = _corrections(recorded)
    return [_standing(each, held.get(each.claim.order), following, corrections, date) for each in recorded]


def _standing(
    each: Recorded[T],
    held: Interval[int] | None,
    following: dict[datetime.date, Recorded[T]],
    corrections: dict[int, list[Recorded[T]]],
    date: datetime.date,
) -> Standing[T]:
    claim, corrected = each.claim, tuple(corrections[each.claim.order])
    if held is None:
        by = next((other for other in corrected if other.claim.starts == claim.starts), None)
        return Standing(_status_of_what_never_held(claim, by), None, by, corrected)
    interval = Interval(claim.item, held.starts, held.ends)
    by = following.get(held.ends)
    return Standing(_status(claim, interval, by, date), interval, by, corrected)


def _status(claim: Claim[T], interval: Interval[T], by: Recorded[T] | None, date: datetime.date) -> Status:
    if date < interval.starts:
        return Status.COMING
    if date < interval.ends:
        return Status.IN_FORCE if claim.in_force else Status.ABROGATED
    return Status.REPLACED if by and by.claim.in_force else Status.ABROGATED


def _status_of_what_never_held(claim: Claim[T], by: Recorded[T] | None) -> Status:
    """Tell a correction of the past from what took its place before its day, and from an end on its first day."""
    if by and claim.in_force and not by.claim.in_force:
        return Status.ABROGATED
    return Status.CORRECTED if by is None or _day(by) >= claim.starts else Status.REPLACED


def _corrections(recorded: Sequence[Recorded[T]]) -> dict[int, list[Recorded[T]]]:
    """Return, by the order of each edition, what was recorded about days on which it had been shown, or announced."""
    found: dict[int, list[Recorded[T]]] = defaultdict(list)
    starts: list[datetime.date] = []
    winners: dict[datetime.date, Recorded[T]] = {}
    for each in sorted(recorded, key=lambda one: one.claim.order):
        start = each.claim.starts
        at = bisect_right(starts, start)
        shown = winners[starts[at - 1]] if at else None
        if shown and _loses_days(shown, each):
            found[shown.claim.order].append(each)
        if start not in winners:
            insort(starts, start)
        winners[start] = each
    return found


def _loses_days(shown: Recorded[T], to: Recorded[T]) -> bool:
    """Whether ``to`` takes days that are past: all of them, or some that readers saw. A past that was
    written down in one day, edition after edition, corrects nothing."""
    if shown.claim.ends is not None and shown.claim.ends <= to.claim.starts:
        return False
    return shown.claim.starts == to.claim.starts or max(to.claim.starts, _day(shown)) < _day(to)


def _day(recorded: Recorded[T]) -> datetime.date:
    return timezone.localdate(recorded.at)
