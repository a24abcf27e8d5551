"""Deadlines in working days: without Saturdays, Sundays and public holidays."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings

from .models import Holiday

_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days offices are open, read once for as many computations as needed."""

    holidays: frozenset[datetime.date] = frozenset()

    def is_working_day(self, day: datetime.date) -> bool:
        """Whether offices are open on a day."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def after(self, start: datetime.date, days: int) -> datetime.date:
        """Return the working day that comes ``days`` working days after ``start``."""
        return self._going(_ONE_DAY, start, days)

    def before(self, day: datetime.date, days: int) -> datetime.date:
        """Return the working day that comes ``days`` working days before ``day``."""
        return self._going(-_ONE_DAY, day, days)

    def between(self, start: datetime.date, end: datetime.date) -> int:
        """Return how many working days come after ``start``, up to ``end``; none where it comes first."""
        span = range(1, (end - start).days + 1)
        return sum(self.is_working_day(start + datetime.timedelta(days=number)) for number in span)

    def _going(self, pace: datetime.timedelta, day: datetime.date, days: int) -> datetime.date:
        while days > 0:
            day += pace
            days -= self.is_working_day(day)
        return day


def calendar(country: str = "") -> Calendar:
    """Return the calendar of a country; of the portal's own without one."""
    rows = Holiday.objects.filter(country=country or settings.MANDAT_COUNTRY)
    return Calendar(frozenset(rows.order_by().values_list("date", flat=True)))


def after(start: datetime.date, days: int) -> datetime.date:
    """Return the working day that comes ``days`` working days after ``start``."""
    return calendar().after(start, days)


def before(day: datetime.date, days: int) -> datetime.date:
    """Return the working day that comes ``days`` working days before ``day``."""
    return calendar().before(day, days)


def is_working_day(day: datetime.date) -> bool:
    """Whether offices are open on a day."""
    return calendar().is_working_day(day)
