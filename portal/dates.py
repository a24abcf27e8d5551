"""How a day is written, in the reader's language."""

from __future__ import annotations

import datetime

from django.utils import dateformat
from django.utils.translation import gettext, pgettext


def written(value: datetime.date) -> str:
    """Return a date or a time in words: « 1er janvier 2022 », « 22 novembre 2026 à 9 h 05 »."""
    return dateformat.format(value, _format_of(value))


def _format_of(value: datetime.date) -> str:
    first = pgettext("format du premier jour du mois", r"1\e\r F Y")
    others = pgettext("format d’une date", "j F Y")
    if isinstance(value, datetime.datetime):
        return gettext(r"%(date)s à G \h i") % {"date": first if value.day == 1 else others}
    return first if value.day == 1 else others
