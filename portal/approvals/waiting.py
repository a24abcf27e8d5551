"""What waits for a person; asked by their list, by the header of every page and by the desk."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from .models import Contribution, Request, RequestQuerySet
from .people import person_of


def waiting_for(user: Any, date: datetime.date) -> RequestQuerySet:
    """Return what a person may answer, the oldest deadline first; never what is asked about a text of their own."""
    own = Contribution.objects.filter(_by(user), review=OuterRef("review"))
    asked = Request.objects.waiting().for_person(user, date)
    return asked.exclude(Exists(own)).order_by("due_on", "asked_at", "pk")


def wrote_at(user: Any) -> Q:
    """Return the condition of the reviews whose text a person wrote at, under whatever account."""
    own = Contribution.objects.filter(_by(user), review=OuterRef("pk"))
    return Q(Exists(own))


def _by(user: Any) -> Q:
    return Q(account=user.pk) | Q(person=_person_listing(user))


def _person_listing(user: Any) -> str:
    """Return who looks at lists, asked once a request; whoever decides is always asked for anew."""
    if not hasattr(user, "_person_listing"):
        user._person_listing = person_of(user)
    return str(user._person_listing)
