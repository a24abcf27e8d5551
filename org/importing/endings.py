"""Until when units were in force, as the portal has it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from portal.editions.intervals import FOREVER
from portal.editions.models import Edition, InForce, Nature


@dataclass(frozen=True, slots=True)
class Ending:
    """The first day on which a unit is no more, and what is known of that date."""

    date: datetime.date
    approximate: bool = False
    note: str = ""


def endings(language: str) -> dict[UUID, Ending]:
    """Return the end of every text that has one: two queries."""
    held = InForce.objects.said_now().filter(language=language).order_by()
    last = {work: end for work, end in held.values_list("work").annotate(end=Max("ends")) if end != FOREVER}
    found = {work: Ending(end) for work, end in last.items()}
    ended = Edition.objects.filter(work__in=last, language=language, nature=Nature.ABROGATION).order_by("number")
    for work, date, approximate, note in ended.values_list("work", "in_force_from", "approximate", "date_note"):
        if last[work] == date:
            found[work] = Ending(date, approximate, note)
    return found
