"""PDF files: whole, open to everybody, and without anything that runs, launches, or hides another file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

HEAD: Final = b"%PDF-"
MOST_OBJECTS: Final = 200_000
MOST_PAGES: Final = 2_000
BROKEN, LOCKED, ACTIVE, ENCLOSED, HUGE = "broken", "locked", "active", "enclosed", "huge"

_END: Final = re.compile(rb"%%EOF[\s\x00]*\Z")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE_NAME: Final = re.compile(rb"/(JavaScript|Launch|RichMedia|ImportData|Rendition|GoToE)(?![A-Za-z0-9])")
_ENCLOSED_NAME: Final = re.compile(rb"/EmbeddedFiles?(?![A-Za-z0-9])")
_ACTIONS: Final = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE", "/Movie", "/Sound"}
_ACTIVE_KEYS: Final = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
_ENCLOSED_KEYS: Final = {"/EmbeddedFiles", "/EF"}


def fault_of(data: bytes) -> str:
    """Return what is wrong with a PDF (one of the words of this module), empty when nothing is.

    May take as long and as much memory as a bad file makes it: to be called apart.
    """
    if not data.startswith(HEAD) or not _END.search(data[-1100:]):
        return BROKEN
    if fault := _fault_by_names(data):
        return fault
    try:
        return _fault_inside(data)
    except Exception:  # a broken file fails in as many ways as there are
        return BROKEN


def _fault_by_names(data: bytes) -> str:
    """Look at the bytes themselves: what no table leads to any more is still in the file."""
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    if _ACTIVE_NAME.search(plain):
        return ACTIVE
    return ENCLOSED if _ENCLOSED_NAME.search(plain) else ""


def _fault_inside(data: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        return LOCKED
    for count, entry in enumerate(_dictionaries(reader)):
        if count > MOST_OBJECTS:
            return HUGE
        if fault := _fault_of_entry(entry):
            return fault
    pages = len(reader.pages)
    return BROKEN if pages == 0 else HUGE if pages > MOST_PAGES else ""


def _fault_of_entry(entry: Any) -> str:
    keys = set(entry)
    if keys & _ACTIVE_KEYS or (entry.get("/S") in _ACTIONS):
        return ACTIVE
    return ENCLOSED if keys & _ENCLOSED_KEYS or entry.get("/Type") == "/EmbeddedFile" else ""


def _dictionaries(reader: Any) -> Iterator[Any]:
    """Yield every dictionary of the file, once, whatever leads to it."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    numbers = {(number, generation) for generation, known in reader.xref.items() for number in known}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    waiting: list[Any] = [reader.trailer]
    waiting += [
        reader.get_object(IndirectObject(number, generation, reader)) for number, generation in sorted(numbers)
    ]
    while waiting:
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            yield found
            waiting += [value for value in found.values() if not isinstance(value, IndirectObject)]
        elif isinstance(found, ArrayObject):
            waiting += [value for value in found if not isinstance(value, IndirectObject)]
