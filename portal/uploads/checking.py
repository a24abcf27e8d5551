"""Whether a file may be kept: its name, its size, its type by its content, and what it would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Final

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import pdf
from .apart import ReadingFailed, read_apart
from .archives import broken
from .images import FORMATS, check_image
from .names import extension_of, refuse_name
from .office import OPEN_DOCUMENT, OPEN_XML, check_open_document, check_open_xml, not_what_it_says
from .refusals import UploadRefused

_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECONDS_FOR_A_PDF: Final = 20


def refuse_dangerous(file: IO[bytes], *, name: str, size: int) -> None:
    """Raise ``UploadRefused`` for a file that must not be kept. The file is left at its beginning."""
    refuse_name(name)
    extension = extension_of(name)
    if extension not in settings.UPLOAD_EXTENSIONS:
        words = {"allowed": ", ".join(f".{each}" for each in settings.UPLOAD_EXTENSIONS)}
        raise UploadRefused(_("Ce type de fichier n’est pas accepté. Le sont : %(allowed)s.") % words)
    refuse_size(size)
    file.seek(0)
    _refuse_old_or_locked(file)
    file.seek(0)
    CHECKS[extension](file, extension)
    file.seek(0)


def refuse_size(size: int) -> None:
    """Raise ``UploadRefused`` for a file that is empty or too large."""
    if not size:
        raise UploadRefused(_("Le fichier est vide."))
    if size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
        words = {"size": filesizeformat(size), "most": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)}
        raise UploadRefused(_("Le fichier fait %(size)s ; la limite est de %(most)s.") % words)


def _refuse_old_or_locked(file: IO[bytes]) -> None:
    if file.read(len(_OLD_OR_LOCKED)) == _OLD_OR_LOCKED:
        raise UploadRefused(
            _("Le fichier est protégé par un mot de passe, ou d’un ancien format d’Office : enregistrez-le autrement.")
        )


def _check_pdf(file: IO[bytes], extension: str) -> None:
    if file.read(len(pdf.HEAD)) != pdf.HEAD:
        raise not_what_it_says(extension)
    file.seek(0)
    try:
        fault = read_apart(pdf.fault_of, file.read(), seconds=_SECONDS_FOR_A_PDF)
    except ReadingFailed as error:
        raise broken() from error
    if fault:
        raise UploadRefused(_told(fault))


def _told(fault: str) -> str:
    return {
        pdf.BROKEN: str(broken()),
        pdf.LOCKED: _("Le PDF est protégé par un mot de passe : enregistrez-le sans."),
        pdf.ACTIVE: _("Le PDF contient un script ou lance un programme : imprimez-le en PDF, sans formulaire actif."),
        pdf.ENCLOSED: _("Le PDF contient d’autres fichiers : enregistrez-le sans pièces jointes."),
        pdf.HUGE: _("Le PDF a trop de pages ou d’objets : partagez-le en plusieurs."),
    }[fault]


CHECKS: Final[Mapping[str, Callable[[IO[bytes], str], None]]] = {
    "pdf": _check_pdf,
    **dict.fromkeys(OPEN_XML, check_open_xml),
    **dict.fromkeys(OPEN_DOCUMENT, check_open_document),
    **dict.fromkeys(FORMATS, check_image),
}
"""How each accepted type is looked at; a type without a check cannot be accepted."""
