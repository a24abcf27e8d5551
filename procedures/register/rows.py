"""The rows of the register, as this reader may see them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.editions.listings import begins_with_all, plain_words
from portal.editions.projections import WITHDRAWN
from portal.editions.reading import Link, Reading

KIND = "document"


@dataclass(frozen=True, slots=True)
class Row:
    """A document in force; ``language`` and ``type`` in words, ``link`` to its page."""

    link: Link
    reference: str
    type_code: str
    type: str
    language_code: str
    language: str
    version: str
    dated: datetime.date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the register is asked for; empty: all of it."""

    type: str = ""
    language: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.type or self.language or self.words)

    def meets(self, row: Row) -> bool:
        """Whether ``row`` is asked for."""
        if (self.type and row.type_code != self.type) or (self.language and row.language_code != self.language):
            return False
        return begins_with_all(plain_words(self.words), plain_words(f"{row.link.title} {row.reference}"))


def register_of(reading: Reading) -> list[Row]:
    """Return the documents in force for a reader, by reference: two queries, none if nothing changed since."""
    kept = reading.kept()
    if register_of not in kept:
        links = reading.links(Q(work__kind=KIND))
        rows = (row_of(link) for link in links if WITHDRAWN not in link.facets)
        kept[register_of] = sorted(rows, key=lambda row: (not row.reference, row.reference, row.link.title))
    found: list[Row] = kept[register_of]
    return found


def row_of(link: Link) -> Row:
    """Return what the register says of a document."""
    facets = link.facets
    code, dated = facets.get("file_language", ""), facets.get("dated", "")
    return Row(
        link=link,
        reference=facets.get("reference", ""),
        type_code=facets.get("document_type", ""),
        type=facets.get("document_type_name", ""),
        language_code=code,
        language=_(dict(settings.LANGUAGES).get(code, code)) if code else "",
        version=facets.get("version", ""),
        dated=datetime.date.fromisoformat(dated) if dated else None,
    )


def types_in(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return the types that the register has, with their names, in alphabetical order."""
    return sorted({(row.type_code, row.type) for row in rows if row.type_code}, key=lambda pair: pair[1])


def languages_in(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return the languages of the files of the register, with their names."""
    return sorted({(row.language_code, row.language) for row in rows if row.language_code}, key=lambda pair: pair[1])
