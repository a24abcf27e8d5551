"""What holds for every request."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.editions.gate import PublicationRefused


class RefusalMiddleware:
    """Tells the person why the gate refused, whatever way they tried; nothing was written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into a page with status 409 (conflict)."""
        if isinstance(exception, PublicationRefused):
            return render(request, "refused.html", {"reason": str(exception)}, status=409)
        if isinstance(exception, ProtectedError):
            return render(request, "refused.html", {"reason": exception.args[0]}, status=409)
        return None
