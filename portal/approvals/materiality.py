"""What makes a change material: what the text says; not how it is spelt, nor what only stands beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from portal.editions.kinds import Content

from .part_names import PartNames
from .parts import field_of, row_of

_SIGNS: Final = re.compile(r"[\W_]+")
# What only says where a row comes from, or how sure it is.
_BESIDE_A_ROW: Final = {"doubt": "", "source": None}


@dataclass(frozen=True, slots=True)
class Materiality:
    """Gives the reasons for which a change is material, by ``names``; ``beside`` are fields that never are one."""

    names: PartNames
    beside: frozenset[str]

    def reasons(self, before: Content | None, after: Content, parts: Collection[str]) -> Iterator[str]:
        """Yield the parts whose change is more than spelling, punctuation or a source, in words."""
        for part in sorted(parts):
            if field_of(part) not in self.beside and not _is_spelling(before, after, part):
                yield self.names.name(before, after, part)


def _is_spelling(before: Content | None, after: Content, part: str) -> bool:
    was, now = _value(before, part), _value(after, part)
    return was is not None and now is not None and _folded(was) == _folded(now)


def _value(content: Content | None, part: str) -> Any:
    rows: Any = getattr(content, field_of(part), None)
    if not row_of(part):
        return rows if isinstance(rows, str) else None
    found: Any = next((each for each in rows or () if str(each.id) == row_of(part)), None)
    beside = {name: nothing for name, nothing in _BESIDE_A_ROW.items() if hasattr(found, name)}
    return replace(found, **beside) if beside else found


def _folded(value: Any) -> str:
    """Return what a value says without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", str(value))
    return _SIGNS.sub(" ", "".join(sign for sign in plain if not unicodedata.combining(sign))).casefold().strip()
