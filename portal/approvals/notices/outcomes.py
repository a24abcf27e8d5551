"""What the authors of a text are told: what was decided, and what became of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.editions.turns import turn

from ..models import Approval, Choice, Notice, Reached, Review, Verdict
from ..models.notices import Told
from .noting import notices_to
from .people import Circle

ONE_DAY = datetime.timedelta(days=1)
TOO_OLD = datetime.timedelta(days=7)
TOLD = {Choice.RESERVE: Told.RESERVED, Choice.CHANGES: Told.CHANGES, Choice.REFUSE: Told.REFUSED}
VERDICTS, APPROVALS = "verdicts", "approvals"


def note_outcomes(now: datetime.datetime) -> int:
    """Note what authors do not know yet; return how many notices that makes."""
    if not any(_since(rows, _reached(what)).exists() for what, rows in _records()):
        return 0
    return _note(now)


@transaction.atomic
@turn()
def _note(now: datetime.datetime) -> int:
    noted = Notice.objects.bulk_create([*_decided(now), *_published(now)])
    for what, rows in _records():
        last = rows.order_by("number").values_list("number", flat=True).last()
        Reached.objects.update_or_create(what=what, defaults={"number": last or 0})
    return len(noted)


def note_refusal(sender: Any, review: Review, **kwargs: Any) -> None:
    """Note that a text was approved and could not be published; once a day at most."""
    now = timezone.now()
    if review.notices.filter(kind=Told.STUCK, noted_at__gt=now - ONE_DAY).exists():
        return
    Notice.objects.bulk_create(notices_to(Circle([review]).authors(review), Told.STUCK, now, review=review))


def _decided(now: datetime.datetime) -> Iterator[Notice]:
    new = _since(Verdict.objects.filter(choice__in=TOLD), _reached(VERDICTS))
    rows = list(_with_reviews(_recent(new, now)))
    circle = Circle(row.review for row in rows)
    for row in rows:
        others = [user for user in circle.authors(row.review) if user.pk != row.account]
        yield from notices_to(others, TOLD[Choice(row.choice)], now, review=row.review, verdict=row)


def _published(now: datetime.datetime) -> Iterator[Notice]:
    new = _since(Approval.objects.exclude(review=None), _reached(APPROVALS))
    rows = list(_with_reviews(_recent(new, now)))
    circle = Circle(row.review for row in rows)
    for row in rows:
        yield from notices_to(circle.authors(row.review), Told.PUBLISHED, now, review=row.review)


def _records() -> tuple[tuple[str, QuerySet[Any]], ...]:
    return (VERDICTS, Verdict.objects.all()), (APPROVALS, Approval.objects.all())


def _reached(what: str) -> int:
    return Reached.objects.filter(what=what).values_list("number", flat=True).first() or 0


def _since(rows: QuerySet[Any], number: int) -> QuerySet[Any]:
    return rows.filter(number__gt=number)


def _recent(rows: QuerySet[Any], now: datetime.datetime) -> QuerySet[Any]:
    """Keep what is still news: a mail server may be set up long after the portal."""
    return rows.filter(recorded_at__gte=now - TOO_OLD)


def _with_reviews(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("review__workflow_state__requested_by").order_by("number")
