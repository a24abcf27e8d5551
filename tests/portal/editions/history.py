"""What readers should get on any day, worked out from editions alone: slowly, and by the rules in words."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.conf import settings

from portal.editions.models import Address, Edition, InForce, Nature, Work

LANGUAGES = [code for code, _name in settings.LANGUAGES]
ONE_DAY = datetime.timedelta(days=1)
AT_ONCE = datetime.timedelta(microseconds=1)

Moment = datetime.datetime | None
Held = dict[tuple[UUID, str], Edition]
Paths = dict[tuple[UUID, str], str]


def held_on(date: datetime.date, known_at: Moment = None) -> Held:
    """Return the edition in force of each work in each language: the last to start, the last recorded.

    ``known_at``: of those recorded until then.
    """
    held: Held = {}
    for edition in Edition.objects.order_by("in_force_from", "number"):
        if edition.in_force_from <= date and (known_at is None or edition.recorded_at <= known_at):
            held[edition.work_id, edition.language] = edition
    return {key: edition for key, edition in held.items() if edition.nature == Nature.PUBLICATION}


def paths_on(held: Held) -> Paths:
    """Return the address of each work in each language, built from the top by what readers of it get."""
    sources = dict(Work.objects.values_list("key", "source_language"))

    def path(work: UUID, language: str) -> str | None:
        edition = held.get((work, language)) or held.get((work, sources[work]))
        if edition is None:
            return None
        place = edition.document["place"]
        above = path(UUID(place["parent"]), language) if place["parent"] else ""
        return None if above is None else f"{above}{place['slug']}/"

    found = {(work, language): path(work, language) for work in sources for language in LANGUAGES}
    return {key: path for key, path in found.items() if path}


def telling_days() -> list[datetime.date]:
    """Return each day on which something changes, and the day before it."""
    starts = set(Edition.objects.values_list("in_force_from", flat=True))
    return sorted(starts | {day - ONE_DAY for day in starts})


def telling_moments() -> list[Moment]:
    """Return each moment at which something was recorded, the one before it, and now."""
    recorded = set(Edition.objects.values_list("recorded_at", flat=True))
    return [*sorted(recorded | {moment - AT_ONCE for moment in recorded}), None]


def projected_in_force(date: datetime.date, known_at: Moment = None) -> dict[tuple[UUID, str], int]:
    rows = InForce.objects.on(date, known_at)
    found = {(row.work_id, row.language): row.edition_id for row in rows}
    assert len(found) == rows.count(), "two editions of one work in one language on one day"
    return found


def projected_paths(date: datetime.date, known_at: Moment = None) -> Paths:
    rows = Address.objects.on(date, known_at)
    found = {(row.work_id, row.language): row.path for row in rows}
    assert len(found) == rows.count(), "two addresses of one work in one language on one day"
    assert len({(row.language, row.path) for row in rows}) == rows.count(), "one address of two works"
    return found


def strictest_above(work: UUID, today: datetime.date) -> int:
    """Return the audience of a work: its own, or that of its places of today and later, or of its last one."""
    rows = list(InForce.objects.said_now().filter(work=work, ends__gt=today))
    rows = rows or list(InForce.objects.said_now().filter(work=work).order_by("-ends")[:1])
    parents = {row.parent_id for row in rows}
    if not rows and (last := Edition.objects.filter(work=work).order_by("pk").last()):
        parent = last.document["place"]["parent"]
        parents = {UUID(parent) if parent else None}
    above = [strictest_above(parent, today) for parent in parents if parent]
    return max([Work.objects.get(key=work).audience, *above])
