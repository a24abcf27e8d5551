"""« Déléguer »: a plain page for those who hold a party."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.editions.readers import reading_of

from ..delegating import DelegationRefused, delegate, delegations_of, end_delegation, held_by, said_of
from ..party_names import party_names
from ..private import private_page
from .forms import DelegationForm
from .presentation import running


class SeeOther(HttpResponseRedirect):
    """After a form: go and look."""

    status_code = 303


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def delegation(request: HttpRequest) -> HttpResponse:
    """Show whom a person let act for their parties; take another, or the end of one."""
    keys = set(held_by(request.user).order_by().values_list("party", flat=True))
    if not keys:
        raise PermissionDenied(_("Seuls les titulaires d’une partie prenante peuvent déléguer."))
    names = party_names(keys, request.user, reading_of(request))
    if request.POST.get("action") == "end":
        return _end(request)
    parties = sorted(((str(key), name) for key, name in names.items()), key=lambda party: party[1])
    form = DelegationForm(request.POST if request.method == "POST" else None, parties=parties)
    if form.is_bound and form.is_valid() and _taken(request, form):
        return SeeOther(reverse("delegate"))
    context = {"form": form, "running": running(delegations_of(request.user), names)}
    return render(request, "approvals/delegate.html", context, status=422 if form.is_bound else 200)


def _taken(request: HttpRequest, form: DelegationForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    try:
        made = delegate(
            party=said["party"], to=said["account"], last_day=said["last_day"], act=said["act"], by=request.user
        )
    except DelegationRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    messages.success(request, _("%(name)s peut décider à votre place.") % {"name": said_of(made)})
    return True


def _end(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("delegation", "")
    try:
        ended = end_delegation(delegation=int(number) if number.isdecimal() else 0, by=request.user)
    except DelegationRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(name)s ne décide plus à votre place.") % {"name": said_of(ended)})
    return SeeOther(reverse("delegate"))
