"""Looks at a workbook before it is opened: it is a zip of XML files, and both can be made to do harm."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from portal.uploads.markup import is_plain

from .problems import ImportRefused, Position, Problem

MOST_BYTES = 64 * 1024 * 1024
MOST_PARTS = 1_000
OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")


def unreadable() -> str:
    """Return what is said of a file that is no workbook."""
    return _("Le fichier n’est pas un classeur .xlsx lisible.")


def refuse_dangerous(path: Path) -> None:
    """Raise ``ImportRefused`` for what is no zip, is too large once unpacked, or declares entities."""
    with path.open("rb") as file:
        if file.read(len(OLD_OR_LOCKED)) == OLD_OR_LOCKED:
            raise _refusal(
                _("Le classeur est protégé par un mot de passe, ou de l’ancien format .xls : enregistrez-le en .xlsx.")
            )
    try:
        with ZipFile(path) as archive:
            _check(archive)
    except (BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise _refusal(unreadable()) from error


def _check(archive: ZipFile) -> None:
    parts = archive.infolist()
    # No more than the stated size of a part is ever unpacked.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        words = {"size": MOST_BYTES // 1024 // 1024}
        raise _refusal(_("Le classeur prend plus de %(size)d Mo une fois décompressé.") % words)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and not is_plain(archive.read(part)):
            raise _refusal(_("Le classeur contient des déclarations XML, qui n’y ont rien à faire."))


def _refusal(message: str) -> ImportRefused:
    return ImportRefused([Problem(Position(1, 1), message)])
