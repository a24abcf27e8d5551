"""What can happen to a unit in a structure, in a word and in a sign, so that nothing hangs on colour."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


class Nature(StrEnum):
    """What happened to a unit between two days."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"

    @property
    def label(self) -> str:
        """The word for it."""
        return str(LABELS[self])

    @property
    def sign(self) -> str:
        """The sign for it."""
        return SIGNS[self]


LABELS: Final[dict[Nature, Any]] = {
    Nature.ADDED: _("ajoutée"),
    Nature.REMOVED: _("retirée"),
    Nature.RENAMED: _("renommée"),
    Nature.MOVED: _("déplacée"),
}
SIGNS: Final = {Nature.ADDED: "+", Nature.REMOVED: "−", Nature.RENAMED: "≈", Nature.MOVED: "→"}
