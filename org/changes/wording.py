"""Changes in words: when they take effect, and a title for those that were given none."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.dates import written

from .natures import ChangeNature


def when(date: datetime.date | None, *, approximate: bool, on: datetime.date) -> str:
    """Return since when a change holds, or from when it will, seen from the day ``on``."""
    if date is None:
        return ""
    if approximate:
        return _("vers %(year)s (date approximative)") % {"year": date.year}
    if date > on:
        return _("à partir du %(date)s") % {"date": written(date)}
    return _("depuis le %(date)s") % {"date": written(date)}


def until(date: datetime.date, *, approximate: bool) -> str:
    """Return until when what a change ended was so."""
    if approximate:
        return _("jusque vers %(year)s") % {"year": date.year}
    return _("jusqu’au %(date)s") % {"date": written(date - datetime.timedelta(days=1))}


def title_for(nature: str, before: Sequence[str], after: Sequence[str]) -> str:
    """Return a title that says what happens to which units."""
    words = {"nature": str(ChangeNature(nature).label), "before": ", ".join(before), "after": ", ".join(after)}
    if before and after and list(before) != list(after):
        title = _("%(nature)s : %(before)s → %(after)s")
    else:
        title = _("%(nature)s : %(after)s") if after else _("%(nature)s : %(before)s")
    return _shortened(title % words)


def _shortened(title: str, most: int = 255) -> str:
    return title if len(title) <= most else f"{title[: most - 1]}…"
