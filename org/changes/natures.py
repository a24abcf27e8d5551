"""What a change event does, and how many units it takes before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeNature(models.TextChoices):
    """What happened to units."""

    CREATED = "created", _("Création")
    RENAMED = "renamed", _("Changement de nom")
    MERGED = "merged", _("Fusion")
    SPLIT = "split", _("Scission")
    MOVED = "moved", _("Changement de rattachement")
    ABOLISHED = "abolished", _("Suppression d’une unité")


@dataclass(frozen=True, slots=True)
class Count:
    """How many units there must be; ``most`` is None where there may be any number more."""

    least: int
    most: int | None

    def admits(self, number: int) -> bool:
        """Whether ``number`` units are right."""
        return self.least <= number and (self.most is None or number <= self.most)


NONE: Final = Count(0, 0)
ONE: Final = Count(1, 1)
ONE_OR_MORE: Final = Count(1, None)
TWO_OR_MORE: Final = Count(2, None)

BEFORE: Final[dict[str, Count]] = {
    ChangeNature.CREATED: NONE,
    ChangeNature.RENAMED: ONE,
    ChangeNature.MERGED: TWO_OR_MORE,
    ChangeNature.SPLIT: ONE,
    ChangeNature.MOVED: ONE,
    ChangeNature.ABOLISHED: ONE_OR_MORE,
}
AFTER: Final[dict[str, Count]] = {
    ChangeNature.CREATED: ONE_OR_MORE,
    ChangeNature.RENAMED: ONE,
    ChangeNature.MERGED: ONE,
    ChangeNature.SPLIT: TWO_OR_MORE,
    ChangeNature.MOVED: ONE,
    ChangeNature.ABOLISHED: NONE,
}
