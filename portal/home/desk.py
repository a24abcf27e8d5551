"""The desk speaks French to whoever has not chosen another language in their account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.users.models import UserProfile


def speak_french(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Choose French for an editor who signs in for the first time, whatever their browser asks for."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return
    profile = UserProfile.get_for_user(user)
    if not profile.preferred_language:
        profile.preferred_language = settings.LANGUAGE_CODE
        profile.save(update_fields=["preferred_language"])
