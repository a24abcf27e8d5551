"""Where texts stand over time: who is above whom, under which title, in which language, between which dates,
and from when until when that was said.

A copy in memory of the rows of ``InForce`` that some works need, read in a query a level of the tree.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

from django.conf import settings

from portal.editions.kinds import Family, kind_named
from portal.editions.models import InForce


@dataclass(frozen=True, slots=True)
class Standing:
    """One version of a work in one language, while it is in force and stands in one place."""

    work: UUID
    language: str
    starts: datetime.date
    ends: datetime.date
    recorded_from: datetime.datetime
    recorded_until: datetime.datetime
    parent: UUID | None
    edition: int
    title: str
    acronym: str
    unit_kind: str
    place: str
    audience: int
    source_language: str
    family: str = Family.STRUCTURE

    def on(self, day: datetime.date, moment: datetime.datetime) -> bool:
        """Whether it was said at ``moment`` that it holds on ``day``."""
        return self.starts <= day < self.ends and self.said_at(moment)

    def said_at(self, moment: datetime.datetime) -> bool:
        """Whether it was said at ``moment``."""
        return self.recorded_from <= moment < self.recorded_until


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which nothing changes of how a version is read, who it serves and what stands above it, as was said
    from ``recorded_from`` until ``recorded_until``."""

    starts: datetime.date
    ends: datetime.date
    recorded_from: datetime.datetime
    recorded_until: datetime.datetime
    served: tuple[str, ...]
    above: tuple[Standing, ...]

    def reads_as(self, other: Span) -> bool:
        """Whether ``other`` serves the same under the same names."""
        return self.served == other.served and _names(self.above) == _names(other.above)

    def is_said_again(self, later: Span) -> bool:
        """Whether ``later`` says the same of the same days, right after this one was said."""
        same_days = (self.starts, self.ends) == (later.starts, later.ends)
        return same_days and self.recorded_until == later.recorded_from and self.reads_as(later)


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
        """Cut both times of ``version`` where its readers or what is above it change."""
        related = [*self._versions[version.work], *self._everything_above(version)]
        moments = _cuts(version.recorded_from, version.recorded_until, related, "recorded_from", "recorded_until")
        open_spans: list[Span] = []
        for said, until in pairwise(moments):
            present = list(self._spans_said(version, [row for row in related if row.said_at(said)], said, until))
            continued = [_joined(span, open_spans) for span in present]
            yield from (span for span in open_spans if not any(span.is_said_again(later) for later in present))
            open_spans = continued
        yield from open_spans

    def _spans_said(
        self, version: Standing, related: list[Standing], said: datetime.datetime, until: datetime.datetime
    ) -> Iterator[Span]:
        """Yield the spans as was said at one moment, neighbours that read the same joined."""
        last: Span | None = None
        for starts, ends in pairwise(_cuts(version.starts, version.ends, related, "starts", "ends")):
            above, served = self._above(version, starts, said), self._served(version, starts, said)
            # No reader gets there when something above is not in force.
            span = Span(starts, ends, said, until, served, above) if above is not None and served else None
            if last and span and span.reads_as(last):
                last = replace(last, ends=ends)
                continue
            if last:
                yield last
            last = span
        if last:
            yield last

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

    def _above(self, version: Standing, day: datetime.date, said: datetime.datetime) -> tuple[Standing, ...] | None:
        above: list[Standing] = []
        parent = version.parent
        while parent is not None:
            row = self._shown(parent, version.language, day, said)
            if row is None or row in above:
                return None
            above.insert(0, row)
            parent = row.parent
        return tuple(above)

    def _shown(self, work: UUID, language: str, day: datetime.date, said: datetime.datetime) -> Standing | None:
        rows = {row.language: row for row in self._versions[work] if row.on(day, said)}
        return rows.get(language) or next((row for row in rows.values() if row.language == row.source_language), None)

    def _served(self, version: Standing, day: datetime.date, said: datetime.datetime) -> tuple[str, ...]:
        """Return the readers' languages that get this version: its own and, from the source, all untranslated."""
        if version.language != version.source_language:
            return (version.language,)
        translated = {row.language for row in self._versions[version.work] if row.on(day, said)} - {version.language}
        languages = dict.fromkeys((version.language, *(code for code, _name in settings.LANGUAGES)))
        return tuple(language for language in languages if language not in translated)


Point = TypeVar("Point", datetime.date, datetime.datetime)


def _cuts(first: Point, last: Point, rows: Iterable[Standing], *bounds: str) -> list[Point]:
    """Return ``first``, ``last`` and the bounds of ``rows`` between them, in order."""
    points: set[Point] = {getattr(row, bound) for row in rows for bound in bounds}
    return sorted({point for point in points if first < point < last} | {first, last})


def _joined(span: Span, before: Iterable[Span]) -> Span:
    """Return the span as it has been said since it was first said."""
    said_before = next((earlier for earlier in before if earlier.is_said_again(span)), span)
    return replace(span, recorded_from=said_before.recorded_from)


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
        recorded_from=row.recorded_from,
        recorded_until=row.recorded_until,
        parent=row.parent_id,
        edition=row.edition_id,
        title=row.title,
        acronym=row.acronym,
        unit_kind=row.facets.get("unit_kind", ""),
        place=row.facets.get("place", ""),
        audience=row.work.effective_audience,
        source_language=row.work.source_language,
        family=kind_named(row.work.kind).family,
    )
