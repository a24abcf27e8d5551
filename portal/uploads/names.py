"""The name under which a file comes: it becomes a name on our disk, and on that of every reader."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext as _

from .refusals import UploadRefused

LONGEST: Final = 150
_PATH: Final = re.compile(r"[/\\:]")
# What Windows opens as a device, whatever its extension.
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = frozenset('<>"|?*')
# Control and format characters (the one that writes from right to left hides the true extension), and halves.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def extension_of(name: str) -> str:
    """Return the extension of a name in lower case, without its dot; empty when it has none."""
    return name.rpartition(".")[2].lower() if "." in name.lstrip(".") else ""


def refuse_name(name: str) -> None:
    """Raise ``UploadRefused`` for a name that is a path, hides what it is, or means something else elsewhere."""
    if not name or len(name.encode("utf-8", "replace")) > LONGEST:
        raise UploadRefused(_("Le nom du fichier est trop long, ou vide : renommez-le."))
    if _PATH.search(name) or ".." in name or name.startswith("."):
        raise UploadRefused(_("Le nom du fichier contient un chemin : renommez-le."))
    if any(unicodedata.category(letter) in _HIDDEN or letter in _FORBIDDEN for letter in name):
        raise UploadRefused(_("Le nom du fichier contient des caractères cachés ou interdits : renommez-le."))
    if _DEVICE.fullmatch(name) or name != name.strip() or name.endswith("."):
        raise UploadRefused(_("Ce nom de fichier ne vaut pas sur tous les ordinateurs : renommez-le."))
