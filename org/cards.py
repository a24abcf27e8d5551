"""The organisations in short: what each is for, and how much of it the portal knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Q, Sum
from django.urls import reverse

from portal.editions.kinds import kinds_in_hierarchy
from portal.editions.reading import Link, Reading

_AFTER_SENTENCE = re.compile(r"(?<=[.!?…])\s")


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """An organisation with the first sentence of its mission and its figures, as of the reader's date."""

    link: Link
    mission: str
    units: int
    responsibilities: int

    @property
    def has_structure(self) -> bool:
        """Whether more is known of it than that it exists."""
        return self.units > 0


class RowsOf(Func):
    """How many rows a text has in the list ``name`` of its content."""

    output_field = IntegerField()

    def __init__(self, document: str, name: str) -> None:
        super().__init__(F(document), name=name)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite reads a path."""
        template = "COALESCE(json_array_length(%(expressions)s, '$.content.%(name)s'), 0)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL reads keys, one after the other."""
        template = "COALESCE(jsonb_array_length((%(expressions)s)::jsonb -> 'content' -> '%(name)s'), 0)"
        return self.as_sql(compiler, connection, template=template, **context)


def organisation_cards(reading: Reading) -> list[OrganisationCard]:
    """Return the organisations that this reader may see, in order: five queries, or one if nothing changed."""
    kept = reading.kept()
    if OrganisationCard not in kept:
        kept[OrganisationCard] = _made(reading)
    return list(kept[OrganisationCard])


def _made(reading: Reading) -> list[OrganisationCard]:
    links = [link for link in reading.children(None) if link.kind == "organisation"]
    if not links:
        return []
    top = reverse("text", args=[""])
    paths = {link.work: link.url.removeprefix(top) for link in links}
    missions = _missions(reading, [link.work for link in links])
    figures = _figures(reading, paths.values())
    return [
        OrganisationCard(
            link,
            missions.get(link.work, ""),
            figures[f"units_{index}"] or 0,
            figures[f"responsibilities_{index}"] or 0,
        )
        for index, link in enumerate(links)
    ]


def _missions(reading: Reading, works: Iterable[Any]) -> dict[Any, str]:
    rows = reading.held().filter(work__in=list(works))
    texts = {row.work_id: getattr(row.edition.content, "mission", "") for row in rows.select_related("edition")}
    return {work: _AFTER_SENTENCE.split(mission, maxsplit=1)[0] for work, mission in texts.items()}


def _figures(reading: Reading, paths: Iterable[str]) -> dict[str, int]:
    """Count the texts below each of ``paths`` and what they must do."""
    rows = reading.addressed().filter(work__kind__in=kinds_in_hierarchy())
    rows = rows.annotate(duties=RowsOf("edition__canonical", "responsibilities"))
    sums: dict[str, Any] = {}
    for index, path in enumerate(paths):
        below = Q(path__startswith=path)
        sums[f"units_{index}"] = Count("pk", filter=below & ~Q(path=path))
        sums[f"responsibilities_{index}"] = Sum("duties", filter=below)
    figures: dict[str, int] = rows.order_by().aggregate(**sums)
    return figures
