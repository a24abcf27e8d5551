"""The whole portal on a date: ``/@2019-05-01/fr/…`` is ``/fr/…`` for a reader who stays on that day.

The date is part of the script prefix: whatever makes an address while the page is made keeps it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import get_language_from_path

from portal.editions.as_of import AsOf, UnreadableDate, addresses_on
from portal.editions.audiences import Audience, audience_of
from portal.editions.models import InForce

YEARS_AHEAD: Final = 20
SECONDS_BETWEEN_LOOKS: Final = 60
_DAYS_A_YEAR: Final = 366
_PROGRAMS: Final = "/api/"


class DatedMiddleware:
    """Reads the date off the address before anything else looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first, _slash, rest = request.path_info.removeprefix("/").partition("/")
        if not first.startswith("@"):
            return self.get_response(request)
        request.path_info = f"/{rest}"
        try:
            asked = AsOf.read(first)
        except UnreadableDate:
            asked = AsOf.today()
            request.refused_date = first  # type: ignore[attr-defined]
        request.as_of = asked  # type: ignore[attr-defined]
        request.undated_prefix = base = get_script_prefix()  # type: ignore[attr-defined]
        with addresses_on(asked, base):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        """Answer for dates of which the portal has nothing to say."""
        if refused := getattr(request, "refused_date", None):
            return _refusal(request, "dated/unreadable.html", 400, {"written": refused.removeprefix("@")})
        asked: AsOf | None = getattr(request, "as_of", None)
        if asked is None:
            return None
        if not _has_dates(request):
            raise Http404
        return _out_of_range(request, asked)


def _has_dates(request: HttpRequest) -> bool:
    """Whether a page stands on the reader's date: those of readers and programs, not the desk nor files."""
    return get_language_from_path(request.path_info) is not None or request.path_info.startswith(_PROGRAMS)


def _out_of_range(request: HttpRequest, asked: AsOf) -> HttpResponse | None:
    today = timezone.localdate()
    last = today + datetime.timedelta(days=YEARS_AHEAD * _DAYS_A_YEAR)
    if asked.date > last:
        return _refusal(request, "dated/too_late.html", 404, {"last": last})
    if asked.recorded and asked.recorded > timezone.now() and timezone.localdate(asked.recorded) > today:
        return _refusal(request, "dated/not_shown_yet.html", 404, {})
    first = first_date(audience_of(request.user), asked.date)
    if first is None or asked.date < first:
        return _refusal(request, "dated/too_early.html", 404, {"first": first})
    return None


def first_date(audience: Audience, asked: datetime.date) -> datetime.date | None:
    """Return from when on there is something to read; looked up again when ``asked`` is earlier than known."""
    key = f"first-date:{audience}"
    known: datetime.date | None = cache.get(key)
    if known is None or asked < known:
        held = InForce.objects.readable_by(audience).filter(starts__gt=datetime.date.min)
        known = held.aggregate(first=Min("starts"))["first"]
        cache.set(key, known, SECONDS_BETWEEN_LOOKS)
    return known


def _refusal(request: HttpRequest, template: str, status: int, context: dict[str, Any]) -> HttpResponse:
    """Show why there is no such page, with links that lead back to today."""
    if request.path_info.startswith(_PROGRAMS):
        return HttpResponse(status=status)
    base: str = request.undated_prefix  # type: ignore[attr-defined]
    with addresses_on(AsOf.today(), base):
        return render(request, template, {**context, "is_refused": True}, status=status)
