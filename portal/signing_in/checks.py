"""Contracts of signing in, as system checks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, transaction
from django.urls import reverse

MIDDLEWARE = "portal.signing_in.middleware.SessionEndsMiddleware"
AUTHENTICATION = "django.contrib.auth.middleware.AuthenticationMiddleware"


@register(Tags.security)
def whoever_approves_gives_a_second_factor(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a production in which a password would be enough to approve."""
    if not settings.PRODUCTION or settings.SECOND_FACTOR_REQUIRED:
        return []
    return [Error("In production, whoever approves needs a second factor.", id="signing_in.E001")]


@register(Tags.security)
def sessions_end(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report sessions that nothing ends, or that decide longer than they read."""
    found = list(settings.MIDDLEWARE)
    problems: list[CheckMessage] = []
    if MIDDLEWARE not in found or found.index(MIDDLEWARE) < found.index(AUTHENTICATION):
        problems.append(Error("SessionEndsMiddleware must stand after authentication.", id="signing_in.E002"))
    pairs = zip(settings.STRICT_SESSION_SECONDS, settings.SESSION_SECONDS, strict=True)
    if any(strict > usual for strict, usual in pairs):
        problems.append(Error("Sessions of those who decide must not be the longer ones.", id="signing_in.E003"))
    if settings.PRODUCTION and not (settings.SESSION_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY):
        problems.append(Error("In production, the session's cookie is Secure and HttpOnly.", id="signing_in.E004"))
    return problems


@register(Tags.security)
def there_is_one_door(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report ways in of Wagtail's own, which would pass by the second factor and the limits."""
    doors = {
        "WAGTAIL_PASSWORD_RESET_ENABLED": False,
        "WAGTAIL_EMAIL_MANAGEMENT_ENABLED": False,
        "WAGTAILADMIN_LOGIN_URL": "login",
        "WAGTAIL_FRONTEND_LOGIN_URL": "login",
    }
    return [
        Error(f"{name} must be {value!r}: there is one way to sign in.", id="signing_in.E005")
        for name, value in doors.items()
        if getattr(settings, name, None) != value
    ]


@register(Tags.urls)
def the_desk_leads_to_the_door(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a desk whose own page to sign in on answers by itself."""
    from django.urls import resolve

    from .views import from_the_desk

    pages = ("wagtailadmin_login", "wagtailadmin_password_reset")
    return [
        Error(f"{name} must lead to the page to sign in on.", id="signing_in.E006")
        for name in pages
        if resolve(reverse(name)).func is not from_the_desk
    ]


@register(Tags.database)
def keys_of_phones_can_be_read(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of second factors whose key the present secrets of the portal do not open."""
    from .renewing import unreadable_accounts

    names = _of_the_database(unreadable_accounts, databases)
    if not names:
        return []
    told = f"SECRET_KEY and SECRET_KEY_FALLBACKS open no second factor of: {', '.join(names)}."
    hint = "Give the secret from before in SECRET_KEY_FALLBACKS, or reset_second_factor of each."
    return [Warning(told, hint=hint, id="signing_in.W002")]


@register(Tags.database)
def the_provider_names_groups_that_are(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of groups that OIDC_GROUPS gives and that do not exist."""
    return [
        Warning(f"OIDC_GROUPS names « {name} », a group that does not exist.", id="signing_in.W001")
        for name in _of_the_database(_missing_groups, databases)
    ]


def _missing_groups() -> list[str]:
    named = set(settings.OIDC_GROUPS.values())
    return sorted(named - set(Group.objects.filter(name__in=named).values_list("name", flat=True)))


def _of_the_database(question: Callable[[], list[str]], databases: Sequence[str] | None) -> list[str]:
    """Return what the database answers where it may be asked; nothing from one whose tables are still to be made."""
    if not databases:
        return []
    try:
        with transaction.atomic():
            return question()
    except DatabaseError:
        return []
