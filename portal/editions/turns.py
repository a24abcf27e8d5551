"""One recorder at a time: what is recorded in one transaction has one moment, later than all before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Max
from django.utils import timezone

from .models import Edition, LastChange, Withdrawal

_ONLY_ROW = 1
_SHORTEST = datetime.timedelta(microseconds=1)
_moment: ContextVar[datetime.datetime | None] = ContextVar("moment", default=None)


@contextmanager
def turn() -> Iterator[datetime.datetime]:
    """Wait until nobody else records, and give the moment of what is recorded; a turn within a turn is the same.

    Others wait until the transaction under way ends. Always the first lock of a service, so that no two of them
    wait for each other.
    """
    if (given := _moment.get()) is not None:
        yield given
        return
    LastChange.objects.select_for_update().get_or_create(pk=_ONLY_ROW)
    taken = _moment.set(_next_moment())
    try:
        yield _moment.get()  # type: ignore[misc]
    finally:
        _moment.reset(taken)


def _next_moment() -> datetime.datetime:
    """Return the present, or just after the last record where a clock went back."""
    lasts = (model._default_manager.aggregate(last=Max("recorded_at"))["last"] for model in (Edition, Withdrawal))
    return max([timezone.now(), *(last + _SHORTEST for last in lasts if last)])
