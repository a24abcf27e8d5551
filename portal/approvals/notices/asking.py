"""Who is asked, who is reminded, who is late: noted once for each request."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from portal.editions.turns import turn

from ..models import LegalReviewTask, Notice, PartiesApprovalTask, Request, RequestQuerySet
from ..models.notices import Told
from ..workdays import calendar
from .noting import notices_to
from .people import Circle

EDIT_ENDS = datetime.timedelta(minutes=10)
AT_MOST = datetime.timedelta(hours=2)


def note_requests(now: datetime.datetime) -> int:
    """Note who is to be asked, reminded, or told that somebody is late; return how many notices that makes."""
    # Most of the time there is nothing to do, and nobody should wait for that.
    if not any(rows.exists() for rows in (_untold(), _unreminded(), _late())):
        return 0
    return _note(now)


@transaction.atomic
@turn()
def _note(now: datetime.datetime) -> int:
    noted = Notice.objects.bulk_create([*_asked(now), *_reminded(now), *_escalated(now)])
    return len(noted)


def _asked(now: datetime.datetime) -> Iterator[Notice]:
    rows = list(_with_reviews(_untold()))
    circle, edited = Circle(row.review for row in rows), _last_edits(rows)
    for row in rows:
        if _is_settled(row, edited.get(row.review.page), now):
            yield from notices_to(circle.asked(row), Told.ASKED, now, review=row.review, request=row)
            row.told_at = now
            row.save(update_fields=["told_at"])


def _is_settled(row: Request, edited: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Whether nobody is likely to be writing still; but nobody writes for ever."""
    return edited is None or edited <= now - EDIT_ENDS or row.asked_at <= now - AT_MOST


def _reminded(now: datetime.datetime) -> Iterator[Notice]:
    rows, ahead, open_days = list(_with_reviews(_unreminded())), _days_ahead(), calendar()
    circle = Circle(row.review for row in rows)
    for row in rows:
        days = ahead.get(row.task_id, 0)
        remind_on = open_days.before(row.due_on, days)
        if days and timezone.localdate(row.told_at) < remind_on <= timezone.localdate(now):
            yield from notices_to(circle.asked(row), Told.REMINDED, now, review=row.review, request=row)
            row.reminded_at = now
            row.save(update_fields=["reminded_at"])


def _escalated(now: datetime.datetime) -> Iterator[Notice]:
    rows = list(_with_reviews(_late()))
    circle = Circle(row.review for row in rows)
    for row in rows:
        yield from notices_to(circle.watching(row), Told.LATE, now, review=row.review, request=row)
        row.escalated_at = now
        row.save(update_fields=["escalated_at"])


def _untold() -> RequestQuerySet:
    return Request.objects.waiting().filter(told_at=None)


def _unreminded() -> RequestQuerySet:
    today, longest = timezone.localdate(), max(_days_ahead().values(), default=0)
    soon = calendar().after(today, longest)
    return Request.objects.waiting().filter(told_at__lt=_midnight(), reminded_at=None, due_on__range=(today, soon))


def _late() -> RequestQuerySet:
    return Request.objects.waiting().filter(due_on__lt=timezone.localdate(), escalated_at=None)


def _midnight() -> datetime.datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _with_reviews(rows: RequestQuerySet) -> RequestQuerySet:
    return rows.select_related("review__workflow_state__requested_by")


def _days_ahead() -> dict[int, int]:
    """Return by step how many working days before the deadline people are reminded."""
    models = (LegalReviewTask, PartiesApprovalTask)
    return {pk: days for model in models for pk, days in model.objects.values_list("pk", "remind_before")}


def _last_edits(rows: list[Request]) -> dict[int, datetime.datetime | None]:
    pages = Page.objects.filter(pk__in={row.review.page for row in rows})
    return dict(pages.values_list("pk", "latest_revision_created_at"))
