"""Short lists in the admin: searched by the beginnings of words, whatever their accents and case.

Databases disagree on both; the lists are short enough to be compared here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

from portal.dates import written

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
_WORD = re.compile(r"[^\W_]+")


def plain_words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case and without accents."""
    spread = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).casefold()
    return _WORD.findall("".join(letter for letter in spread if not unicodedata.combining(letter)))


def begins_with_all(asked: Iterable[str], words: Iterable[str]) -> bool:
    """Whether each of the ``asked`` beginnings begins one of ``words``."""
    known = list(words)
    return all(any(word.startswith(beginning) for word in known) for beginning in asked)


class PlainSearchMixin(IndexView):
    """An index view whose search compares ``search_fields`` word by word, without accents."""

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows of which some words begin as those asked for."""
        if not self.is_searching:
            return queryset
        asked = plain_words(self.search_query)
        rows = queryset.values_list("pk", *self.search_fields)
        return queryset.filter(pk__in=[pk for pk, *texts in rows if begins_with_all(asked, _words_of(texts))])


def _words_of(texts: Iterable[str | None]) -> list[str]:
    return [word for text in texts if text for word in plain_words(text)]


class DayColumn(Column):
    """A date as it is, not as « il y a deux mois »."""

    def get_value(self, instance: Any) -> str:
        """Return the date in words."""
        day = super().get_value(instance)
        return written(day) if day else ""
