"""When people are returned, in words."""

from __future__ import annotations

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from ..content.protocols import Returns


def days_in_words(row: Returns) -> str:
    """Return « lundi, mardi »."""
    return ", ".join(str(WEEKDAYS[day - 1]) for day in row.days)


def hours_in_words(row: Returns) -> str:
    """Return « de 08:00 à 12:00 »."""
    words = {"opens": row.opens, "closes": row.closes}
    if row.opens and row.closes:
        return _("de %(opens)s à %(closes)s") % words
    if row.opens:
        return _("à partir de %(opens)s") % words
    return _("jusqu’à %(closes)s") % words if row.closes else ""
