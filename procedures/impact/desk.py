"""How one gets to what a reorganisation touches: from its page, and from a dead link in the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from org.models import ChangeEventPage

PRIORITY = 25


def impact_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """« Ce que ce changement touche » in the menu of an event's page."""
    if page.specific_class is ChangeEventPage and page.permissions_for_user(user).can_edit():
        url = reverse("impact", args=[page.pk])
        yield Button(_("Ce que ce changement touche"), url=url, icon_name="history", priority=PRIORITY)


def impact_url(work: UUID) -> str:
    """Return where what came of a unit is said, with the drafts that it asks for."""
    return reverse("impact-of-unit", args=[work])
