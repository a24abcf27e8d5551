"""How a passage is stored in tantivy: terms to match, columns to filter and count, one copy to return."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import fields
from typing import Any

import tantivy

from search.engines.base import Document

SCHEMA = 4
"""Raise it with every change of what is stored or how: older indexes then ask to be rebuilt."""

TERM_FIELDS = ("terms", "title_terms", "context_terms")
KEY_FIELDS = ("work", "served", "organisation", "unit_kind", "place", "family")
CONCERN_FIELDS = ("profiles", "channels")
NUMBER_FIELDS = ("audience", "starts", "ends", "recorded_from", "recorded_until")
FACETS = ("organisation", "unit_kind", "place")

_NAMES = tuple(field.name for field in fields(Document))
_TUPLES = ("served", *TERM_FIELDS, "above", *CONCERN_FIELDS)
_SEPARATOR = "\x1f"
EVERYBODY = "\x1e"
"""Stands for all codes in the passages that concern everybody."""


def build_schema() -> tantivy.Schema:
    """Return the schema; tokens are stored as they come, for they are analysed before."""
    builder = tantivy.SchemaBuilder()
    for name in TERM_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="freq")
    for name in KEY_FIELDS + CONCERN_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in NUMBER_FIELDS:
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_text_field("facets", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("facets_key", fast=True)
    builder.add_bytes_field("source", stored=True)
    return builder.build()


def to_tantivy(document: Document) -> tantivy.Document:
    """Return a passage as tantivy stores it."""
    stored = tantivy.Document()
    for name in TERM_FIELDS + KEY_FIELDS:
        value = getattr(document, name)
        for item in (value,) if isinstance(value, str) else value:
            stored.add_text(name, item)
    for name in CONCERN_FIELDS:
        for code in getattr(document, name) or (EVERYBODY,):
            stored.add_text(name, code)
    for name in NUMBER_FIELDS:
        stored.add_integer(name, getattr(document, name))
    facets = _SEPARATOR.join((document.work, *(getattr(document, name) for name in FACETS)))
    stored.add_text("facets", facets)
    stored.add_unsigned("facets_key", key_of_facets(facets))
    stored.add_bytes("source", _dump(document))
    return stored


def from_tantivy(stored: tantivy.Document) -> Document:
    """Return the passage that was stored."""
    source: bytes = stored.get_first("source")  # type: ignore[assignment]
    values: dict[str, Any] = dict(zip(_NAMES, json.loads(source), strict=True))
    for name in _TUPLES:
        # The same few thousand tokens stand in all passages: kept once each, they take little memory.
        values[name] = tuple(map(sys.intern, values[name].split()))
    return Document(**values)


def split_facets(column: str) -> tuple[str, ...]:
    """Return (work, organisation, unit kind, place) from the column that facets are counted on."""
    return tuple(column.split(_SEPARATOR))


def key_of_facets(column: str) -> int:
    """Return a number for the column: numbers are counted much faster. 52 bits, for counts come back as floats."""
    return int.from_bytes(hashlib.blake2b(column.encode(), digest_size=8).digest()) >> 12


def _dump(document: Document) -> bytes:
    values = {name: getattr(document, name) for name in _NAMES}
    values |= {name: " ".join(values[name]) for name in _TUPLES}
    return json.dumps(list(values.values()), ensure_ascii=False).encode()
