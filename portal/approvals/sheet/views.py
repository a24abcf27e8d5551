"""The record of a review, to read and to print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.editions.readers import reading_of

from ..access import may_publish, visible_review
from ..decision.changes import sides_of
from ..decision.presentation import consulted, parties_of, standing_of_review
from ..models import Approval
from ..party_names import party_names
from ..private import private_page
from .presentation import approvals_of, recorded


@require_safe
@private_page
def decision_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who was asked about a text, what each decided, and what became public by it."""
    review = visible_review(request.user, pk)
    names = party_names(parties_of(review), request.user, reading_of(request))
    context = {
        "review": review,
        "authors": list(dict.fromkeys(review.contributions.order_by("pk").values_list("name", flat=True))),
        "recorded": recorded(review, names, sides_of(review, standing_of_review(review))),
        "not_answered": _not_answered(review, names),
        **consulted(review, names),
        "approvals": approvals_of(review),
    }
    return _sheet(request, context)


@require_safe
@private_page
def edition_sheet(request: HttpRequest, key: UUID, language: str, number: int) -> HttpResponse:
    """Show by what an edition became public: its review, or an emergency that no review has followed."""
    found = Approval.objects.select_related("edition__work", "review")
    approval = get_object_or_404(found, edition__work=key, edition__language=language, edition__number=number)
    if approval.review_id:
        visible_review(request.user, approval.review_id)
        return redirect("decision_sheet", approval.review_id)
    page = Page.objects.filter(translation_key=key, locale__language_code=language).first()
    if not may_publish(request.user, page):
        raise Http404
    return _sheet(request, {"approvals": [approval], "edition": approval.edition})


def _sheet(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "approvals/sheet.html", {**context, "printed_at": timezone.now()})


def _not_answered(review: Any, names: Any) -> list[str]:
    """Return whom the text waited for in vain, or still waits for."""
    rows = review.requests.filter(state="waiting").select_related("task").order_by("pk")
    return [names[row.party_id] if row.party_id else row.task.name for row in rows]
