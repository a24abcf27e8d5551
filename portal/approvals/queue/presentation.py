"""What waits for a person, as their list says it: from what is kept with each request, never from a draft."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from portal.editions.reading import Link, Reading

from ..models import LegalReviewTask, Representation, Request, Review
from ..models.parties import Capacity
from ..party_names import party_names

Held = Sequence[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to decide: on which text, for whom, since when, until when, and what changed."""

    review: Review
    chain: Sequence[Link]
    decides_for: str
    capacity: str
    asked_on: datetime.date
    due_on: datetime.date
    is_late: bool
    is_again: bool
    changes: Sequence[str]
    more: int


def waiting_shown(rows: Sequence[Request], user: Any, reading: Reading, held: Held) -> list[Waiting]:
    """Return requests as lines of the list: a fixed number of queries."""
    names = party_names({row.party_id for row in rows}, user, reading)
    chains = chains_of([row.review for row in rows], reading)
    capacities, groups = _capacities(held), _groups(user, {row.task_id for row in rows if row.party_id is None})
    return [
        Waiting(
            review=row.review,
            chain=chains.get(row.review.pk, ()),
            decides_for=names[row.party_id] if row.party_id else groups.get(row.task_id, row.task.name),
            capacity=capacities.get(row.party_id, "") if row.party_id else "",
            asked_on=timezone.localdate(row.asked_at),
            due_on=row.due_on,
            is_late=row.due_on < reading.date,
            is_again=bool(row.changes.get("again")),
            **_changes(row, reading.language),
        )
        for row in rows
    ]


def chains_of(reviews: Sequence[Review], reading: Reading) -> dict[int, Sequence[Link]]:
    """Return by review what its text stands below, from the organisation down, as far as the reader may know."""
    above = {review.pk: review.desk_path[: -Page.steplen] for review in reviews}
    keys = dict(Page.objects.filter(path__in=set(above.values())).values_list("path", "translation_key"))
    lineages = reading.lineages(set(keys.values())) if keys else {}
    return {pk: lineages.get(keys[path], ()) for pk, path in above.items() if path in keys}


def _changes(row: Request, language: str) -> dict[str, Any]:
    names = row.changes.get("names", {})
    said = names.get(language) or names.get("fr") or []
    return {"changes": said, "more": max(row.changes.get("count", 0) - len(said), 0)}


def held_today(user: Any) -> Held:
    """Return the parties that a person decides for today, each with the capacity."""
    return list(Representation.objects.of(user).on(timezone.localdate()).values_list("party", "capacity"))


def _capacities(held: Held) -> Mapping[UUID, str]:
    """Return by party in which capacity a person decides for it today; the strongest one."""
    ranked = sorted(held, key=lambda row: Capacity.values.index(row[1]), reverse=True)
    return {party: str(Capacity(capacity).label) for party, capacity in ranked}


def _groups(user: Any, tasks: Collection[int]) -> Mapping[int, str]:
    """Return by step the name of the person's group that it asks."""
    if not tasks:
        return {}
    found = LegalReviewTask.objects.filter(pk__in=tasks, groups__in=user.groups.all()).order_by("groups__name")
    return dict(found.values_list("pk", "groups__name"))
