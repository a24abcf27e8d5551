"""Puts those who take over in the place of a unit in texts of the structure: who shares, who is tied, who sits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from .rows import Row, Takers


def replace_units(draft: Any, takers: Takers) -> bool:
    """Put those after in the place of those before; tell whether anything changed. No unit is tied to itself."""
    own = draft.translation_key
    done = [_replace_shared(block, own, takers) for block in draft.responsibilities]
    done.append(_replace_in(draft.ties, "to", lambda block: str(block.value["kind"]), takers))
    if members := getattr(draft, "members", None):
        done.append(_replace_in(members, "unit", lambda block: "member", takers))
    if any(done):
        drop(draft.ties, lambda block: block.value["to"].translation_key == own)
        drop_repeated(draft.ties, lambda block: (block.value["kind"], block.value["to"].translation_key))
    return any(done)


def _replace_shared(duty: Any, own: UUID, takers: Takers) -> bool:
    shared: Any = duty.value.get("shared_with") or ()
    changed = False
    for place, unit in enumerate(shared):
        after = takers(Row(unit.translation_key, "shared_with", str(duty.id)))
        if after and after.translation_key != unit.translation_key:
            shared[place] = after
            changed = True
    if changed:
        drop(shared, lambda unit: unit.translation_key == own)
        drop_repeated(shared, lambda unit: unit.translation_key)
    return changed


def _replace_in(stream: Any, field: str, kind: Callable[[Any], str], takers: Takers) -> bool:
    changed = False
    for block in stream:
        unit = block.value[field]
        after = takers(Row(unit.translation_key, kind(block), str(block.id))) if unit else None
        if after and after.translation_key != unit.translation_key:
            block.value[field] = after
            changed = True
    return changed


def drop_repeated(rows: Any, identity: Callable[[Any], Any]) -> None:
    """Two that became the same are one."""
    seen: set[Any] = set()

    def was_there(row: Any) -> bool:
        key = identity(row)
        known = key in seen
        seen.add(key)
        return known

    drop(rows, was_there)


def drop(rows: Any, goes: Callable[[Any], bool]) -> None:
    """Take rows away, asked from the first to the last."""
    gone = [place for place, row in enumerate(rows) if goes(row)]
    for place in reversed(gone):
        del rows[place]
