"""The portal's clock, for tests that go from day to day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone

Clock = Callable[[datetime.date], None]


@contextmanager
def moved_clock() -> Iterator[Clock]:
    """Lend the clock: what it is called with is the day that it says it is, at noon, until the end."""
    with pytest.MonkeyPatch.context() as patch:

        def set_to(day: datetime.date) -> None:
            noon = datetime.datetime.combine(day, datetime.time(12), timezone.get_default_timezone())
            patch.setattr(timezone, "now", lambda: noon)

        yield set_to
