"""Named filters over who holds what, and over imports."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from .models import Holding, ImportRun  # noqa: F401 - named in strings below


class HoldingQuerySet(models.QuerySet["Holding"]):
    """Holdings: both ends are days on which the post is held."""

    def on(self, date: datetime.date) -> Self:
        """Keep the holdings of ``date``."""
        return self.overlapping(date, date)

    def overlapping(self, starts: datetime.date, ends: datetime.date | None) -> Self:
        """Keep the holdings that share a day with ``starts`` to ``ends`` (none: for ever)."""
        found = self.filter(Q(ends__isnull=True) | Q(ends__gte=starts))
        return found.filter(starts__lte=ends) if ends else found

    def of_post(self, work: UUID, post: UUID) -> Self:
        """Keep the holdings of one post."""
        return self.filter(work=work, post=post)

    def of_works(self, works: Iterable[UUID]) -> Self:
        """Keep the holdings of all posts of ``works``."""
        return self.filter(work__in=list(works))


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Imports from the browser."""

    def under_way(self) -> Self:
        """Keep those that say that the server is at work on them."""
        return self.filter(state__in=self.model.UNDER_WAY)

    def waiting(self) -> Self:
        """Keep those whose file is still needed: under way, or to be confirmed."""
        return self.filter(state__in=[*self.model.UNDER_WAY, self.model.State.READY])
