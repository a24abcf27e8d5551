"""What holds for every request of somebody who has signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from . import second_factor, sessions

# What the desk's scripts ask for by themselves is no sign that somebody is there.
ALONE: Final = "wagtailadmin_editing_sessions"
OF_SIGNING_IN: Final = ("login", "logout", "sign-in-code", "second-factor-setup")


class SessionEndsMiddleware:
    """Ends sessions that are over, and those without the second factor that somebody has come to need."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if request.user.is_authenticated and (reason := _why_it_ends(request)):
            logout(request)
            messages.info(request, reason)
            request.session_ended = reason  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.user.is_authenticated and not _is_alone(request):
            sessions.note_activity(request, response)
        return response

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        """Give back what was typed into a form that was sent after the end."""
        reason = getattr(request, "session_ended", "")
        if not reason or request.method != "POST" or _name(request) in OF_SIGNING_IN:
            return None
        return render(request, "signing_in/ended.html", {"typed": _typed(request)}, status=401)


def _why_it_ends(request: HttpRequest) -> str:
    needed = second_factor.needs_second_factor(request.user)
    if sessions.is_over(request, strict=needed):
        return _("Votre session a pris fin. Reconnectez-vous pour continuer.")
    if needed and not second_factor.is_given(request):
        return _("Votre compte demande désormais un second facteur. Reconnectez-vous pour l’installer.")
    return ""


def _is_alone(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and ALONE in match.namespaces


def _name(request: HttpRequest) -> str:
    return (request.resolver_match and request.resolver_match.url_name) or ""


def _typed(request: HttpRequest) -> list[str]:
    """Return the sentences that were typed: no secrets, no choices, no notes of forms."""
    texts = (value for name, value in request.POST.items() if "password" not in name and "token" not in name)
    return [str(text) for text in texts if " " in str(text).strip() and not str(text).startswith(("{", "["))]
