"""Named filters over what readers reported."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When

if TYPE_CHECKING:
    from .models import CorrectionRequest  # noqa: F401 - named in a string below

OPEN_STATES = ("new", "in_progress")


class CorrectionRequestQuerySet(models.QuerySet["CorrectionRequest"]):
    """Requests of readers."""

    def open(self) -> Self:
        """Keep what somebody still has to answer."""
        return self.filter(state__in=OPEN_STATES)

    def readable_by(self, audience: int) -> Self:
        """Keep the requests about texts that this audience may read today."""
        return self.filter(work__effective_audience__lte=audience)

    def about(self, works: Iterable[UUID]) -> Self:
        """Keep the requests about some texts."""
        return self.filter(work__in=list(works))

    def by_urgency(self) -> Self:
        """Put first what waits, the oldest before; then what is closed, the last first."""
        waits = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1), output_field=IntegerField())
        return self.annotate(rank=waits).order_by("rank", "received_at", "pk")

    def with_email_to_erase(self, now: datetime.datetime) -> Self:
        """Keep those whose e-mail was kept long enough: after the answer, and in any case after receipt."""
        days, at_most = settings.CORRECTIONS_EMAIL_DAYS, settings.CORRECTIONS_EMAIL_DAYS_AT_MOST
        return self.exclude(email="").filter(_kept_long_enough(now, days, at_most))

    def with_text_to_erase(self, now: datetime.datetime) -> Self:
        """Keep those of which the text was kept long enough: after the answer, and in any case after receipt."""
        days, at_most = settings.CORRECTIONS_TEXT_DAYS, settings.CORRECTIONS_TEXT_DAYS_AT_MOST
        return self.filter(_kept_long_enough(now, days, at_most), text_erased_at=None)


def _kept_long_enough(now: datetime.datetime, days: int, at_most: int) -> Q:
    answered, received = (now - datetime.timedelta(days=count) for count in (days, at_most))
    return Q(closed_at__lte=answered) | Q(received_at__lte=received)
