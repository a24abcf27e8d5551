"""Seals: the SHA-256 of canonical content (JSON Canonicalization Scheme, RFC 8785; strings in Unicode NFC)."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any

import rfc8785


def normalised(value: Any) -> Any:
    """Return ``value`` with every string, keys included, in Unicode NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {normalised(key): normalised(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [normalised(item) for item in value]
    return value


def canonical(document: Any) -> bytes:
    """Return the one byte string that stands for ``document``, whatever its key order or Unicode form."""
    return rfc8785.dumps(normalised(document))


def seal_of(content: bytes) -> str:
    """Return the SHA-256 of canonical ``content``, in hex."""
    return hashlib.sha256(content).hexdigest()
