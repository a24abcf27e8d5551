"""XML inside other files: it has no use for declarations; with them it can grow without end, or read other files."""

from __future__ import annotations

import re
from typing import Final

_DECLARATION: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"^\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_READABLE: Final = {b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_UTF_8_MARK: Final = b"\xef\xbb\xbf"
_DEEPEST: Final = 250
_TAG: Final = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>", re.DOTALL)


def is_plain(text: bytes) -> bool:
    """Whether XML declares nothing, and is written so that this can be seen."""
    text = text.removeprefix(_UTF_8_MARK)
    if b"\x00" in text or text.lstrip()[:1] != b"<":
        return False
    named = _ENCODING.match(text)
    return (named is None or named[1].lower() in _READABLE) and not _DECLARATION.search(text)


def is_deep(text: bytes) -> bool:
    """Whether elements stand in each other deeper than any document needs."""
    depth = 0
    for closing, empty in _TAG.findall(text):
        depth += -1 if closing else 0 if empty else 1
        if depth > _DEEPEST:
            return True
    return False
