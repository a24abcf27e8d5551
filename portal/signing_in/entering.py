"""Between the password and the second factor: nobody has signed in yet, and nothing is shown.

Who is on the way in stands in the session, beside nothing; ``request.user`` stays anonymous until all is right.
"""

from __future__ import annotations

import time
from typing import Any, Final, cast

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from . import second_factor
from .browsers import remember_browser

KEY: Final = "entering"
SECONDS: Final = 30 * 60
BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


def admit(request: HttpRequest, *, user: User, then: str, by_provider: bool = False) -> HttpResponse:
    """Let ``user`` in, whose password is right or for whom the provider speaks; or ask for the second factor."""
    if by_provider or not second_factor.is_asked(user):
        return complete(request, user=user, then=then, by_provider=by_provider)
    request.session.flush()
    session_hash = user.get_session_auth_hash()
    request.session[KEY] = {"user": user.pk, "hash": session_hash, "at": int(time.time()), "then": then}
    return redirect("sign-in-code" if second_factor.has_second_factor(user) else "second-factor-setup")


def person_entering(request: HttpRequest) -> User | None:
    """Return who has given the first factor and not the second; their password may not change meanwhile."""
    note: dict[str, Any] = request.session.get(KEY) or {}
    if not note or time.time() - note["at"] > SECONDS:
        return None
    user = User.objects.filter(pk=note["user"], is_active=True).first()
    return user if user and user.get_session_auth_hash() == note["hash"] else None


def complete(
    request: HttpRequest, *, user: User, then: str = "", by_provider: bool = False, marked: bool = False
) -> HttpResponse:
    """Sign ``user`` in, in a session with a new key, and lead where they wanted to go."""
    note: dict[str, Any] = request.session.pop(KEY, None) or {}
    login(request, user, backend=BACKEND)
    if by_provider or marked:
        second_factor.mark(request, by_provider=by_provider)
    response = redirect(then or cast("str", note.get("then")) or reverse("text", args=[""]))
    remember_browser(request, response, user)
    return response
