"""How the translations of what a reorganisation touches stand: which lag behind, which still name its units."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Max, Q
from django.utils import timezone

from portal.editions.models import Edition, InForce, Nature, Relation

from .texts import HISTORY


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translation in force or to come: the source edition that it ``renders``, and the ``latest`` there is.

    ``names``: the units before the change that it names itself.
    """

    work: UUID
    language: str
    title: str
    renders: int | None
    latest: int
    names: frozenset[UUID]

    @property
    def lags(self) -> bool:
        """Whether its source has a later edition."""
        return self.renders is not None and self.renders < self.latest


def renderings(works: Collection[UUID], units: Collection[UUID], audience: int) -> list[Rendering]:
    """Return the translations of ``works``, and all others that name ``units`` themselves: three queries."""
    held = InForce.objects.said_now().readable_by(audience).exclude(language=F("work__source_language"))
    held = held.filter(ends__gt=timezone.localdate(), edition__withdrawal=None)
    named = Relation.objects.filter(target__in=list(units)).exclude(kind__in=HISTORY)
    asked = Q(work__in=list(works)) | Q(edition__in=named.values("edition"))
    # Of two, the one that comes later is the one that is kept up to date.
    last = {
        (row.work_id, row.language): row for row in held.filter(asked).select_related("edition").order_by("starts")
    }
    names = _named_in({row.edition_id for row in last.values()}, units)
    return list(_rendered(last.values(), names))


def _rendered(rows: Collection[InForce], names: Mapping[int, frozenset[UUID]]) -> Iterator[Rendering]:
    latest = _latest_sources({row.work_id for row in rows})
    for row in sorted(rows, key=lambda row: (row.title, row.language)):
        renders = row.edition.document["renders"]
        named = names.get(row.edition_id, frozenset())
        yield Rendering(row.work_id, row.language, row.title, renders, latest.get(row.work_id, 0), named)


def _named_in(editions: Collection[int], units: Collection[UUID]) -> dict[int, frozenset[UUID]]:
    rows = Relation.objects.filter(edition__in=list(editions), target__in=list(units)).exclude(kind__in=HISTORY)
    found: dict[int, frozenset[UUID]] = {}
    for edition, target in rows.order_by().values_list("edition", "target").distinct():
        found[edition] = found.get(edition, frozenset()) | {target}
    return found


def _latest_sources(works: Collection[UUID]) -> dict[UUID, int]:
    sources = Edition.objects.filter(work__in=list(works), language=F("work__source_language"))
    numbered = sources.filter(nature=Nature.PUBLICATION).order_by().values("work").annotate(last=Max("number"))
    return dict(numbered.values_list("work", "last"))
