"""The page to decide on, its answers, and the draft as a whole."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.editions.gate import PublicationRefused
from portal.editions.previews import show_draft

from ..access import visible_review
from ..consulting import add_party, leave_out_party
from ..deciding import DecidedMeanwhile, DecisionRefused, Incomplete, NotEntitled, TextChanged, carry_on, decide
from ..models import Review
from ..private import private_page
from ..reviewing import draft_of
from .presentation import Notice, page_context, standing_of_review
from .seats import fault_in, typed_in
from .sent import LONGEST, Sent, party_of, plain_text, sent
from .weight import take_weight

_STATUS: Final[dict[type[DecisionRefused], int]] = {
    NotEntitled: 403,
    TextChanged: 409,
    DecidedMeanwhile: 409,
    Incomplete: 422,
}


class SeeOther(HttpResponseRedirect):
    """After a form: go and look."""

    status_code = 303


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a text under review to who has to do with it, and take their decision."""
    review = visible_review(request.user, pk)
    if request.method != "POST":
        return _page(request, review)
    came = sent(request.POST)
    try:
        return _decided(request, review, came)
    except DecisionRefused as refusal:
        typed = typed_in(came, fault_in(came, refusal))
        review.refresh_from_db()
        return _page(request, review, Notice(str(refusal), typed, came), status=_STATUS[type(refusal)])


@require_safe
@private_page
def decision_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole draft as its page will be: never more of what is around it than the person may read."""
    review = visible_review(request.user, pk)
    if standing_of_review(review) is None:
        raise Http404
    return show_draft(request, draft_of(review), "staff", {"decision_url": reverse("decision", args=[pk])})


@require_POST
@private_page
def decision_parties(request: HttpRequest, pk: int) -> HttpResponse:
    """Have legal add a party, or leave one out."""
    review = visible_review(request.user, pk)
    typed = {name: plain_text(request.POST.get(name, "")) for name in ("action", "party", "reason", "mandatory")}
    try:
        _consult(request, review, typed)
    except DecisionRefused as refusal:
        review.refresh_from_db()
        notice = Notice(str(refusal), consulting={**typed, "fault": str(refusal)})
        return _page(request, review, notice, status=_STATUS[type(refusal)])
    messages.success(request, _("C’est enregistré : la liste des parties consultées est à jour."))
    return SeeOther(reverse("decision", args=[pk]))


@require_POST
@private_page
def decision_weight(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what a person says of how much the change matters."""
    review = visible_review(request.user, pk)
    try:
        take_weight(review, request.POST, request.user)
        carry_on(review=review, by=request.user)
    except DecisionRefused as refusal:
        review.refresh_from_db()
        typed = {"reason": plain_text(request.POST.get("reason", "")), "fault": str(refusal)}
        return _page(request, review, Notice(str(refusal), weight=typed), status=_STATUS[type(refusal)])
    except PublicationRefused as refusal:
        messages.warning(request, _not_yet(str(refusal)))
    return SeeOther(f"{reverse('decision', args=[pk])}#portee")


def _page(request: HttpRequest, review: Review, notice: Notice | None = None, *, status: int = 200) -> HttpResponse:
    return render(request, "approvals/decision.html", page_context(request, review, notice), status=status)


def _decided(request: HttpRequest, review: Review, came: Sent) -> HttpResponse:
    if len(came.decision.text) > LONGEST:
        words = {"most": LONGEST, "length": len(came.decision.text)}
        raise Incomplete(_("Écrivez au plus %(most)d caractères ; il y en a %(length)d.") % words)
    result = decide(review=review, decision=came.decision, by=request.user)
    if result.refusal:
        messages.warning(request, _not_yet(result.refusal))
    return SeeOther(f"{reverse('decision', args=[review.pk])}?fait={result.verdict.number}")


def _consult(request: HttpRequest, review: Review, typed: dict[str, str]) -> None:
    party = party_of(typed["party"])
    if party is None:
        raise Incomplete(_("Choisissez une des parties proposées."))
    if typed["action"] == "add":
        is_mandatory = typed["mandatory"] != "no"
        add_party(review=review, party=party, mandatory=is_mandatory, reason=typed["reason"], by=request.user)
        return
    leave_out_party(review=review, party=party, reason=typed["reason"], by=request.user)
    try:
        carry_on(review=review, by=request.user)
    except PublicationRefused as refusal:
        messages.warning(request, _not_yet(str(refusal)))


def _not_yet(reason: str) -> str:
    return _("Votre décision est enregistrée. La publication attend encore : %(reason)s") % {"reason": reason}
