"""What an edition of a registered document says: what it is, and the file itself by its digest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.editions.files.attached import AttachedFile
from portal.editions.kinds import RelationTo
from portal.editions.passages import Passage, PassageKind

from .terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentContent:
    """A document or a form of the register, as published.

    ``attachments`` holds the file; ``language`` is that of the file; ``version`` is what the document calls itself.
    """

    title: str
    reference: str = ""
    type: Term | None = None
    summary: str = ""
    language: str = ""
    version: str = ""
    dated: datetime.date | None = None
    attachments: tuple[AttachedFile, ...] = ()

    @property
    def acronym(self) -> str:
        """Documents have a reference number instead."""
        return ""

    def passages(self) -> Iterator[Passage]:
        """Yield what can answer a question; the words of the file are its pages' (``documents.texts``)."""
        yield Passage(PassageKind.TITLE, "", self.title, (self.reference,) if self.reference else ())
        if self.summary:
            yield Passage(PassageKind.MISSION, "objet", self.summary)

    def relations(self) -> Iterator[RelationTo]:
        """Yield nothing: guides name documents, not the other way."""
        return iter(())

    def facets(self) -> Mapping[str, str]:
        """Return what lists and search show and filter by besides the title."""
        return {
            "reference": self.reference,
            "document_type": self.type.code if self.type else "",
            "document_type_name": self.type.name if self.type else "",
            "file_language": self.language,
            "version": self.version,
            "dated": self.dated.isoformat() if self.dated else "",
        }
