"""What changed lately and what is coming, as this reader may see it; what was done in one go stands together."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from .models import Edition, InForce, Nature
from .reading import Link, Reading

MOST: Final = 6
NAMED: Final = 3


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


class _Go(NamedTuple):
    """What one person did in one day, with the keys of the editions to name."""

    day: datetime.date
    first: bool
    ended: bool
    total: int
    named: list[int]


def latest(reading: Reading) -> list[News]:
    """Return the last changes of what is in force: five queries, or one if nothing changed since they were asked."""
    kept = reading.kept()
    if latest not in kept:
        past = _shown(reading).filter(in_force_from__lte=reading.date)
        goes = _goes(past, lambda recorded, starts: recorded if starts <= recorded <= reading.date else starts)
        kept[latest] = _news(goes[-MOST:][::-1], reading)
    return list(kept[latest])


def coming(reading: Reading) -> list[News]:
    """Return what will be in force, the next first: as many queries as for what changed."""
    kept = reading.kept()
    if coming not in kept:
        future = _shown(reading).filter(in_force_from__gt=reading.date)
        kept[coming] = _news(_goes(future, lambda recorded, starts: starts)[:MOST], reading)
    return list(kept[coming])


def _shown(reading: Reading) -> QuerySet[Edition]:
    """Return the editions that this reader may read: in their language, or in the source's where theirs has none."""
    own = InForce.objects.on(reading.date, reading.recorded).filter(work=OuterRef("work"), language=reading.language)
    source = Q(language=F("work__source_language")) & ~Exists(own)
    held = Exists(InForce.objects.said(reading.recorded).filter(edition=OuterRef("pk")))
    return (
        Edition.objects.recorded_by(reading.recorded)
        .filter(work__effective_audience__lte=reading.audience)
        .filter(Q(language=reading.language) | source)
        .filter(Q(nature=Nature.ABROGATION) | held)
    )


def _goes(editions: QuerySet[Edition], day_of: Callable[[datetime.date, datetime.date], datetime.date]) -> list[_Go]:
    """Return what was done in one go, by its day. Databases are slow at local days: they are found here."""
    goes: dict[tuple[datetime.date, str, str, bool], list[tuple[bool, int]]] = defaultdict(list)
    top = InForce.objects.filter(edition=OuterRef("pk"), parent__isnull=True)
    rows = editions.annotate(below=~Exists(top)).order_by("pk")
    for pk, recorded, starts, author, nature, number, below in rows.values_list(
        "pk", "recorded_at", "in_force_from", "author", "nature", "number", "below"
    ):
        day = day_of(timezone.localdate(recorded), starts)
        goes[day, author, nature, number == 1].append((below, pk))
    return [
        _Go(day, first, nature == Nature.ABROGATION, len(found), [pk for _below, pk in sorted(found)[:NAMED]])
        for (day, _author, nature, first), found in sorted(goes.items())
    ]


def _news(goes: Sequence[_Go], reading: Reading) -> list[News]:
    """Complete what was done in one go with the texts to name."""
    pks = [pk for go in goes for pk in go.named]
    named = Edition.objects.select_related("withdrawal").defer("canonical", "withdrawal__canonical").in_bulk(pks)
    links = reading.links_to({edition.work_id for edition in named.values()})
    return [
        News(go.day, go.first, go.ended, tuple(_item(named[pk], links, reading.date) for pk in go.named), go.total)
        for go in goes
    ]


def _item(edition: Edition, links: dict[UUID, Link], date: datetime.date) -> Item:
    link = links.get(edition.work_id)
    if link and edition.nature == Nature.PUBLICATION and edition.in_force_from <= date:
        return Item(edition.title, link.acronym, edition.language, link.url, edition.notes.change)
    url = reverse("edition", args=[edition.work_id, edition.language, edition.number])
    return Item(edition.title, "", edition.language, url, edition.notes.change)
