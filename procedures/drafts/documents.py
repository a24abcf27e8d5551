"""Reads the draft of a registered document into its content."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid5

from django.utils.translation import override

from org.attachments import attached_document
from portal.editions.files.attached import AttachedFile

from ..content.documents import DocumentContent
from ..content.terms import Term

if TYPE_CHECKING:
    from ..models.documents import DocumentPage


def content_of(page: DocumentPage) -> DocumentContent:
    """Return the content of a draft; names of reference data in the page's own language."""
    with override(page.locale.language_code):
        return DocumentContent(
            title=page.title,
            reference=page.reference,
            type=Term(page.type.code, page.type.name) if page.type else None,
            summary=page.summary,
            language=page.file_language,
            version=page.version,
            dated=page.dated,
            attachments=_file(page),
        )


def _file(page: DocumentPage) -> tuple[AttachedFile, ...]:
    if page.file is None:
        return ()
    return (attached_document(page.file, id=uuid5(page.translation_key, "file"), title=page.title),)
