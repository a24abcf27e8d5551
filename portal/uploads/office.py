"""Word, Excel and OpenDocument files: what they say they are, and that nothing in them runs or calls elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import IO, Final

from django.utils.translation import gettext as _

from .archives import broken, parts_of
from .markup import is_deep, is_plain
from .refusals import UploadRefused

_MAIN: Final = b"application/vnd.openxmlformats-officedocument.%b.main+xml"
OPEN_XML: Final[Mapping[str, tuple[str, bytes]]] = {
    "docx": ("word/document.xml", _MAIN % b"wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", _MAIN % b"spreadsheetml.sheet"),
}
OPEN_DOCUMENT: Final[Mapping[str, bytes]] = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_XML: Final = (".xml", ".rels", ".vml", ".rdf")
_EXECUTABLE: Final = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES: Final = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MACROS: Final = re.compile(r"vba|macro|(^|/)(basic|scripts|dialogs)/|activex", re.IGNORECASE)
_MACRO_TYPES: Final = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
_ENCLOSED: Final = re.compile(rb"oleObject|/package[\"'>]", re.IGNORECASE)
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_HARMLESS: Final = re.compile(rb"/(hyperlink)[\"']", re.IGNORECASE)
_LOCAL: Final = re.compile(rb"Target\s*=\s*[\"'](file:///(?![/\\%])|[A-Za-z]:[/\\]|[^:/\\\"']+[\"'])", re.IGNORECASE)
_LIVE_FIELD: Final = re.compile(rb"\bDDE(AUTO)?\b|\bINCLUDE(TEXT|PICTURE)\s+\W*(https?:|\\\\)", re.IGNORECASE)
_INSTRUCTION: Final = re.compile(
    rb"<\w+:instrText[^>]*>([^<]*)|instr\s*=\s*[\"']([^\"']*)|<ddeLink|office:dde-source", re.IGNORECASE
)
_EVENT: Final = re.compile(
    rb"<(script:|office:script|presentation:)event-listener|vnd\.sun\.star\.script:", re.IGNORECASE
)

Check = Callable[[dict[str, bytes]], None]


def check_open_xml(file: IO[bytes], extension: str) -> None:
    """Raise ``UploadRefused`` where a file is no .docx or .xlsx, or one that does something."""
    main, media_type = OPEN_XML[extension]
    parts = _safe_parts(file)
    types = parts.get("[Content_Types].xml", b"")
    if main not in parts or not types:
        raise not_what_it_says(extension)
    if _MACRO_TYPES.search(types) or _ENCLOSED.search(types):
        raise macros()
    if media_type not in types:
        raise not_what_it_says(extension)
    for name, content in parts.items():
        if name.endswith(".rels"):
            _check_relations(content)
        elif name.endswith(".xml"):
            _check_fields(content)


def check_open_document(file: IO[bytes], extension: str) -> None:
    """Raise ``UploadRefused`` where a file is no .odt or .ods, or one that does something."""
    parts = _safe_parts(file)
    if parts.get("mimetype") != OPEN_DOCUMENT[extension] or next(iter(parts)) != "mimetype":
        raise not_what_it_says(extension)
    manifest = parts.get("META-INF/manifest.xml", b"")
    if "content.xml" not in parts or not manifest:
        raise broken()
    if b"encryption-data" in manifest:
        raise UploadRefused(_("Le fichier est protégé par un mot de passe : enregistrez-le sans."))
    for name, content in parts.items():
        if name.endswith(".xml") and (_EVENT.search(content) or b"office:dde-source" in content):
            raise macros()
        if re.match(r"Object [^/]*/|ObjectReplacements/", name) and not name.endswith((".xml", "/")):
            _refuse_enclosed(content)


def not_what_it_says(extension: str) -> UploadRefused:
    """Return what is said of a file whose content is not that of its extension."""
    return UploadRefused(
        _("Le contenu du fichier n’est pas celui d’un fichier .%(extension)s.") % {"extension": extension}
    )


def macros() -> UploadRefused:
    """Return what is said of a file that does something when it is opened."""
    return UploadRefused(
        _("Le fichier contient une macro, un objet incorporé ou un champ actif : enregistrez-le sans.")
    )


def _safe_parts(file: IO[bytes]) -> dict[str, bytes]:
    parts = {}
    for name, content in parts_of(file):
        if _MACROS.search(name):
            raise macros()
        _refuse_enclosed(content)
        if name.lower().endswith(_XML) and content and not is_plain(content):
            raise UploadRefused(_("Le fichier contient des déclarations XML, qui n’y ont rien à faire."))
        if name.lower().endswith(_XML) and is_deep(content):
            raise broken()
        parts[name] = content
    return parts


def _refuse_enclosed(content: bytes) -> None:
    if content.startswith((_OLE, *_EXECUTABLE)):
        raise macros()
    if content.startswith(_ARCHIVES):
        raise UploadRefused(_("Le fichier en contient d’autres (archive ou classeur incorporé) : collez une image."))


def _check_relations(content: bytes) -> None:
    for relation in _RELATION.findall(content):
        if re.search(rb"/(oleObject|package|vbaProject|control)[\"']", relation):
            raise macros()
        if _ELSEWHERE.search(relation) and not _HARMLESS.search(relation) and not _LOCAL.search(relation):
            raise UploadRefused(_("Le fichier charge un modèle ou une image d’ailleurs : incorporez-les."))


def _check_fields(content: bytes) -> None:
    instructions = b"".join(b"".join(found) for found in _INSTRUCTION.findall(content))
    if _LIVE_FIELD.search(instructions) or b"<ddeLink" in content:
        raise macros()
