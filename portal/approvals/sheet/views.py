"""The record of a review."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from ..private import private_page


@private_page
def decision_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of a review."""
    raise Http404
