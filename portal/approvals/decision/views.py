"""The page to decide on."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from ..private import private_page


@private_page
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The page to decide on."""
    raise Http404
