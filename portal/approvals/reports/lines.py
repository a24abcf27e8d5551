"""What is going on, in words: for many requests at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Request
from ..models.reviews import State
from ..notices.people import Circle
from ..party_choices import party_titles
from ..people import name_of
from ..workdays import calendar


@dataclass(frozen=True, slots=True)
class Going:
    """Somebody who is waited for."""

    title: str
    language: str
    step: str
    party: str
    people: str
    since: datetime.date
    due: datetime.date | None
    late: int | None
    age: int


def going_on(rows: Iterable[Any]) -> dict[int, Going]:
    """Return by request what is told of it; the number of queries does not depend on how many there are.

    The rows come with their reviews, their steps and ``answered_at``.
    """
    requests = list(rows)
    circle = Circle(row.review for row in requests)
    titles = party_titles(row.party_id for row in requests if row.party_id)
    open_days, today, languages = calendar(), timezone.localdate(), dict(settings.LANGUAGES)
    found = {}
    for row in requests:
        waits = row.state == State.WAITING
        late = open_days.between(row.due_on, today) if waits and row.due_on < today else None
        since = row.asked_at if waits else row.answered_at or row.asked_at
        found[row.pk] = Going(
            title=row.review.title,
            language=languages.get(row.review.language, row.review.language),
            step=row.task.name,
            party=_party(row, titles),
            people=_people(row, circle),
            since=timezone.localdate(since),
            due=row.due_on if waits else None,
            late=late,
            age=(today - timezone.localdate(row.review.opened_at)).days,
        )
    return found


def _party(row: Request, titles: dict[Any, str]) -> str:
    if row.state != State.WAITING:
        return _("L’auteur du texte")
    if row.party_id is None:
        return _("Le service juridique")
    return titles.get(row.party_id, _("Une partie sans texte publié"))


def _people(row: Request, circle: Circle) -> str:
    """Return who can act, and who of them cannot be written to."""
    users = circle.asked(row) if row.state == State.WAITING else circle.authors(circle.reviews[row.review_id])
    names = [
        name_of(user) if user.email else _("%(name)s (sans courriel)") % {"name": name_of(user)} for user in users
    ]
    return ", ".join(names) or _("personne ne peut décider")
