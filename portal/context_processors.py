"""What every template knows."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject


def alternates(request: HttpRequest) -> dict[str, Any]:
    """Give the address of this page in each language; a view that knows better passes its own ``alternates``."""
    return {"alternates": SimpleLazyObject(partial(_same_page, _path_of(request)))}


def _path_of(request: HttpRequest) -> str:
    """Return the path and query without what the site, or the reader's date, puts before it."""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path_info}?{query}" if query else request.path_info


def _same_page(path: str) -> dict[str, str]:
    return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}
