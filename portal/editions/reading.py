"""Answers by date: which text answers at an address, what stands around it, and who may read it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import get_script_prefix, reverse
from django.utils.translation import override

from .freshness import Memory
from .kinds import kinds_in_hierarchy
from .models import Address, Edition, InForce, Relation, Work
from .querysets import DatedQuerySet, InForceQuerySet

_READERS_KEPT = 16
_memory = Memory(most=_READERS_KEPT)


@dataclass(frozen=True, slots=True)
class Link:
    """Another text as this reader may see it: its name and address on the reader's date."""

    work: UUID
    kind: str
    parent: UUID | None
    language: str
    title: str
    acronym: str
    url: str
    facets: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reader's view of the portal: language, date, audience; ``recorded``: as it was said at that moment."""

    language: str
    date: datetime.date
    audience: int
    recorded: datetime.datetime | None = None
    _known: dict[UUID, str] = field(default_factory=dict, repr=False, compare=False, kw_only=True)
    _kept: list[dict[Hashable, Any]] = field(default_factory=list, repr=False, compare=False, kw_only=True)

    def kept(self) -> dict[Hashable, Any]:
        """Return what is kept for readers like this one until something changes: one query the first time."""
        if not self._kept:
            self._kept.append(_memory.answers(self._reader()))
        return self._kept[0]

    def held(self) -> InForceQuerySet:
        """Return what is in force for this reader: of each readable work the one version they get."""
        return InForce.objects.served_in(self.language, self.date, self.recorded).readable_by(self.audience)

    def addressed(self) -> InForceQuerySet:
        """Return what is in force for this reader and has an address: its ``path`` is given with it."""
        return self.held().addressed_in(self.language, self.date, self.recorded)

    def work_at(self, path: str) -> Work | None:
        """Return the work that answers at ``path`` on the date."""
        found = self._held_addresses().filter(path=path, language=self.language)
        row = found.select_related("work").first()
        return row.work if row else None

    def other_address(self, path: str) -> Address | None:
        """Return who answers at ``path`` on any other date, in any language; the last that was said."""
        return Address.objects.filter(path=path).select_related("work").order_by("-recorded_until", "-pk").first()

    def may_read(self, work: Work) -> bool:
        """Whether this reader's audience is let in."""
        return work.effective_audience <= self.audience

    def in_force(self, work: Work) -> InForce | None:
        """Return the version of ``work`` that this reader gets."""
        rows = with_endings(self.held(), self.recorded)
        return rows.filter(work=work).select_related("edition__withdrawal", "work").first()

    def address(self, work: UUID) -> str | None:
        """Return the address of ``work`` on the date, None when it has none."""
        row = self._held_addresses().filter(work=work, language=self.language).first()
        return reverse("text", args=[row.path]) if row else None

    def addresses(self, work: UUID) -> dict[str, str]:
        """Return the address of ``work`` on the date in each language that has one: one query."""
        rows = self._held_addresses().filter(work=work)
        paths = dict(rows.values_list("language", "path"))
        if self.language in paths:
            self._known[work] = paths[self.language]
        return {code: _url_in(code, paths[code]) for code, _name in settings.LANGUAGES if code in paths}

    def children(self, parent: UUID | None) -> list[Link]:
        """Return the parts of ``parent`` (None: what stands at the top), in order."""
        below = Q(parent=parent) if parent else Q(parent__isnull=True)
        return self.links(below & Q(work__kind__in=kinds_in_hierarchy()))

    def links(self, condition: Q) -> list[Link]:
        """Return the readable texts in force that meet ``condition``, in order: two queries."""
        rows = list(self._served(condition))
        urls = self._urls([row.work_id for row in rows])
        return [_link(row, urls[row.work_id]) for row in rows if row.work_id in urls]

    def lineages(self, works: Collection[UUID]) -> dict[UUID, list[Link]]:
        """Return, for each readable text among ``works``, what stands above it and itself, from the top.

        No query for what was asked since the last change, three for the rest.
        """
        kept = self.kept()
        unknown = [work for work in works if work not in kept]
        if unknown:
            found = self._lineages(unknown)
            kept.update((work, found.get(work, [])) for work in unknown)
        return {work: lineage for work in works if (lineage := kept[work])}

    def links_to(self, works: Collection[UUID]) -> dict[UUID, Link]:
        """Return the readable texts among ``works``, by key."""
        return {link.work: link for link in self.links(Q(work__in=works))} if works else {}

    def chain_keys(self, work: UUID) -> list[UUID]:
        """Return the works above ``work``, from the top down, by the parts of its address: at most two queries."""
        path = self._known.get(work) or self._paths(Q(work=work)).get(work, "")
        above = self._paths(Q(path__in=list(_paths_above(path))))
        return sorted(above, key=lambda key: len(above[key]))

    def relations_towards(self, work: UUID) -> list[Relation]:
        """Return the links of editions in force that point at ``work``; their works may still need `links_to`."""
        found = Relation.objects.filter(target=work, edition__in=self.held().values("edition"))
        return list(found.select_related("edition"))

    def _reader(self) -> Hashable:
        # Kept addresses begin with the prefix under which they were asked for.
        return self.language, self.date, self.audience, self.recorded, get_script_prefix()

    def _held_addresses(self) -> DatedQuerySet[Address]:
        return Address.objects.on(self.date, self.recorded)

    def _lineages(self, works: Collection[UUID]) -> dict[UUID, list[Link]]:
        paths = self._paths(Q(work__in=works))
        above = self._paths(Q(path__in={up for path in paths.values() for up in _paths_above(path)}))
        by_path = {path: work for work, path in (above | paths).items()}
        rows = {row.work_id: row for row in self._served(Q(work__in=by_path.values()))}
        links = {work: _link(row, reverse("text", args=[(paths | above)[work]])) for work, row in rows.items()}
        return {
            work: [links[key] for up in (*_paths_above(path), path) if (key := by_path.get(up)) in links]
            for work, path in paths.items()
            if work in links
        }

    def _served(self, condition: Q) -> InForceQuerySet:
        rows = self.held().filter(condition)
        return rows.select_related("work").order_by("position", "title")

    def _paths(self, condition: Q) -> dict[UUID, str]:
        found = self._held_addresses().filter(condition, language=self.language)
        return dict(found.values_list("work", "path"))

    def _urls(self, works: Collection[UUID]) -> dict[UUID, str]:
        return {work: reverse("text", args=[path]) for work, path in self._paths(Q(work__in=works)).items()}


def with_endings(rows: InForceQuerySet, recorded: datetime.datetime | None) -> InForceQuerySet:
    """Complete ``rows`` with whether what ends each gives its own date as approximate: no query more."""
    of_the_text = {"work": OuterRef("work"), "language": OuterRef("language"), "in_force_from": OuterRef("ends")}
    ending = Edition.objects.recorded_by(recorded).filter(**of_the_text).order_by("-number")
    return rows.annotate(ends_approximately=Coalesce(Subquery(ending.values("approximate")[:1]), False))


def _link(row: InForce, url: str) -> Link:
    return Link(
        work=row.work_id,
        kind=row.work.kind,
        parent=row.parent_id,
        language=row.language,
        title=row.title,
        acronym=row.acronym,
        url=url,
        facets=row.facets,
    )


def _url_in(language: str, path: str) -> str:
    with override(language):
        return reverse("text", args=[path])


def _paths_above(path: str) -> Iterable[str]:
    parts = path.strip("/").split("/")
    for count in range(1, len(parts)):
        yield "/".join(parts[:count]) + "/"
