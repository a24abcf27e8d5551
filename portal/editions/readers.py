"""From a request to who reads: in which language, on which date, in which audience."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language

from .as_of import as_of
from .audiences import audience_of
from .reading import Reading


def reading_of(request: HttpRequest, language: str | None = None) -> Reading:
    """Return who reads; ``language``: another than that of the address."""
    asked = as_of(request)
    return Reading(
        language=language or get_language() or "fr",
        date=asked.date,
        audience=audience_of(request.user),
        recorded=asked.recorded,
    )
