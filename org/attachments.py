"""The documents that a draft attaches, as the edition would say them, and where their bytes are."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final
from uuid import UUID

from django.http import Http404, HttpRequest
from wagtail.models import ReferenceIndex

from portal.editions.files.attached import AttachedFile, Bytes
from portal.editions.files.store import digest_of
from portal.home.models import HomePage

UNKNOWN_TYPE: Final = "application/octet-stream"


def attached(blocks: Iterable[Any]) -> Iterator[AttachedFile]:
    """Yield the files of attachment blocks; one whose bytes are gone has no digest, and is not published."""
    for block in blocks:
        document = block.value["document"]
        if document is None:
            continue
        yield attached_document(document, id=UUID(block.id), title=block.value["title"] or document.title)


def attached_document(document: Any, *, id: UUID, title: str) -> AttachedFile:
    """Return a document of the desk as an edition would say it."""
    sha256, size = _digest_of(document)
    return AttachedFile(
        id=id,
        title=title,
        name=document.filename,
        media_type=mimetypes.guess_type(document.filename)[0] or UNKNOWN_TYPE,
        size=size,
        sha256=sha256,
    )


def bytes_of(blocks: Iterable[Any]) -> Iterator[Bytes]:
    """Yield where the bytes of the documents are."""
    for block in blocks:
        if (document := block.value["document"]) is not None:
            yield from bytes_of_document(document)


def bytes_of_document(document: Any) -> Iterator[Bytes]:
    """Yield where the bytes of a document are, if they are there."""
    if sha256 := _digest_of(document)[0]:
        yield Bytes(sha256, _opener(document))


def _opener(document: Any) -> Any:
    def opened() -> BinaryIO:
        file: BinaryIO = document.file.storage.open(document.file.name)
        return file

    return opened


def _digest_of(document: Any) -> tuple[str, int]:
    try:
        with _opener(document)() as file:
            return digest_of(file)
    except OSError:
        return "", 0


def keep_for_the_desk(document: Any, request: HttpRequest) -> None:
    """Serve a document of the desk at its own address to readers only where a simple page leads to it.

    What editions attach they get by the address of its bytes, as far as they may read an edition that has them.
    """
    if request.user.has_perm("wagtailadmin.access_admin"):
        return
    found = ReferenceIndex.get_references_to(document).select_related("content_type")
    if not any(row.content_type.app_label == HomePage._meta.app_label for row in found):
        raise Http404
