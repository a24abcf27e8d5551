"""What makes a change material: an actor, a document, a legal basis, the scope; not how a sentence is spelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from portal.approvals.parts import field_of, row_of
from portal.editions.kinds import Content

from .wording import name_part

_SIGNS = re.compile(r"[\W_]+")
# What only says where a statement comes from, or how sure it is.
_BESIDE = {"sources", "doubts", "website", "renders"}


def material(before: Content | None, after: Content, parts: Collection[str]) -> Iterator[str]:
    """Yield the parts whose change is more than spelling, punctuation or a source, in words."""
    for part in sorted(parts):
        if field_of(part) not in _BESIDE and not _is_spelling(before, after, part):
            yield name_part(before, after, part)


def _is_spelling(before: Content | None, after: Content, part: str) -> bool:
    was, now = _value(before, part), _value(after, part)
    return was is not None and now is not None and _folded(was) == _folded(now)


def _value(content: Content | None, part: str) -> Any:
    rows: Any = getattr(content, field_of(part), None)
    if not row_of(part):
        return rows if isinstance(rows, str) else None
    found: Any = next((each for each in rows or () if str(each.id) == row_of(part)), None)
    return replace(found, doubt="", source=None) if hasattr(found, "doubt") else found


def _folded(value: Any) -> str:
    """Return what a value says without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", str(value))
    return _SIGNS.sub(" ", "".join(sign for sign in plain if not unicodedata.combining(sign))).casefold().strip()
