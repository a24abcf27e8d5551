"""Browsers on which somebody has signed in before: a signed cookie that says so, for one account."""

from __future__ import annotations

import secrets
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

COOKIE: Final = "mandat_browser"
SALT: Final = "signing_in.browser"
SECONDS: Final = 365 * 24 * 3600


def known_browser(request: HttpRequest, account: str) -> str | None:
    """Return the name of the browser if ``account`` has signed in on it before."""
    try:
        known, name = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(name) if str(known).casefold() == account.strip().casefold() else None


def remember_browser(request: HttpRequest, response: HttpResponseBase, user: AbstractBaseUser) -> None:
    """Note on the browser that ``user`` has signed in there, once all that was asked was right."""
    account = user.get_username()
    name = known_browser(request, account) or secrets.token_urlsafe(12)
    note = signing.dumps([account, name], salt=SALT)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, note, max_age=SECONDS, secure=secure, httponly=True, samesite="Lax")
