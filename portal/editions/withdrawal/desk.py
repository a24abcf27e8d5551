"""How one gets to « Retirer », and what the history of a page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from ..models import Edition
from ..pages import EditionedPage
from .services import WITHDRAWN

AFTER_ABOLISH = 64


def may_withdraw(user: Any) -> bool:
    """Whether the person has the right to withdraw texts."""
    return bool(user.has_perm("editions.withdraw_edition"))


def withdraw_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """« Retirer un texte publié… » in the page's menu."""
    if not may_withdraw(user) or not isinstance(page.specific_deferred, EditionedPage):
        return
    if Edition.objects.filter(work=page.translation_key, withdrawal=None).exists():
        url = reverse("withdraw", args=[page.pk])
        yield Button(_("Retirer un texte publié…"), url=url, icon_name="no-view", priority=AFTER_ABOLISH)


def register_withdrawals(actions: LogActionRegistry) -> None:
    """Name what happens when a text is withdrawn."""
    actions.register_action(WITHDRAWN)(WithdrawalFormatter)


class WithdrawalFormatter(LogFormatter):
    """« Éditions retirées : … », with the reason."""

    label = gettext_lazy("Retrait")

    def format_message(self, entry: Any) -> str:
        """Return the line of the history."""
        return _("Éditions retirées : %(editions)s. Raison : %(reason)s") % entry.data
