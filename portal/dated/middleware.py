"""The whole portal on a date: ``/@2019-05-01/fr/…`` is ``/fr/…`` for a reader who stays on that day.

The date is part of the script prefix: whatever makes an address while the page is made keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.translation import get_language_from_path

from portal.editions.as_of import AsOf, UnreadableDate, addresses_on, undated_prefix
from portal.editions.audiences import audience_of

from .range import Refusal, refusal_of, unreadable

_PROGRAMS: Final = "/api/"
_NO_SUCH_PARAMETER: Final = 422


class DatedMiddleware:
    """Reads the date off the address before anything else looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first, slash, rest = request.path_info.removeprefix("/").partition("/")
        if not first.startswith("@"):
            return self.get_response(request)
        if not slash:
            return HttpResponsePermanentRedirect(f"{get_script_prefix()}{first}/")
        request.path_info = f"/{rest}"
        try:
            asked = AsOf.read(first)
        except UnreadableDate:
            asked = AsOf.today()
            request.unreadable_date = first.removeprefix("@")  # type: ignore[attr-defined]
        request.as_of = asked  # type: ignore[attr-defined]
        request.undated_prefix = base = get_script_prefix()  # type: ignore[attr-defined]
        with addresses_on(asked, base):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        """Answer for dates of which the portal has nothing to say."""
        if text := getattr(request, "unreadable_date", None):
            return _refused(request, unreadable(text))
        asked: AsOf | None = getattr(request, "as_of", None)
        if asked is None:
            return None
        if not _has_dates(request):
            raise Http404
        refusal = refusal_of(asked, audience_of(request.user))
        return _refused(request, refusal) if refusal else None


def _has_dates(request: HttpRequest) -> bool:
    """Whether a page stands on the reader's date: those of readers and programs, not the desk nor files."""
    return get_language_from_path(request.path_info) is not None or request.path_info.startswith(_PROGRAMS)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say why there is no such page, with links that lead back to today."""
    if request.path_info.startswith(_PROGRAMS):
        return JsonResponse({"detail": refusal.reason}, status=_NO_SUCH_PARAMETER)
    with addresses_on(AsOf.today(), undated_prefix(request)):
        return render(request, "dated/refused.html", {"refusal": refusal}, status=refusal.status)
