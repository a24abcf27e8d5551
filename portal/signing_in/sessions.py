"""Sessions that end: some time after the last click, and some time after signing in, whatever happens.

When the last click was stands in a cookie of its own, signed for the session: a page read writes nothing.
"""

from __future__ import annotations

import time
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

COOKIE: Final = "mandat_seen"
SIGNED_IN_AT: Final = "signed_in_at"
SECONDS_BETWEEN_NOTES: Final = 60


def begin(sender: Any, request: HttpRequest | None, **kwargs: Any) -> None:
    """Note when somebody signs in."""
    if request is not None:
        request.session[SIGNED_IN_AT] = int(time.time())


def is_over(request: HttpRequest, *, strict: bool) -> bool:
    """Whether the session has lasted, or rested, too long; ``strict`` for whoever decides."""
    idle, longest = settings.STRICT_SESSION_SECONDS if strict else settings.SESSION_SECONDS
    signed_in_at = request.session.get(SIGNED_IN_AT, 0)
    now = time.time()
    return now - signed_in_at > longest or now - _seen_at(request, signed_in_at) > idle


def note_activity(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write on the browser that somebody is there, once a minute."""
    signed_in_at = request.session.get(SIGNED_IN_AT)
    now = int(time.time())
    if signed_in_at is None or now - _seen_at(request, 0) < SECONDS_BETWEEN_NOTES:
        return
    note = signing.dumps([request.session.session_key, now], salt=COOKIE)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(
        COOKIE, note, max_age=settings.SESSION_COOKIE_AGE, secure=secure, httponly=True, samesite="Lax"
    )


def end_sessions_of(user: User) -> int:
    """End every session of ``user``, on every browser; return how many."""
    running = Session.objects.filter(expire_date__gt=timezone.now())
    keys = [each.pk for each in running.iterator() if each.get_decoded().get(SESSION_KEY) == str(user.pk)]
    return Session.objects.filter(pk__in=keys).delete()[0]


def _seen_at(request: HttpRequest, otherwise: int) -> int:
    try:
        key, seen_at = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE)
    except (signing.BadSignature, ValueError, TypeError):
        return otherwise
    return int(seen_at) if key == request.session.session_key else otherwise
