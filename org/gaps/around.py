"""What is missing or doubtful around a text: its date, its holders, its source, and what it points at."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from portal.dates import written
from portal.editions.kinds import Content
from portal.editions.models import InForce

from ..content import StructureContent
from .kinds import Gap
from .survey import Finding, Said, Survey


def find_lagging(survey: Survey) -> Iterator[Finding]:
    """Yield the translations of what has changed since."""
    for text in survey.texts:
        latest = 0 if text.is_source or text.renders is None else survey.latest_sources.get(text.work, 0)
        if text.renders is not None and text.renders < latest:
            words = {"rendered": text.renders, "latest": latest}
            told = _("Rend l’édition n° %(rendered)d ; la dernière est la n° %(latest)d.") % words
            yield Finding(text, Gap.STALE, Said(told))


def find_approximate(survey: Survey) -> Iterator[Finding]:
    """Yield the texts of the structure of which nobody knows the day."""
    for text in survey.sources:
        if text.approximate and isinstance(text.content, StructureContent):
            yield Finding(text, Gap.APPROXIMATE, Said(_("vers le %(date)s") % {"date": written(text.since)}))


def find_vacant(survey: Survey) -> Iterator[Finding]:
    """Yield the posts that nobody holds today: with the last who did, or without.

    Where no holder is recorded in a whole organisation, nothing is known of its posts: none is called vacant.
    """
    told_of = {work for work, _post in survey.held}
    recorded = {survey.top_of(survey.by_work[work]) for work in told_of if work in survey.by_work}
    for text in survey.sources:
        content = text.content
        if not isinstance(content, StructureContent) or not content.posts:
            continue
        for post in content.posts:
            held = survey.held.get((text.work, post.id))
            if held and held.until < survey.today:
                words = {"name": held.name, "date": written(held.until)}
                told = f"{post.title} — {_('%(name)s, jusqu’au %(date)s') % words}"
                yield Finding(text, Gap.ENDED, Said(told, post.id))
            elif held is None and survey.top_of(text) in recorded:
                yield Finding(text, Gap.VACANT, Said(post.title, post.id))


def find_dead_links(survey: Survey) -> Iterator[Finding]:
    """Yield the rows that point at what is no longer in force, as far as the reader may know of it."""
    pointing = [
        (text, relation)
        for text in survey.sources
        for relation in text.content.relations()
        if relation.target not in survey.by_work
    ]
    gone = _ended({relation.target for _text, relation in pointing}, survey)
    for text, relation in pointing:
        if relation.target in gone:
            title, ends = gone[relation.target]
            words = {"title": title, "date": written(ends)}
            told = _("« %(title)s » : plus en vigueur depuis le %(date)s") % words
            row = row_called(text.content, relation.anchor)
            said = Said(f"{row} — {told}" if row else told, _identity(relation.anchor), relation.target)
            yield Finding(text, Gap.NOT_IN_FORCE, said)


def _ended(works: Iterable[UUID], survey: Survey) -> Mapping[UUID, tuple[str, datetime.date]]:
    """Return, of ``works``, those that were in force and are no more, with the last title and the day: one query."""
    wanted = set(works)
    if not wanted:
        return {}
    rows = InForce.objects.said_now().readable_by(survey.audience).filter(work__in=wanted)
    own = rows.filter(language=F("work__source_language")).order_by("ends", "pk")
    last: dict[UUID, tuple[str, datetime.date]] = {}
    for work, title, ends in own.values_list("work", "title", "ends"):
        last[work] = title, ends
    return {work: (title, ends) for work, (title, ends) in last.items() if ends <= survey.today}


def row_called(content: Content, anchor: str) -> str:
    """Return what the row with that identity says, in one line."""
    if not anchor:
        return ""
    lists: Iterable[Any] = (getattr(content, each.name) for each in fields(content))  # type: ignore[arg-type]
    rows = (row for rows in lists if isinstance(rows, tuple) for row in rows)
    found = next((row for row in rows if str(getattr(row, "id", "")) == anchor), None)
    words = (getattr(found, name, "") for name in ("title", "text", "name", "note"))
    return next((str(each) for each in words if each), "")


def _identity(anchor: str) -> UUID | None:
    try:
        return UUID(anchor) if anchor else None
    except ValueError:
        return None
