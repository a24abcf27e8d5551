"""What the desk says of texts that were moved several at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from portal.editions.refusals import say_where_readers_find_it


def say_where_readers_find_them(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> None:
    """Say of each page that was moved on the desk only, that readers find it where it was."""
    if action != "move":
        return
    for page in Page.objects.filter(pk__in=[each.pk for each in objects if isinstance(each, Page)]).order_by("path"):
        say_where_readers_find_it(request, page.specific)
