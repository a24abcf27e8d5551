"""What changes in one organisation or unit, field by field, from what to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal
from uuid import UUID

from portal.editions.audiences import AUDIENCE_CODES

from ..changes.content import ChangeContent, NamedUnit
from ..content import Kind, LegalBasis, Member, Post, Responsibility, Seat, Source, Tie
from . import schema
from .plan import Before, Step

Row = Responsibility | Post | Member | Tie
Nature = Literal["added", "removed", "changed", "moved"]
NameOf = Callable[[UUID], str]

ROWS = ("responsibilities", "posts", "members", "ties")
LISTS = ("sources", "doubts")
VALUES = ("title", "acronym", "kind", "mission", "seat", "website")
AUDIENCES = {int(level): code for code, level in AUDIENCE_CODES.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: of a ``field``, or of a ``part`` of the row of it that is named by ``row``."""

    field: str
    nature: Nature
    before: str = ""
    after: str = ""
    row: str = ""
    part: str = ""


def differences(step: Step, name_of: NameOf) -> Iterator[Difference]:
    """Yield what a step changes of what the desk says, in the order of the page; nothing for a new page."""
    if step.before is None:
        return
    before, after = step.before.content, step.content
    for name in VALUES:
        yield from _changed(name, getattr(before, name), getattr(after, name), name_of)
    yield from _around(step, step.before, name_of)
    for name in ROWS:
        yield from _rows(name, getattr(before, name), getattr(after, name), name_of)
    for name in LISTS:
        yield from _values(name, getattr(before, name), getattr(after, name), name_of)


def event_differences(before: ChangeContent, after: ChangeContent, name_of: NameOf) -> Iterator[Difference]:
    """Yield what changes of what the desk says of a change event."""
    for item in fields(ChangeContent):
        yield from _changed(item.name, getattr(before, item.name), getattr(after, item.name), name_of)


def _changed(field: str, before: Any, after: Any, name_of: NameOf) -> Iterator[Difference]:
    if before != after:
        yield Difference(field, "changed", as_text(before, name_of), as_text(after, name_of))


def _around(step: Step, before: Before, name_of: NameOf) -> Iterator[Difference]:
    """Yield the changes of what is not the text itself: its place, its dates, its readers, its key."""
    row, changed = step.row, set(step.changed)
    if "parent" in changed:
        yield Difference("parent", "moved", as_text(before.parent, name_of), as_text(step.parent, name_of))
    elif "order" in changed:
        yield Difference("order", "moved", after=as_text(step.after, name_of))
    now = {"key": row.key, "slug": row.slug, "in_force": row.in_force, "audience": row.audience}
    held = {"key": before.key, "slug": before.slug, "in_force": before.in_force, "audience": _audience(before)}
    for field in now:
        if field in changed:
            yield from _changed(field, held[field], now[field], name_of)


def _audience(before: Before) -> str:
    return "" if before.audience is None else AUDIENCES[before.audience]


def _rows(field: str, before: Sequence[Row], after: Sequence[Row], name_of: NameOf) -> Iterator[Difference]:
    old, new = {row.id: row for row in before}, {row.id: row for row in after}
    for identity, row in old.items():
        if identity not in new:
            yield Difference(field, "removed", before=_summary(row, name_of))
    for identity, row in new.items():
        if identity in old:
            yield from _parts(field, old[identity], row, name_of)
        else:
            yield Difference(field, "added", after=_summary(row, name_of))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Difference(field, "moved")


def _parts(field: str, before: Row, after: Row, name_of: NameOf) -> Iterator[Difference]:
    for part in fields(before):
        was, becomes = getattr(before, part.name), getattr(after, part.name)
        if was != becomes:
            texts = as_text(was, name_of), as_text(becomes, name_of)
            yield Difference(field, "changed", *texts, row=_summary(before, name_of), part=part.name)


def _values(field: str, before: Sequence[Any], after: Sequence[Any], name_of: NameOf) -> Iterator[Difference]:
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    for value in gone.elements():
        yield Difference(field, "removed", before=as_text(value, name_of))
    for value in come.elements():
        yield Difference(field, "added", after=as_text(value, name_of))
    if before != after and not gone and not come:
        yield Difference(field, "moved")


def _summary(row: Row, name_of: NameOf) -> str:
    if isinstance(row, Tie):
        return name_of(row.to)
    return row.text if isinstance(row, Responsibility) else row.title


def as_text(value: Any, name_of: NameOf) -> str:
    """Return a value as people read it, in no language in particular."""
    match value:
        case None | False:
            return ""
        case True:
            return "✓"
        case UUID():
            return name_of(value)
        case Kind() | Seat() | LegalBasis() | NamedUnit():
            return value.name
        case Source():
            return " — ".join(part for part in (value.document, value.lines, value.note) if part)
        case schema.InForceRow():
            mark = "≈ " if value.approximate else ""
            ended = "≈ " if value.end_approximate else ""
            until = f" → {ended}{value.end.isoformat()}" if value.end else ""
            notes = "".join(f" — {note}" for note in (value.note, value.end_note) if note)
            return f"{mark}{value.start.isoformat()}{until}{notes}"
        case tuple():
            return ", ".join(as_text(item, name_of) for item in value)
    return str(value)
