"""Two charts of one structure, with what differs marked on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ..charts.boxes import named
from ..charts.outline import Row, rows_opened_at
from ..charts.tree import Unit
from .natures import Nature


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened to a unit; ``notes`` say what it is called, or where it stands, on the other side."""

    natures: tuple[Nature, ...]
    notes: tuple[str, ...] = ()

    @property
    def style(self) -> str:
        """The name of its style."""
        return " ".join(f"is-{nature}" for nature in self.natures)


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row of the list, marked if its unit changed; ``changed``: how many units below it did."""

    row: Row
    mark: Mark | None
    changed: int


@dataclass(frozen=True, slots=True)
class _Place:
    unit: Unit
    above: tuple[Unit, ...]

    @property
    def parent(self) -> Unit | None:
        return self.above[-1] if self.above else None


Places = Mapping[UUID, _Place]


def marked(before: Unit | None, after: Unit | None) -> tuple[list[MarkedRow], list[MarkedRow]]:
    """Return the rows of both charts; what holds nothing that changed is folded."""
    was, now = _places(before), _places(after)
    return _rows(before, was, now, Nature.REMOVED), _rows(after, now, was, Nature.ADDED)


def counted(before: list[MarkedRow], after: list[MarkedRow]) -> Counter[Nature]:
    """Return how many units each thing happened to."""
    gone = (row for row in before if row.mark and Nature.REMOVED in row.mark.natures)
    return Counter(nature for row in (*gone, *after) if row.mark for nature in row.mark.natures)


def _places(root: Unit | None) -> dict[UUID, _Place]:
    return {place.unit.key: place for place in _walked(root, ())} if root else {}


def _walked(unit: Unit, above: tuple[Unit, ...]) -> Iterator[_Place]:
    yield _Place(unit, above)
    for child in unit.children:
        yield from _walked(child, (*above, unit))


def _rows(root: Unit | None, here: Places, there: Places, alone: Nature) -> list[MarkedRow]:
    if root is None:
        return []
    marks = {key: mark for key, place in here.items() if (mark := _mark(place, there.get(key), alone))}
    changed = Counter(above.key for key in marks for above in here[key].above)
    return [MarkedRow(row, marks.get(row.unit.key), changed[row.unit.key]) for row in rows_opened_at(root, changed)]


def _mark(here: _Place, there: _Place | None, alone: Nature) -> Mark | None:
    if there is None:
        return Mark((alone,))
    is_before = alone is Nature.REMOVED
    natures, notes = [], []
    if here.unit.link.language == there.unit.link.language and named(here.unit.link) != named(there.unit.link):
        natures.append(Nature.RENAMED)
        told = _("devient : %(name)s") if is_before else _("avant : %(name)s")
        notes.append(told % {"name": named(there.unit.link)})
    if here.parent and there.parent and here.parent.key != there.parent.key:
        natures.append(Nature.MOVED)
        told = _("va sous : %(unit)s") if is_before else _("venait de : %(unit)s")
        notes.append(told % {"unit": named(there.parent.link)})
    return Mark(tuple(natures), tuple(notes)) if natures else None
