"""What the history of an organisation says of an import."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .runs import LOGGED


def register_imports(actions: LogActionRegistry) -> None:
    """Name what an import notes."""
    actions.register_action(LOGGED)(ImportFormatter)


class ImportFormatter(LogFormatter):
    """« Structure importée », with the file and the counts."""

    label = gettext_lazy("Structure importée")

    def format_message(self, entry: Any) -> str:
        """Return the line of the history."""
        words = _("« %(file)s » importé : %(created)d créées, %(changed)d modifiées, %(moved)d déplacées")
        return words % entry.data
