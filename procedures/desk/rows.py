"""Answers the editor's forms: which posts or responsibilities a unit has, by name."""

from __future__ import annotations

from django.db.models import F
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.models import Page

from org.content import StructureContent
from portal.editions.audiences import audience_of
from portal.editions.models import InForce

NAMES = {"posts": "title", "responsibilities": "text"}
_LONGEST = 120


def rows_of_unit(request: HttpRequest, of: str, pk: int = 0) -> JsonResponse:
    """Return the rows of a unit in force that the person may read, in the order of its page."""
    if of not in NAMES:
        raise Http404
    page = get_object_or_404(Page, pk=pk)
    held = InForce.objects.on(timezone.localdate()).filter(work=page.translation_key)
    readable = held.filter(
        language=F("work__source_language"), work__effective_audience__lte=audience_of(request.user)
    )
    row = readable.select_related("edition").first()
    content = row.edition.content if row else None
    found = getattr(content, of) if isinstance(content, StructureContent) else ()
    rows = [{"id": str(each.id), "name": Truncator(getattr(each, NAMES[of])).chars(_LONGEST)} for each in found]
    return JsonResponse({"rows": rows})
