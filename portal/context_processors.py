"""What every template knows."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject

from portal.editions.as_of import undated_page


def alternates(request: HttpRequest) -> dict[str, Any]:
    """Give the address of this page in each language; a view that knows better passes its own ``alternates``."""
    return {"alternates": SimpleLazyObject(partial(_same_page, undated_page(request)))}


def _same_page(path: str) -> dict[str, str]:
    return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}
