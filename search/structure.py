"""Where texts stand over time: who is above whom, under which title, in which language, between which dates.

A copy in memory of the rows of ``InForce`` that some works need, read in a query a level of the tree.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.conf import settings

from portal.editions.models import InForce


@dataclass(frozen=True, slots=True)
class Standing:
    """One version of a work in one language, while it is in force and stands in one place."""

    work: UUID
    language: str
    starts: datetime.date
    ends: datetime.date
    parent: UUID | None
    edition: int
    title: str
    acronym: str
    unit_kind: str
    place: str
    audience: int
    source_language: str

    def on(self, day: datetime.date) -> bool:
        """Whether it holds on ``day``."""
        return self.starts <= day < self.ends


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which nothing changes of how a version is read: who it serves, and what stands above it."""

    starts: datetime.date
    ends: datetime.date
    served: tuple[str, ...]
    above: tuple[Standing, ...]

    def continues(self, other: Span) -> bool:
        """Whether ``other``, which ends where this one starts, reads the same."""
        return self.served == other.served and _names(self.above) == _names(other.above)


def _names(above: tuple[Standing, ...]) -> list[tuple[UUID, str, str, str]]:
    return [(row.work, row.language, row.title, row.acronym) for row in above]


class Structure:
    """The versions of some works and of everything above them."""

    def __init__(self, works: Collection[UUID]) -> None:
        self._versions: dict[UUID, list[Standing]] = {}
        missing = set(works)
        while missing:
            self._versions |= _versions_of(missing)
            parents = {row.parent for work in missing for row in self._versions[work] if row.parent}
            missing = parents - self._versions.keys()

    def versions(self, work: UUID) -> list[Standing]:
        """Return every version of ``work`` that is or was or will be in force."""
        return self._versions[work]

    def spans(self, version: Standing) -> Iterator[Span]:
        """Cut the time of ``version`` where its readers or what is above it change."""
        last: Span | None = None
        for starts, ends in pairwise(self._days_of_change(version)):
            span = self._span(version, starts, ends)
            if last and span and span.continues(last):
                last = Span(last.starts, ends, last.served, last.above)
                continue
            if last:
                yield last
            last = span
        if last:
            yield last

    def _span(self, version: Standing, starts: datetime.date, ends: datetime.date) -> Span | None:
        """Return the span, None when no reader gets there: something above is not in force."""
        above = self._above(version, starts)
        served = self._served(version, starts)
        return Span(starts, ends, served, above) if above is not None and served else None

    def _days_of_change(self, version: Standing) -> list[datetime.date]:
        related = [*self._versions[version.work], *self._everything_above(version)]
        days = {day for row in related for day in (row.starts, row.ends) if version.starts < day < version.ends}
        return sorted(days | {version.starts, version.ends})

    def _everything_above(self, version: Standing) -> Iterator[Standing]:
        seen = {version.work}
        pending = [version.parent]
        while pending:
            work = pending.pop()
            if work is None or work in seen:
                continue
            seen.add(work)
            yield from self._versions[work]
            pending += [row.parent for row in self._versions[work]]

    def _above(self, version: Standing, day: datetime.date) -> tuple[Standing, ...] | None:
        above: list[Standing] = []
        parent = version.parent
        while parent is not None:
            row = self._shown(parent, version.language, day)
            if row is None or row in above:
                return None
            above.insert(0, row)
            parent = row.parent
        return tuple(above)

    def _shown(self, work: UUID, language: str, day: datetime.date) -> Standing | None:
        rows = {row.language: row for row in self._versions[work] if row.on(day)}
        return rows.get(language) or next((row for row in rows.values() if row.language == row.source_language), None)

    def _served(self, version: Standing, day: datetime.date) -> tuple[str, ...]:
        """Return the readers' languages that get this version: its own and, from the source, all untranslated."""
        if version.language != version.source_language:
            return (version.language,)
        translated = {row.language for row in self._versions[version.work] if row.on(day)} - {version.language}
        languages = dict.fromkeys((version.language, *(code for code, _name in settings.LANGUAGES)))
        return tuple(language for language in languages if language not in translated)


def _versions_of(works: Collection[UUID]) -> dict[UUID, list[Standing]]:
    found: dict[UUID, list[Standing]] = defaultdict(list, {work: [] for work in works})
    rows = InForce.objects.filter(work__in=works).select_related("work").order_by("language", "starts", "pk")
    for row in rows:
        found[row.work_id].append(_standing(row))
    return dict(found)


def _standing(row: InForce) -> Standing:
    return Standing(
        work=row.work_id,
        language=row.language,
        starts=row.starts,
        ends=row.ends,
        parent=row.parent_id,
        edition=row.edition_id,
        title=row.title,
        acronym=row.acronym,
        unit_kind=row.facets.get("unit_kind", ""),
        place=row.facets.get("place", ""),
        audience=row.work.effective_audience,
        source_language=row.work.source_language,
    )
