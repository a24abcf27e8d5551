"""Under which name a unit was in force on a day."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db.models import F, Q

from portal.editions.models import InForce

ONE_DAY = datetime.timedelta(days=1)


def names_before(works: Collection[UUID], date: datetime.date, language: str) -> dict[UUID, str]:
    """Return the names that ``works`` bore the day before a change."""
    return names_on(works, date - ONE_DAY, language)


def names_on(works: Collection[UUID], date: datetime.date, language: str) -> dict[UUID, str]:
    """Return the names of ``works`` on a day: in ``language``, or else in that of the source. One query."""
    own_or_source = Q(language=language) | Q(language=F("work__source_language"))
    rows = InForce.objects.on(date).filter(own_or_source, work__in=works)
    found = sorted(rows.values_list("work", "language", "title"), key=lambda row: row[1] == language)
    return {work: title for work, _language, title in found}
