"""What the desk's history of a page says beside what Wagtail notes there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .gate import PublicationRefused
from .pages import ENDING_REFUSED, REFUSED


def register_refusals(actions: LogActionRegistry) -> None:
    """Name what happens when a publication is refused."""
    actions.register_action(REFUSED)(RefusalFormatter)
    actions.register_action(ENDING_REFUSED)(EndingRefusalFormatter)


def keep_note(refusal: PublicationRefused) -> None:
    """Write the line that says of a refusal once more, where what it was written with was taken back."""
    entry = refusal.entry
    if entry is not None and not type(entry)._default_manager.filter(pk=entry.pk).exists():
        entry.pk = None
        entry.save(force_insert=True)


class RefusalFormatter(LogFormatter):
    """« Publication refusée », with the reason that the gate gave."""

    label = gettext_lazy("Publication refusée")

    def format_message(self, entry: Any) -> str:
        """Return the line of the history."""
        return _("La publication a été refusée : %(reason)s") % entry.data


class EndingRefusalFormatter(LogFormatter):
    """« Abrogation refusée », with the reason."""

    label = gettext_lazy("Abrogation refusée")

    def format_message(self, entry: Any) -> str:
        """Return the line of the history."""
        return _("L’abrogation a été refusée : %(reason)s") % entry.data
