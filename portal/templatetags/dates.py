"""How templates write a day, in the reader's language."""

from __future__ import annotations

import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.dates import written
from portal.editions.intervals import ALWAYS

register = template.Library()


@register.filter(expects_localtime=True)
def day(value: datetime.date | None) -> str | SafeString:
    """Return a date or a time as a ``time`` element: « 1er janvier 2022 »."""
    if value is None:
        return ""
    exact = value.isoformat(timespec="seconds") if isinstance(value, datetime.datetime) else value.isoformat()
    return format_html('<time datetime="{}">{}</time>', exact, written(value))


@register.filter
def first_day(starts: datetime.date) -> datetime.date | None:
    """Return the first day of an interval; None when it holds on every date."""
    return None if starts == ALWAYS else starts


@register.filter
def last_day(ends: datetime.date) -> datetime.date | None:
    """Return the last day of an interval that is open at its end; None when nothing ends it."""
    return None if ends == datetime.date.max else ends - datetime.timedelta(days=1)
