"""« Mes décisions »: what waits for the person who signed in."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.editions.readers import reading_of

from ..delegating import MAY_DELEGATE
from ..delegation.presentation import Offer, received
from ..models import DelegationOffer, Verdict
from ..party_names import party_names
from ..private import private_page
from ..waiting import waiting_for
from .own_texts import own_reviews, own_shown
from .presentation import held_today, waiting_shown

ON_A_PAGE: Final = 20
LATELY: Final = 10


@require_safe
@private_page
def decisions(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, what they decided lately, and how the texts stand that they wrote."""
    reading = reading_of(request)
    rows = waiting_for(request.user, timezone.localdate()).select_related("review", "task")
    page_obj = _page(rows, request.GET.get("page"))
    held = held_today(request.user)
    own = _page(own_reviews(request.user), request.GET.get("textes"))
    context = {
        "page_obj": page_obj,
        "waiting": waiting_shown(list(page_obj), request.user, reading, held),
        "decided": _decided(request.user, reading),
        "offers": _offers(request.user, reading),
        "own_page": own,
        "may_delegate": any(capacity in MAY_DELEGATE for _party, capacity in held),
        "own": own_shown(list(own), request.user, reading),
    }
    return render(request, "approvals/decisions.html", context)


def _page(rows: QuerySet[Any], number: str | None) -> Page[Any]:
    return Paginator(rows, ON_A_PAGE).get_page(number)


def _offers(user: Any, reading: Any) -> list[Offer]:
    """Return the delegations that others offer to a person."""
    rows = list(DelegationOffer.objects.waiting_for(user).select_related("by"))
    return received(rows, party_names({row.party_id for row in rows}, user, reading))


def _decided(user: Any, reading: Any) -> list[tuple[Verdict, str]]:
    """Return the last decisions of a person, with for whom each was."""
    given = Verdict.objects.filter(account=user.pk).select_related("review", "task").defer("parts", "scope")
    lately = list(given.order_by("-number")[:LATELY])
    names = party_names({verdict.party_id for verdict in lately}, user, reading)
    return [(each, names[each.party_id] if each.party_id else each.task.name) for each in lately]
