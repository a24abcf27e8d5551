"""What changed lately and what is coming, as this reader may see it; what was done in one go stands together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Greatest, RowNumber, TruncDate
from django.urls import reverse

from .models import Edition, InForce, Nature
from .reading import Link, Reading

NAMED: Final = 3
_ONE_GO: Final = ("day", "author", "nature", "is_first")


@dataclass(frozen=True, slots=True)
class Item:
    """One text that changed: ``url`` leads to it, or to its edition when it has no address on the date."""

    title: str
    acronym: str
    language: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class News:
    """What one person changed in one day: every text if they are few, the highest ones else."""

    day: datetime.date
    first: bool
    ended: bool
    items: tuple[Item, ...]
    total: int

    @property
    def others(self) -> int:
        """How many texts are not named."""
        return self.total - len(self.items)


def latest(reading: Reading, *, limit: int = 6) -> list[News]:
    """Return the last changes of what is in force: three queries."""
    when = Greatest(TruncDate("recorded_at"), "in_force_from", output_field=DateField())
    past = _shown(reading).filter(in_force_from__lte=reading.date).annotate(day=when)
    return _news(past.order_by("-day"), reading, limit)


def coming(reading: Reading, *, limit: int = 6) -> list[News]:
    """Return what will be in force, the next first: three queries."""
    future = _shown(reading).filter(in_force_from__gt=reading.date).annotate(day=F("in_force_from"))
    return _news(future.order_by("day"), reading, limit)


def _shown(reading: Reading) -> QuerySet[Edition]:
    """Return the editions that this reader may read: in their language, or in the source's where theirs has none."""
    own = InForce.objects.on(reading.date).filter(work=OuterRef("work"), language=reading.language)
    source = Q(language=F("work__source_language")) & ~Exists(own)
    held = Exists(InForce.objects.filter(edition=OuterRef("pk")))
    return (
        Edition.objects.filter(work__effective_audience__lte=reading.audience)
        .filter(Q(language=reading.language) | source)
        .filter(Q(nature=Nature.ABROGATION) | held)
    )


def _news(editions: QuerySet[Edition], reading: Reading, limit: int) -> list[News]:
    """Group ``editions``, in the order of their days, by what was done in one go; only those to name are read."""
    place = InForce.objects.filter(edition=OuterRef("pk"), parent__isnull=True)
    rows = list(
        editions.annotate(is_first=Q(number=1), is_below=~Exists(place))
        .annotate(
            rank=Window(RowNumber(), partition_by=_ONE_GO, order_by=["is_below", "-recorded_at", "pk"]),
            total=Window(Count("pk"), partition_by=_ONE_GO),
        )
        .filter(rank__lte=NAMED)
        .order_by(*editions.query.order_by, "author", "nature", "is_first", "rank")
        .defer("canonical")[: limit * NAMED]
    )
    links = reading.links_to({row.work_id for row in rows})
    return [_one(list(group), links) for _same, group in groupby(rows, key=_one_go)][:limit]


def _one_go(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _ONE_GO)


def _one(rows: Sequence[Any], links: dict[Any, Link]) -> News:
    first = rows[0]
    return News(
        day=first.day,
        first=first.is_first,
        ended=first.nature == Nature.ABROGATION,
        items=tuple(_items(rows, links)),
        total=first.total,
    )


def _items(rows: Iterable[Any], links: dict[Any, Link]) -> Iterable[Item]:
    for row in rows:
        link = links.get(row.work_id)
        if link and row.nature == Nature.PUBLICATION:
            yield Item(row.title, link.acronym, row.language, link.url, row.change_note)
        else:
            url = reverse("edition", args=[row.work_id, row.language, row.number])
            yield Item(row.title, "", row.language, url, row.change_note)
