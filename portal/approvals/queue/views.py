"""What waits for a person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from ..private import private_page


@private_page
def decisions(request: HttpRequest) -> HttpResponse:
    """What waits for a person."""
    raise Http404
