"""How one gets to « Publier en urgence », and what the history of a page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from ..pages import ReviewedPage
from .services import PUBLISHED, RIGHT

AFTER_WITHDRAW = 66


def emergency_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """« Publier en urgence… » in the menu of a page whose draft would need approval."""
    specific = page.specific_deferred
    if not user.has_perm(RIGHT) or not isinstance(specific, ReviewedPage):
        return
    if page.has_unpublished_changes and specific.get_workflow():
        url = reverse("publish_in_emergency", args=[page.pk])
        yield Button(_("Publier en urgence…"), url=url, icon_name="warning", priority=AFTER_WITHDRAW)


def register_emergencies(actions: LogActionRegistry) -> None:
    """Name what happens when a text is published in an emergency."""
    actions.register_action(PUBLISHED)(EmergencyFormatter)


class EmergencyFormatter(LogFormatter):
    """« Publié en urgence », with the reason."""

    label = gettext_lazy("Publication en urgence")

    def format_message(self, entry: Any) -> str:
        """Return the line of the history."""
        return _("Publié en urgence, avant les approbations. Raison : %(reason)s") % entry.data
