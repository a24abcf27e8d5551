"""Compares two texts by what their kind says they are made of: every difference, told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from .anatomy import Anatomy
from .changes import Change, Detail, FactChange, ListDetail, MarkDetail, Move, Nature, RowChange, TextDetail
from .facts import Fact, Facts, Row, Value
from .order import longest_rising

ALIKE = 0.5

Pairs = list[tuple[int | None, int | None]]


def compare(anatomy: Anatomy, before: Any, after: Any) -> list[Change]:
    """Return what differs, in the order of the page; nothing for two texts that say the same."""
    rows_before, rows_after = anatomy.rows(before), anatomy.rows(after)
    changes: list[Change] = list(_facts(anatomy.facts(before), anatomy.facts(after)))
    for part, rows in rows_before.items():
        changes += _rows(part, rows, rows_after[part])
    order = list(anatomy.script.parts)
    return sorted(changes, key=lambda change: order.index(change.part))


def _facts(before: Mapping[Any, Fact], after: Mapping[Any, Fact]) -> Iterator[FactChange]:
    for part, fact in before.items():
        other = after[part]
        if fact.text != other.text:
            yield FactChange(part, fact.text, other.text)
        elif fact.precise != other.precise:
            yield FactChange(part, fact.precise, other.precise)


def _rows(part: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[RowChange]:
    """Yield the changes of the rows of one part, in the order of the new text; what is gone where it was."""
    pairs = _paired(before, after)
    moved = _moved([(old, new) for old, new in pairs if old is not None and new is not None])
    for old, new in sorted(pairs, key=lambda pair: (pair[0] if pair[1] is None else pair[1]) or 0):
        was = before[old] if old is not None else None
        now = after[new] if new is not None else None
        move = Move(old + 1, new + 1) if old is not None and new is not None and (old, new) in moved else None
        if change := _row(part, was, now, move):
            yield change


def _row(part: str, was: Row | None, now: Row | None, move: Move | None) -> RowChange | None:
    row = now or was
    assert row
    details = tuple(_details(was.facts if was else {}, now.facts if now else {}))
    if was is None:
        return RowChange(part, Nature.ADDED, row.id, row.name, details)
    if now is None:
        return RowChange(part, Nature.REMOVED, row.id, row.name, details)
    if details or move:
        return RowChange(part, Nature.CHANGED if details else Nature.MOVED, row.id, row.name, details, move)
    return None


def _details(was: Facts, now: Facts) -> Iterator[Detail]:
    for field, example in (was or now).items():
        nothing: Value = type(example)()
        before, after = was.get(field, nothing), now.get(field, nothing)
        if before != after:
            yield _detail(field, before, after)


def _detail(field: str, before: Value, after: Value) -> Detail:
    if isinstance(before, tuple) and isinstance(after, tuple):
        removed = tuple(item for item in before if item not in after)
        added = tuple(item for item in after if item not in before)
        kept = tuple(item for item in after if item in before)
        return ListDetail(field, removed, added, kept, reordered=not removed and not added)
    if isinstance(after, bool):
        return MarkDetail(field, after)
    return TextDetail(field, str(before), str(after))


def _paired(before: Sequence[Row], after: Sequence[Row]) -> Pairs:
    """Pair the places of each row before and after: by its id or, without one, by what it says."""
    places = {identity: place for place, identity in enumerate(_identities(after))}
    pairs: Pairs = [(old, places.pop(identity, None)) for old, identity in enumerate(_identities(before))]
    gone = [old for old, new in pairs if new is None and before[old or 0].id is None]
    come = [new for new in places.values() if after[new].id is None]
    edited = dict(_alike(gone, come, before, after))
    pairs = [(old, edited.get(old, new) if old is not None else new) for old, new in pairs]
    return pairs + [(None, new) for new in places.values() if new not in edited.values()]


def _identities(rows: Sequence[Row]) -> Iterator[tuple[object, int]]:
    """Yield what makes each row the same one: the second of two alike is the second."""
    seen: Counter[object] = Counter()
    for row in rows:
        identity = row.id or row.name
        yield identity, seen[identity]
        seen[identity] += 1


def _alike(
    gone: Sequence[int | None], come: Sequence[int], before: Sequence[Row], after: Sequence[Row]
) -> Iterator[tuple[int, int]]:
    """Yield which row that is gone became which one that came, where their words are mostly the same."""
    free = list(come)
    for old in gone:
        if old is None or not free:
            continue
        likeness = {new: _likeness(before[old], after[new]) for new in free}
        best = max(free, key=lambda new: likeness[new])
        if likeness[best] >= ALIKE:
            free.remove(best)
            yield old, best


def _likeness(one: Row, other: Row) -> float:
    return SequenceMatcher(None, str(one.name).split(), str(other.name).split(), autojunk=False).ratio()


def _moved(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the fewest rows that must have moved for the others to be in their order."""
    in_order = sorted(pairs)
    still = set(longest_rising([new for _old, new in in_order]))
    return {pair for pair in in_order if pair[1] not in still}
