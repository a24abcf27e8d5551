"""From when a text can be abolished, and what stands below it then."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.dates import written

from ..intervals import FOREVER
from ..kinds import kind_named
from ..models import InForce, Work


@dataclass(frozen=True, slots=True)
class Force:
    """From when until when a text is in force in one language or another, as is said now; none if it never is."""

    starts: datetime.date | None
    ends: datetime.date | None

    @property
    def abolished_from(self) -> datetime.date | None:
        """The day from which nothing of the text is in force any more, if there is one."""
        return None if self.ends in (None, FOREVER) else self.ends

    @property
    def is_still_to_end(self) -> bool:
        """Whether that day is still to come."""
        return self.abolished_from is not None and self.abolished_from > timezone.localdate()


def force_of(work: UUID) -> Force:
    """Return the force of a text: one query."""
    return Force(**InForce.objects.said_now().filter(work=work).aggregate(starts=Min("starts"), ends=Max("ends")))


def state_of(force: Force) -> str:
    """Return what the desk says of a text that has an end: empty if it has none."""
    if force.abolished_from is None:
        return ""
    words = {"day": written(force.abolished_from)}
    return (_("Abrogé à partir du %(day)s.") if force.is_still_to_end else _("Abrogé depuis le %(day)s.")) % words


def standing_below(work: UUID, day: datetime.date) -> list[Work]:
    """Return what stands below a text on a day or later, level by level, the nearest first: a query a level."""
    found: dict[UUID, Work] = {}
    level = {work}
    while level:
        below = {other.key: other for other in _right_below(level, day) if other.key not in {work, *found}}
        found.update(below)
        level = set(below)
    return list(found.values())


def _right_below(level: set[UUID], day: datetime.date) -> Iterator[Work]:
    held = InForce.objects.said_now().filter(parent__in=level, ends__gt=day).values("work")
    for work in Work.objects.filter(key__in=held):
        if kind_named(work.kind).in_hierarchy:
            yield work
