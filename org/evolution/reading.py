"""What a reader may know of how a structure changed: a fixed number of queries, whatever its size and age."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q

from portal.editions.as_of import AsOf, addresses_on
from portal.editions.descent import works_ever_below
from portal.editions.models import Edition, InForce, Nature, Relation
from portal.editions.reading import Link, Reading

from ..changes.content import PREDECESSOR, SUCCESSOR
from ..changes.presentation import CHANGE
from ..charts.options import Options
from ..charts.reading import Chart, chart_of
from ..charts.tree import Unit, cut_below
from ..kinds import ORGANISATION, UNIT
from .days import Ending
from .stays import Stay, stays_below


class Titled(NamedTuple):
    """A title that a unit bore in the reader's language, or in that of the source."""

    starts: datetime.date
    ends: datetime.date
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class History:
    """When each unit stood below one, what each was called, and the events that name any of them."""

    stays: list[Stay]
    titles: Mapping[UUID, list[Titled]]
    approximate_endings: frozenset[Ending]
    events: list[Link]

    def title(self, work: UUID, day: datetime.date) -> Titled | None:
        """Return what a unit was called on a day; None where the reader may not know of it."""
        return next((each for each in self.titles.get(work, ()) if each.starts <= day < each.ends), None)


def history_of(reading: Reading, work: UUID) -> History:
    """Return the history of the structure below ``work``: five queries."""
    rows = list(_rows(reading, work))
    stays = stays_below(work, (row.stay for row in rows if row.is_source))
    return History(stays, _titles(rows, reading.language), _approximate_endings(reading, work), _events(reading, work))


def charts_of(
    reading: Reading, work: UUID, days: Iterable[datetime.date], base: str
) -> list[tuple[Unit | None, Chart | None]]:
    """Return the chart below ``work`` on each of the days, at one level if one is too large: its links lead there."""
    charts = [_chart(reading, work, day, base) for day in days]
    level = min((chart.levels for chart in charts if chart and chart.levels < chart.deepest), default=None)
    return [(_cut(chart, level) if chart else None, chart) for chart in charts]


def _cut(chart: Chart, level: int | None) -> Unit:
    return chart.root if level is None else cut_below(chart.root, level)


def _chart(reading: Reading, work: UUID, day: datetime.date, base: str) -> Chart | None:
    on = Reading(reading.language, day, reading.audience, reading.recorded)
    with addresses_on(AsOf.on(day, reading.recorded), base):
        return chart_of(on, work, Options())


class _Row(NamedTuple):
    stay: Stay
    title: Titled
    is_source: bool


def _rows(reading: Reading, work: UUID) -> Iterable[_Row]:
    """Yield what is in force on any date below ``work``: where it stands is told by its source."""
    own_or_source = Q(language=reading.language) | Q(language=F("work__source_language"))
    found = InForce.objects.said(reading.recorded).readable_by(reading.audience).filter(own_or_source)
    found = found.filter(work__in=works_ever_below(work, reading), work__kind__in=[ORGANISATION.name, UNIT.name])
    fields = ("work", "parent", "starts", "ends", "title", "acronym", "language", "work__source_language")
    approximate = ("edition__approximate", "edition__in_force_from")
    for key, parent, starts, ends, title, acronym, language, source, is_approximate, since in found.order_by(
        "starts"
    ).values_list(*fields, *approximate):
        name = f"{title} ({acronym})" if acronym else title
        stay = Stay(key, parent, starts, ends, name, is_approximate and starts == since)
        yield _Row(stay, Titled(starts, ends, name, language), language == source)


def _titles(rows: Iterable[_Row], language: str) -> Mapping[UUID, list[Titled]]:
    """Return the titles of each unit, those in the reader's language first."""
    titles: dict[UUID, list[Titled]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.title.language != language):
        titles[row.stay.work].append(row.title)
    return titles


def _approximate_endings(reading: Reading, work: UUID) -> frozenset[Ending]:
    ended = Edition.objects.recorded_by(reading.recorded).filter(nature=Nature.ABROGATION, approximate=True)
    ended = ended.filter(work__in=works_ever_below(work, reading))
    return frozenset(ended.values_list("work", "in_force_from"))


def _events(reading: Reading, work: UUID) -> list[Link]:
    """Return the change events of an organisation, and those that name a unit that ever stood below ``work``."""
    named = Relation.objects.filter(kind__in=[PREDECESSOR, SUCCESSOR], target__in=works_ever_below(work, reading))
    of_these = Q(parent=work) | Q(edition__in=named.values("edition"))
    return reading.links(of_these & Q(work__kind=CHANGE))
