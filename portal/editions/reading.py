"""Answers by date: which text answers at an address, what stands around it, and who may read it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import override

from .models import Address, InForce, Relation, Work


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
    """One reader's view of the portal: language, date, audience."""

    language: str
    date: datetime.date
    audience: int

    def work_at(self, path: str) -> Work | None:
        """Return the work that answers at ``path`` on the date."""
        found = Address.objects.on(self.date).filter(path=path, language=self.language)
        row = found.select_related("work").first()
        return row.work if row else None

    def former_work_at(self, path: str) -> Work | None:
        """Return the work that once answered at ``path``, in any language."""
        row = Address.objects.filter(path=path).select_related("work").order_by("-pk").first()
        return row.work if row else None

    def may_read(self, work: Work) -> bool:
        """Whether this reader's audience is let in."""
        return work.effective_audience <= self.audience

    def in_force(self, work: Work) -> InForce | None:
        """Return the version of ``work`` that this reader gets."""
        found = InForce.objects.served_in(self.language, self.date).filter(work=work).readable_by(self.audience)
        return found.select_related("edition", "work").first()

    def address(self, work: UUID) -> str | None:
        """Return the address of ``work`` on the date, None when it has none."""
        row = Address.objects.on(self.date).filter(work=work, language=self.language).first()
        return reverse("text", args=[row.path]) if row else None

    def addresses(self, work: UUID) -> dict[str, str]:
        """Return the address of ``work`` on the date in each language that has one: one query."""
        rows = Address.objects.on(self.date).filter(work=work)
        paths = dict(rows.values_list("language", "path"))
        return {code: _url_in(code, paths[code]) for code, _name in settings.LANGUAGES if code in paths}

    def children(self, parent: UUID | None) -> list[Link]:
        """Return what stands directly below ``parent`` (None: at the top), in order."""
        return self.links(Q(parent=parent) if parent else Q(parent__isnull=True))

    def links(self, condition: Q) -> list[Link]:
        """Return the readable texts in force that meet ``condition``, in order: two queries."""
        rows = InForce.objects.served_in(self.language, self.date).filter(condition)
        rows = rows.readable_by(self.audience).select_related("work").order_by("position", "title")
        found = list(rows)
        urls = self._urls([row.work_id for row in found])
        return [
            Link(
                work=row.work_id,
                kind=row.work.kind,
                parent=row.parent_id,
                language=row.language,
                title=row.title,
                acronym=row.acronym,
                url=urls[row.work_id],
                facets=row.facets,
            )
            for row in found
            if row.work_id in urls
        ]

    def links_to(self, works: Collection[UUID]) -> dict[UUID, Link]:
        """Return the readable texts among ``works``, by key."""
        return {link.work: link for link in self.links(Q(work__in=works))} if works else {}

    def chain_keys(self, work: UUID) -> list[UUID]:
        """Return the works above ``work``, from the top down."""
        return self.chains([work]).get(work, [])

    def chains(self, works: Collection[UUID]) -> dict[UUID, list[UUID]]:
        """Return the works above each of ``works``, from the top down, by the parts of addresses: two queries."""
        own = Address.objects.on(self.date).filter(work__in=works, language=self.language)
        paths = {row.work_id: list(_paths_above(row.path)) for row in own}
        wanted = {path for above in paths.values() for path in above}
        above = Address.objects.on(self.date).filter(path__in=wanted, language=self.language)
        found = dict(above.values_list("path", "work"))
        return {work: [found[path] for path in path_list if path in found] for work, path_list in paths.items()}

    def relations_towards(self, work: UUID) -> list[Relation]:
        """Return the links of editions in force that point at ``work``; their works may still need `links_to`."""
        held = InForce.objects.served_in(self.language, self.date).readable_by(self.audience)
        found = Relation.objects.filter(target=work, edition__in=held.values("edition"))
        return list(found.select_related("edition"))

    def _urls(self, works: Iterable[UUID]) -> dict[UUID, str]:
        rows = Address.objects.on(self.date).filter(work__in=list(works), language=self.language)
        return {row.work_id: reverse("text", args=[row.path]) for row in rows}


def _url_in(language: str, path: str) -> str:
    with override(language):
        return reverse("text", args=[path])


def _paths_above(path: str) -> Iterable[str]:
    parts = path.strip("/").split("/")
    for count in range(1, len(parts)):
        yield "/".join(parts[:count]) + "/"
