"""Named filters over what is in force."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

if TYPE_CHECKING:
    from .models import InForce  # noqa: F401 - named in a string below

Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    """Rows that hold from ``starts`` until ``ends``, half open."""

    def on(self, date: datetime.date) -> Self:
        """Keep what holds on ``date``."""
        return self.filter(starts__lte=date, ends__gt=date)


class InForceQuerySet(DatedQuerySet["InForce"]):
    """Which edition of which work in which language holds, and where it stands."""

    def readable_by(self, audience: int) -> Self:
        """Keep what this audience may read today."""
        return self.filter(work__effective_audience__lte=audience)

    def served_in(self, language: str, date: datetime.date) -> Self:
        """Keep, of each work on ``date``, the one version a reader of ``language`` gets: theirs, or the source."""
        own = self.model.objects.filter(work=OuterRef("work"), language=language)
        fallback = Q(language=F("work__source_language")) & ~Exists(own.on(date))
        return self.on(date).filter(Q(language=language) | fallback)
