"""Deadlines in working days."""

from __future__ import annotations

import datetime

_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


def after(start: datetime.date, days: int) -> datetime.date:
    """Return the working day that comes ``days`` working days after ``start``."""
    day = start
    while days > 0:
        day += _ONE_DAY
        days -= is_working_day(day)
    return day


def is_working_day(day: datetime.date) -> bool:
    """Whether offices are open on a day."""
    return day.weekday() < _SATURDAY
