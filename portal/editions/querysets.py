"""Named filters over what is in force."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from .intervals import FOREVER_RECORDED

if TYPE_CHECKING:
    from .models import InForce  # noqa: F401 - named in a string below

Row = TypeVar("Row", bound=models.Model)


def said(known_at: datetime.datetime | None, rows: str = "") -> Q:
    """Match what was said at a moment, what is said now without one; ``rows`` is how a join leads to them."""
    if known_at is None:
        return Q((f"{rows}recorded_until", FOREVER_RECORDED))
    return Q((f"{rows}recorded_from__lte", known_at), (f"{rows}recorded_until__gt", known_at))


def holds(date: datetime.date, known_at: datetime.datetime | None, rows: str = "") -> Q:
    """Match what holds on ``date``, as it is said now or as it was said at a moment."""
    return said(known_at, rows) & Q((f"{rows}starts__lte", date), (f"{rows}ends__gt", date))


class DatedQuerySet(models.QuerySet[Row]):
    """Rows that hold from ``starts`` until ``ends`` as was said from ``recorded_from`` until ``recorded_until``.

    Both are half open; a row is superseded when something else is recorded, and stays.
    """

    def said(self, known_at: datetime.datetime | None) -> Self:
        """Keep what was said at a moment; what is said now without one."""
        return self.filter(said(known_at))

    def said_now(self) -> Self:
        """Keep what nothing has superseded."""
        return self.said(None)

    def on(self, date: datetime.date, known_at: datetime.datetime | None = None) -> Self:
        """Keep what holds on ``date``, as it is said now or as it was said at a moment."""
        return self.filter(holds(date, known_at))


class InForceQuerySet(DatedQuerySet["InForce"]):
    """Which edition of which work in which language holds, and where it stands."""

    def readable_by(self, audience: int) -> Self:
        """Keep what this audience may read today."""
        return self.filter(work__effective_audience__lte=audience)

    def served_in(self, language: str, date: datetime.date, known_at: datetime.datetime | None = None) -> Self:
        """Keep, of each work on ``date``, the one version a reader of ``language`` gets: theirs, or the source."""
        own = self.model.objects.filter(work=OuterRef("work"), language=language)
        fallback = Q(language=F("work__source_language")) & ~Exists(own.on(date, known_at))
        return self.on(date, known_at).filter(Q(language=language) | fallback)

    def addressed_in(self, language: str | F, date: datetime.date, known_at: datetime.datetime | None = None) -> Self:
        """Keep what readers of ``language`` find at an address on ``date``: its ``path`` is given with it."""
        has_address = holds(date, known_at, "work__addresses__")
        return self.filter(has_address, work__addresses__language=language).annotate(path=F("work__addresses__path"))
