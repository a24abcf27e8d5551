"""« Déléguer »: a plain page for those who hold a party, and the answers of those whom they ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.editions.readers import reading_of

from ..delegating import DelegationRefused, delegations_of, end_delegation, held_by, said_of
from ..offering import accept, decline, offer, offers_by, withdraw
from ..party_names import party_names
from ..people import name_of
from ..private import private_page
from .forms import DelegationForm
from .presentation import offered, running


class SeeOther(HttpResponseRedirect):
    """After a form: go and look."""

    status_code = 303


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def delegation(request: HttpRequest) -> HttpResponse:
    """Show whom a person let act for their parties, and whom they asked; take another, or the end of one."""
    keys = set(held_by(request.user).order_by().values_list("party", flat=True))
    if not keys:
        raise PermissionDenied(_("Seuls les titulaires d’une partie prenante peuvent déléguer."))
    names = party_names(keys, request.user, reading_of(request))
    if undo := _UNDONE.get(request.POST.get("action", "")):
        return _told(request, undo, "delegate")
    parties = sorted(((str(key), name) for key, name in names.items()), key=lambda party: party[1])
    form = DelegationForm(request.POST if request.method == "POST" else None, parties=parties)
    if form.is_bound and form.is_valid() and _taken(request, form):
        return SeeOther(reverse("delegate"))
    context = {
        "form": form,
        "running": running(delegations_of(request.user), names),
        "offered": offered(offers_by(request.user), names),
    }
    return render(request, "approvals/delegate.html", context, status=422 if form.is_bound else 200)


@require_POST
@private_page
def delegation_answer(request: HttpRequest) -> HttpResponse:
    """Take the answer of who was asked to act for a party."""
    return _told(request, _accept if request.POST.get("answer") == "accept" else _decline, "decisions")


def _taken(request: HttpRequest, form: DelegationForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    try:
        made = offer(
            party=said["party"], typed=said["account"], last_day=said["last_day"], act=said["act"], by=request.user
        )
    except DelegationRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    told = _("La demande à « %(typed)s » est enregistrée : la délégation commencera quand cette personne l’acceptera.")
    messages.success(request, told % {"typed": made.typed})
    return True


def _told(request: HttpRequest, act: Callable[[HttpRequest, int], str], page: str) -> HttpResponse:
    """Do it, say what became of it, and show a page."""
    number = request.POST.get("delegation", "")
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    try:
        messages.success(request, act(request, int(number) if is_number else 0))
    except DelegationRefused as refusal:
        messages.warning(request, str(refusal))
    return SeeOther(reverse(page))


def _end(request: HttpRequest, number: int) -> str:
    ended = end_delegation(delegation=number, by=request.user)
    return _("%(name)s ne décide plus à votre place.") % {"name": said_of(ended)}


def _withdraw(request: HttpRequest, number: int) -> str:
    return _("La demande à « %(typed)s » est retirée.") % {"typed": withdraw(offered=number, by=request.user).typed}


def _accept(request: HttpRequest, number: int) -> str:
    accept(offered=number, by=request.user)
    return _("C’est accepté : ce qui attend cette partie vous attend aussi.")


def _decline(request: HttpRequest, number: int) -> str:
    declined = decline(offered=number, by=request.user)
    return _("C’est refusé : %(name)s le lira.") % {"name": name_of(declined.by)}


_UNDONE: Final[dict[str, Callable[[HttpRequest, int], str]]] = {"end": _end, "withdraw": _withdraw}
