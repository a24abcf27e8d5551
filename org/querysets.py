"""Named filters over who holds what, and over imports."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn, Self
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from portal.editions.models import AppendOnlyError

if TYPE_CHECKING:
    from .models import Holding, ImportRun  # noqa: F401 - named in strings below


class HoldingQuerySet(models.QuerySet["Holding"]):
    """Holdings: both ends are days on which the post is held. What was said of them stays."""

    def said(self, known_at: datetime.datetime | None) -> Self:
        """Keep what was said at a moment; what is said now without one."""
        if known_at is None:
            return self.filter(superseded_at__isnull=True)
        until = Q(superseded_at__isnull=True) | Q(superseded_at__gt=known_at)
        return self.filter(until, recorded_at__lte=known_at)

    def said_now(self) -> Self:
        """Keep what nothing has superseded."""
        return self.said(None)

    def on(self, date: datetime.date, known_at: datetime.datetime | None = None) -> Self:
        """Keep the holdings of ``date``, as they are said now or as they were said at a moment."""
        return self.said(known_at).overlapping(date, date)

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

    def supersede(self, moment: datetime.datetime, author: str) -> None:
        """Close the rows: the one change that a recorded row allows."""
        super().update(superseded_at=moment, superseded_by=author)

    def update(self, **values: Any) -> NoReturn:
        raise AppendOnlyError("What was said of a holding is never changed: save the holding again.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Stop saying so of each; the rows stay."""
        with transaction.atomic():
            deleted = [holding.delete() for holding in self.said_now()]
        return len(deleted), {self.model._meta.label: len(deleted)}


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Imports from the browser."""

    def under_way(self) -> Self:
        """Keep those that say that the server is at work on them."""
        return self.filter(state__in=self.model.UNDER_WAY)

    def waiting(self) -> Self:
        """Keep those whose file is still needed: under way, or to be confirmed."""
        return self.filter(state__in=[*self.model.UNDER_WAY, self.model.State.READY])
