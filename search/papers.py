"""Registered documents, forms and projects that answer a question, by their names or by the words of their pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from portal.editions.kinds import Family
from portal.editions.passages import PassageKind
from portal.editions.projections import WITHDRAWN
from portal.editions.reading import Link, Reading
from procedures.texts.pieces import page_at

from .ranking import FoundPassage
from .telling import tell

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """A document, and what in it answers: its name, what it is for, a page of its file (``page``, None else)."""

    document: Link
    passage: FoundPassage
    url: str

    @property
    def page(self) -> int | None:
        """The number of the page of the file that answers."""
        return page_at(self.passage.anchor) if self.passage.kind == PassageKind.PAGE else None

    @property
    def language(self) -> str:
        """The language of what answers: a file may be in another one than what is said of it."""
        return self.document.facets.get("file_language", "") if self.page else self.document.language


@dataclass(frozen=True, slots=True)
class Papers:
    """What the documents say to a question; ``unknown`` are its words that none has; ``asked``: some has others."""

    answers: Sequence[PaperAnswer] = ()
    unknown: frozenset[str] = frozenset()
    asked: bool = False


def papers(question: str, reading: Reading, *, limit: int = MOST, nobodys: Collection[str] = ()) -> Papers:
    """Return the documents of ``reading`` that answer, best first: two queries, or none where nothing is found."""
    told = tell(question, reading, Family.DOCUMENTS, nobodys=nobodys)
    best: dict[UUID, FoundPassage] = {}
    for work, passage in told.passages:
        best.setdefault(UUID(work), passage)
    links = reading.links_to(list(best))
    found = [(links[work], passage) for work, passage in best.items() if work in links]
    answers = [PaperAnswer(link, each, _url(link, each)) for link, each in found if WITHDRAWN not in link.facets]
    return Papers(answers[:limit], told.unknown, told.asked)


def _url(document: Link, passage: FoundPassage) -> str:
    return f"{document.url}#{passage.anchor}" if passage.anchor else document.url
