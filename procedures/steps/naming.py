"""Writes into a draft how whoever it names is called on that day: an edition keeps the names of its time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from org.content import StructureContent
from portal.editions.models import InForce

PARTY_FIELDS = ("owner_party", "parties", "partners", "responsibilities")


def complete_names(page: Any) -> None:
    """Write the names and acronyms of the parties and of the actors, and the titles of their posts."""
    rows = [*_party_rows(page), *_role_rows(page)]
    works = {_actor(row).translation_key for row in rows if _actor(row)}
    if not works:
        return
    held = in_force_on(works, page.in_force_from or timezone.localdate(), page.locale.language_code)
    for row in rows:
        if actor := _actor(row):
            _name(row, actor, held.get(actor.translation_key))


def in_force_on(works: Iterable[UUID], date: datetime.date, language: str) -> Mapping[UUID, InForce]:
    """Return what is in force of ``works`` on a day: in ``language``, or else in that of the source. One query."""
    own_or_source = Q(language=language) | Q(language=F("work__source_language"))
    rows = InForce.objects.on(date).filter(own_or_source, work__in=set(works)).select_related("edition")
    return {row.work_id: row for row in sorted(rows, key=lambda row: row.language == language)}


def _name(row: Any, actor: Any, held: InForce | None) -> None:
    row["name"] = held.title if held else actor.title
    row["acronym"] = held.acronym if held else actor.specific.acronym
    if "post_title" in row:
        row["post_title"] = _post_title(row["post"], held)
    if "responsibility" in row:
        row["text"] = _sentence(row["responsibility"], held)


def _post_title(post: str, held: InForce | None) -> str:
    if not post or held is None or not isinstance(content := held.edition.content, StructureContent):
        return ""
    return next((each.title for each in content.posts if str(each.id) == post), "")


def _sentence(responsibility: str, held: InForce | None) -> str:
    if held is None or not isinstance(content := held.edition.content, StructureContent):
        return ""
    return next((each.text for each in content.responsibilities if str(each.id) == responsibility), "")


def _actor(row: Any) -> Any:
    return row["actor"] if "actor" in row else row["unit"]


def _party_rows(page: Any) -> Iterator[Any]:
    for name in PARTY_FIELDS:
        yield from (block.value for block in getattr(page, name, ()))


def _role_rows(page: Any) -> Iterator[Any]:
    for block in getattr(page, "steps", ()):
        yield from block.value["roles"]
