"""From the editor, where nothing is decided, to the page where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from ..access import may_see
from ..models import Review

FIRST = 1


def review_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """« Voir l’examen, décider » in the menu of a page under review, for who may see it."""
    review = Review.objects.filter(page=page.pk, closed_at=None).first()
    if review and may_see(user, review):
        url = reverse("decision", args=[review.pk])
        yield Button(_("Voir l’examen, décider"), url=url, icon_name="check", priority=FIRST)
