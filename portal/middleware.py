"""What holds for every request."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portal.editions.gate import PublicationRefused
from portal.editions.history import keep_note
from portal.editions.models import Edition
from portal.editions.pages import DraftRefused


class RefusalMiddleware:
    """Tells the person why the gate refused, whatever way they tried; nothing was written.

    On the desk they stay where they work, with their draft as they saved it; elsewhere they get a page that
    says so, with status 409 (conflict).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into words."""
        if not isinstance(exception, PublicationRefused | ProtectedError):
            return None
        if isinstance(exception, PublicationRefused):
            keep_note(exception)
        if _is_on_the_desk(request):
            messages.error(request, _said_on_the_desk(exception))
            return redirect(_back_to(request, exception))
        return render(request, "refused.html", {"reason": _reason(exception)}, status=409)


def _is_on_the_desk(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _reason(exception: PublicationRefused | ProtectedError) -> str:
    """Return what to say; Django's own words on what still needs a row are for developers."""
    if isinstance(exception, PublicationRefused):
        return str(exception)
    if any(isinstance(row, Edition) for row in exception.protected_objects):
        return str(exception.args[0])
    return _("Cet élément est encore utilisé ailleurs : il ne peut pas être supprimé.")


def _said_on_the_desk(exception: PublicationRefused | ProtectedError) -> str:
    if not isinstance(exception, DraftRefused):
        return _reason(exception)
    words = {"title": exception.page.get_admin_display_title(), "reason": exception}
    return _("« %(title)s » n’est pas publiée : %(reason)s Votre texte est enregistré comme brouillon.") % words


def _back_to(request: HttpRequest, exception: Exception) -> str:
    """Return the editor of the refused draft, or else the page the person came from."""
    if isinstance(exception, DraftRefused):
        return reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return referer
    return reverse("wagtailadmin_home")
