"""What other texts are called, as far as a reader may know of them."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db.models import F, Q

from ..models import InForce
from ..reading import Reading


def names_of(works: Collection[UUID], reading: Reading) -> dict[UUID, str]:
    """Return the titles of the readable ``works``: on the reader's date if they are in force then, or their last.

    In the reader's language, or else in that of the source. One query; none without works.
    """
    if not works:
        return {}
    own_or_source = Q(language=reading.language) | Q(language=F("work__source_language"))
    rows = InForce.objects.said(reading.recorded).readable_by(reading.audience).filter(own_or_source, work__in=works)
    found: dict[UUID, tuple[tuple[bool, datetime.date, bool], str]] = {}
    for work, language, starts, ends, title in rows.order_by().values_list(
        "work", "language", "starts", "ends", "title"
    ):
        rank = (starts <= reading.date < ends, ends, language == reading.language)
        if work not in found or rank > found[work][0]:
            found[work] = rank, title
    return {work: title for work, (_rank, title) in found.items()}
