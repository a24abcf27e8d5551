"""What the desk's history of a page says beside what Wagtail notes there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .pages import REFUSED


def register_refusals(actions: LogActionRegistry) -> None:
    """Name what happens when a publication is refused."""
    actions.register_action(REFUSED)(RefusalFormatter)


class RefusalFormatter(LogFormatter):
    """« Publication refusée », with the reason that the gate gave."""

    label = gettext_lazy("Publication refusée")

    def format_message(self, entry: Any) -> str:
        """Return the line of the history."""
        return _("La publication a été refusée : %(reason)s") % entry.data
