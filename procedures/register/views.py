"""The register, for readers."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.editions.freshness import kept_until_change
from portal.editions.readers import reading_of

from .rows import Asked, languages_in, register_of, types_in

ON_A_PAGE: Final = 50
_LONGEST: Final = 200


@kept_until_change
def register(request: HttpRequest) -> HttpResponse:
    """Show the documents in force that the reader may read, by type, language and words."""
    rows = register_of(reading_of(request))
    asked = Asked(*(request.GET.get(name, "")[:_LONGEST] for name in ("type", "langue", "q")))
    found = [row for row in rows if asked.meets(row)]
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "count": len(found),
        "page_obj": page,
        "types": types_in(rows),
        "file_languages": languages_in(rows),
    }
    return render(request, "procedures/register.html", context)
