"""The date that a reader stays on, and how an address says it: ``/@2019-05-01/fr/…``.

With a second time, ``/@2019-05-01~2020-03-01/fr/…``: that date as the portal showed it at the end of 1 March 2020.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

_ONE_DAY: Final = datetime.timedelta(days=1)
_AT_ONCE: Final = datetime.timedelta(microseconds=1)
_WRITTEN: Final = re.compile(
    r"@(?P<date>\d{4}-\d\d-\d\d)(~(?P<recorded>\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,6})?Z)?))?", re.ASCII
)


class UnreadableDate(ValueError):
    """Raised for an address that names no day of the calendar."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """A date, today's or another that was asked for; ``recorded``: as the portal showed it at that moment."""

    date: datetime.date
    recorded: datetime.datetime | None = None
    written: str = ""

    @classmethod
    def today(cls) -> AsOf:
        """Return the date of who asked for none."""
        return cls(timezone.localdate())

    @classmethod
    def read(cls, written: str) -> AsOf:
        """Return what the first part of an address says; raise ``UnreadableDate``."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise UnreadableDate(written)
        recorded = found["recorded"]
        return cls(_date(found["date"]), _moment(recorded) if recorded else None, written)

    @classmethod
    def on(cls, date: datetime.date, recorded: datetime.date | None = None) -> AsOf:
        """Return a date as it is said now, or as it was said on another day or at a moment."""
        second = f"~{_second(recorded)}" if recorded else ""
        return cls.read(f"@{date.isoformat()}{second}")

    @property
    def shown_on(self) -> datetime.date | None:
        """The day, or the moment if one was given, at which the portal showed it."""
        if self.recorded is None or "T" in self.written:
            return self.recorded
        return timezone.localdate(self.recorded)

    @property
    def is_asked(self) -> bool:
        """Whether the address names the date."""
        return bool(self.written)


def as_of(request: HttpRequest) -> AsOf:
    """Return the date that ``request`` is about."""
    asked: AsOf | None = getattr(request, "as_of", None)
    return asked or AsOf.today()


def undated_prefix(request: HttpRequest) -> str:
    """Return what every address of the site begins with when it names no date."""
    prefix: str | None = getattr(request, "undated_prefix", None)
    return prefix or get_script_prefix()


def undated_page(request: HttpRequest) -> str:
    """Return the path and query of ``request`` without what the site, or the reader's date, puts before it."""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path_info}?{query}" if query else request.path_info


@contextmanager
def addresses_on(asked: AsOf, base: str) -> Iterator[None]:
    """Have every address that is made meanwhile keep the date; ``base`` is the prefix of the site itself."""
    before = get_script_prefix()
    set_script_prefix(f"{base}{asked.written}/" if asked.is_asked else base)
    try:
        yield
    finally:
        set_script_prefix(before)


def _date(text: str) -> datetime.date:
    try:
        date = parse_date(text)
    except ValueError as error:
        raise UnreadableDate(text) from error
    if date is None or date in (datetime.date.min, datetime.date.max):
        raise UnreadableDate(text)
    return date


def _second(recorded: datetime.date) -> str:
    """Return how an address says a day or a moment."""
    if not isinstance(recorded, datetime.datetime):
        return recorded.isoformat()
    return recorded.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(text: str) -> datetime.datetime:
    """Return a moment; the last one of a day for a day alone."""
    if "T" not in text:
        next_day = datetime.datetime.combine(_date(text) + _ONE_DAY, datetime.time.min)
        return timezone.make_aware(next_day) - _AT_ONCE
    try:
        moment = parse_datetime(text)
    except ValueError as error:
        raise UnreadableDate(text) from error
    if moment is None:
        raise UnreadableDate(text)
    return moment
