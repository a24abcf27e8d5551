"""The approvals that a reorganisation touches: asked of its units, or of others about texts that name them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from portal.approvals.access import may_publish
from portal.approvals.models import LegalReviewTask, Representation, Request, Review
from portal.approvals.party_names import party_names
from portal.approvals.waiting import wrote_at
from portal.editions.audiences import audience_of
from portal.editions.reading import Reading


@dataclass(frozen=True, slots=True)
class Awaited:
    """Who is waited for: a party or the group of a step, and the people who may answer for it."""

    name: str
    people: tuple[str, ...]
    due_on: datetime.date
    is_touched: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """A text under review, where it is decided on, and everybody who is waited for."""

    title: str
    language: str
    url: str
    awaited: tuple[Awaited, ...]


def pending(units: Collection[UUID], texts: Collection[UUID], user: Any) -> list[Pending]:
    """Return the open reviews of ``texts``, or that wait for ``units``: those that the person has to do with."""
    asked = Request.objects.waiting().filter(Q(party__in=list(units)) | Q(review__work__in=list(texts)))
    known = asked.filter(review__work__effective_audience__lte=audience_of(user))
    reviews = list(Review.objects.filter(pk__in=known.values("review")).order_by("opened_at", "pk"))
    visible = _visible(reviews, user)
    rows = Request.objects.waiting().filter(review__in=visible).select_related("task").order_by("due_on", "pk")
    awaited = _awaited(list(rows), set(units), user)
    return [
        Pending(each.title, each.language, reverse("decision", args=[each.pk]), tuple(awaited[each.pk]))
        for each in reviews
        if each.pk in visible
    ]


def _visible(reviews: Iterable[Review], user: Any) -> set[int]:
    """Return the reviews that the person may see (``portal.approvals.access``), without asking for each."""
    keys = {each.pk: each.page for each in reviews}
    if not keys:
        return set()
    today = timezone.localdate()
    parties = Representation.objects.of(user).on(today).values("party")
    tasks = LegalReviewTask.objects.filter(groups__in=user.groups.all()).values("pk")
    asked = Request.objects.waiting().filter(Q(party__in=parties) | Q(party=None, task__in=tasks))
    concerned = Review.objects.filter(Q(pk__in=asked.values("review")) | wrote_at(user), pk__in=keys)
    pages = Page.objects.filter(pk__in=keys.values()).order_by("pk")
    may_be_published = {page.pk for page in pages if may_publish(user, page)}
    return set(concerned.values_list("pk", flat=True)) | {pk for pk, page in keys.items() if page in may_be_published}


def _awaited(rows: Collection[Request], units: set[UUID], user: Any) -> Mapping[int, list[Awaited]]:
    reading = Reading(language=get_language() or "fr", date=timezone.localdate(), audience=audience_of(user))
    names = party_names({row.party_id for row in rows}, user, reading)
    people = _people({row.party_id for row in rows if row.party_id}, reading.audience)
    found: dict[int, list[Awaited]] = defaultdict(list)
    for row in rows:
        name = names[row.party_id] if row.party_id else row.task.name
        told = tuple(people.get(row.party_id, ())) if row.party_id else ()
        found[row.review_id].append(Awaited(name, told, row.due_on, row.party_id in units))
    return found


def _people(parties: Collection[UUID], audience: int) -> Mapping[UUID, list[str]]:
    """Return by party who decides for it today, if the person may know of it: one query."""
    held = Representation.objects.on(timezone.localdate()).filter(party__effective_audience__lte=audience)
    rows = held.filter(party__in=list(parties)).select_related("user")
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rows.order_by("starts", "pk"):
        found[row.party_id].append(row.user.get_full_name() or row.user.get_username())
    return found
