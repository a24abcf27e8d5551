"""The files of registered documents are looked at once more where all ways in meet."""

from __future__ import annotations

from portal.editions.files import store
from portal.editions.files.attached import AttachedFile, Bytes
from portal.editions.gate import Proposal, PublicationRefused
from portal.uploads.checking import refuse_dangerous
from portal.uploads.refusals import UploadRefused

from .content.documents import DocumentContent


def refuse_dangerous_files(proposal: Proposal) -> None:
    """Guard the gate: a script or an import can have made a document without the desk's form."""
    if not isinstance(proposal.content, DocumentContent):
        return
    given = {each.sha256: each for each in proposal.files}
    for file in proposal.content.attachments:
        if file.sha256 in given and not store.path_of(file.sha256).exists():
            _check(file, given[file.sha256])


def _check(file: AttachedFile, given: Bytes) -> None:
    try:
        with given.open() as opened:
            refuse_dangerous(opened, name=file.name, size=file.size)
    except UploadRefused as refusal:
        raise PublicationRefused(f"{file.name} : {refusal.message}") from refusal
