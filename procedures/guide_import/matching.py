"""Finds on the desk who a Word guide names: by the whole title or the acronym, never by a guess among several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from django.db.models import QuerySet

from org.desk import Choice, best, choices
from org.models import LegalReference
from portal.editions.listings import plain_words

from ..models import DocumentPage

_BETWEEN: Final = re.compile(r"\s*(?:[,;/\n]|\bet\b|\bavec\b)\s*", re.IGNORECASE)
_ARTICLE: Final = re.compile(
    r"^(?:l[’']\s*|d[’']\s*|les?\s+|la\s+|du\s+|des\s+|de\s+(?:la\s+|l[’'])?|–\s*|-\s*|•\s*)", re.IGNORECASE
)
_IN_BRACKETS: Final = re.compile(r"\(([^)]+)\)")


@dataclass(slots=True)
class Named:
    """Who a text names: those who were found, and the words for which nobody was."""

    found: list[Choice] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@dataclass
class Desk:
    """What can be chosen on the desk, read once."""

    @cached_property
    def structure(self) -> Sequence[Choice]:
        """Organisations and units."""
        return tuple(choices())

    @cached_property
    def texts(self) -> dict[str, LegalReference]:
        """Legal references by their plain names and citations."""
        known: QuerySet[LegalReference] = LegalReference.objects.order_by("code")
        return {_plain(name): text for text in known for name in (text.citation, text.name_fr) if name}  # type: ignore[attr-defined]

    @cached_property
    def documents(self) -> dict[str, int]:
        """Documents of the register by their plain titles and references."""
        pages = DocumentPage.objects.filter(locale__language_code="fr").order_by("-pk")
        rows = pages.values_list("pk", "title", "reference")
        return {_plain(name): pk for pk, *names in rows for name in names if name}

    def actors(self, text: str) -> Named:
        """Return who ``text`` names: all of it as one name, or else the names in it."""
        if whole := self._one(text):
            return Named([whole])
        named = Named()
        for part in filter(None, map(str.strip, _BETWEEN.split(text))):
            one = self._one(part)
            if one is None:
                named.unknown.append(part)
            elif one not in named.found:
                named.found.append(one)
        return named

    def text(self, words: str) -> LegalReference | None:
        """Return the legal reference with that name or citation."""
        return self.texts.get(_plain(words.lstrip("–-• ")))

    def document(self, words: str) -> int | None:
        """Return the document of the register with that title or reference."""
        return self.documents.get(_plain(words))

    def _one(self, text: str) -> Choice | None:
        return next((choice for name in _names(text) if (choice := self._exactly(name))), None)

    def _exactly(self, name: str) -> Choice | None:
        asked = plain_words(name)
        exact = [choice for choice in best(self.structure, name) if asked and choice.relevance(asked) == 0]
        return exact[0] if len(exact) == 1 else None


def _names(text: str) -> Iterator[str]:
    """Yield what may be the name in « la Police nationale (PNH) »."""
    name = _ARTICLE.sub("", text.strip(" .:"))
    yield name
    outside = _IN_BRACKETS.sub("", name).strip()
    yield outside
    yield from _IN_BRACKETS.findall(name)


def _plain(text: str) -> str:
    return " ".join(plain_words(text))
