"""The files that a file names: found beside it and nowhere else, looked at like uploads, and brought to the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.core.files import File
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from portal.editions.files import store
from portal.uploads.checking import refuse_dangerous
from portal.uploads.names import refuse_name
from portal.uploads.refusals import UploadRefused

DEEPEST: Final = 10


def fault(folder: Path | None, path: str) -> str:
    """Return why the file at ``path`` cannot be brought; empty when it can."""
    try:
        found = found_at(folder, path)
        with found.open("rb") as file:
            refuse_dangerous(file, name=found.name, size=found.stat().st_size)
    except UploadRefused as refusal:
        return refusal.message
    except (OSError, ValueError, RuntimeError):  # the last for links in a ring
        return _("Ce fichier ne se lit pas.")
    return ""


def found_at(folder: Path | None, path: str) -> Path:
    """Return the file at a path that begins in ``folder`` and stays there, links included.

    Raises ``UploadRefused`` for any other.
    """
    parts = path.split("/")
    if folder is None or path.startswith("/") or len(parts) > DEEPEST:
        raise UploadRefused(_("Ce fichier n’est pas à côté du fichier YAML."))
    for part in parts:
        refuse_name(part)
    found = folder.joinpath(*parts).resolve()
    if not found.is_relative_to(folder.resolve()):
        raise UploadRefused(_("Ce fichier n’est pas à côté du fichier YAML."))
    if not found.is_file():
        raise UploadRefused(_("Ce fichier n’existe pas."))
    return found


class Library:
    """Brings files to the desk's documents; what was brought goes where the import is taken back."""

    def __init__(self, folder: Path | None, user: Any) -> None:
        self._folder, self._user = folder, user
        self._brought: list[Any] = []

    def document(self, path: str, title: str, held: Any = None) -> Any:
        """Return the document of the desk with the bytes of a file: the one that is held, if it has them."""
        found = found_at(self._folder, path)
        with found.open("rb") as opened:
            if held and _digest_of(held) == store.digest_of(opened)[0]:
                return held
            opened.seek(0)
            made = get_document_model()(title=title, uploaded_by_user=self._user, file=File(opened, name=found.name))
            made.save()
        self._brought.append(made)
        return made

    def take_back(self) -> None:
        """Remove the bytes of all that was brought; the rows go with the transaction."""
        for document in self._brought:
            document.file.storage.delete(document.file.name)
        self._brought.clear()


def _digest_of(document: Any) -> str:
    try:
        with document.file.storage.open(document.file.name) as opened:
            return store.digest_of(opened)[0]
    except OSError:
        return ""
