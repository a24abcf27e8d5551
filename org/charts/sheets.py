"""The chart on A3 sheets: on one where it can be read there, else an overview and then the parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from .boxes import SMALL, height_of
from .layout import Layout, layout_of
from .options import Paper
from .tree import Unit, cut_below, folded, from_the_top, pointing

# A3 landscape within margins of 10 mm, in points, and what heading, legend and note take of it.
PAGE_WIDTH: Final = 400 / 25.4 * 72
PAGE_HEIGHT: Final = 276 / 25.4 * 72
_AROUND: Final = 120.0
READABLE: Final = 6.0  # points
COMFORTABLE: Final = 7.5  # of an overview
_LARGEST: Final = 1.6  # points to a unit of the drawing


@dataclass(frozen=True, slots=True)
class Part:
    """What stands on one sheet; ``subjects``: the units that an overview refers to it for."""

    root: Unit
    subjects: tuple[UUID, ...] = ()


def laid_out(root: Unit) -> Layout:
    """Return the layout of a chart that suits a sheet."""
    return layout_of(from_the_top(root), height_of, width=PAGE_WIDTH, height=PAGE_HEIGHT - _AROUND)


def scale_of(width: float, height: float) -> float:
    """Return how many points a unit of a drawing measures on paper."""
    return min(PAGE_WIDTH / width, PAGE_HEIGHT / height, _LARGEST)


def smallest_text(width: float, height: float) -> float:
    """Return the size of the smallest text of a drawing on paper, in points."""
    return SMALL * scale_of(width, height)


def sheets_of(root: Unit, paper: Paper) -> Sequence[Unit]:
    """Return the trees to draw, one a sheet; an overview names the sheet of each part."""
    parts = [Part(root)] if paper is Paper.ONE else _parts(root, each=paper is Paper.DIRECTORATES)
    numbers = {key: number for number, part in enumerate(parts, start=1) for key in part.subjects}
    return [pointing(part.root, _elsewhere(numbers, here)) for here, part in enumerate(parts, start=1)]


def _elsewhere(numbers: dict[UUID, int], here: int) -> dict[UUID, str]:
    words = _("feuille %(number)s")
    return {key: words % {"number": number} for key, number in numbers.items() if number != here}


def _parts(root: Unit, *, each: bool) -> list[Part]:
    """Return the whole, or an overview and then the parts below it, ``each`` by itself."""
    whole = _fits(root)
    below = list(_below(root, each)) if each or not whole else []
    return [Part(root if whole or not below else _overview(root)), *below]


def _below(root: Unit, each: bool) -> Iterator[Part]:
    """Yield what stands below the first unit that branches; what cannot be read on one sheet is divided again."""
    branching = _branching(root)
    for group in _groups(branching, each):
        keys = tuple(unit.key for unit in group)
        if len(group) > 1:
            yield Part(_with_only(branching, group), keys)
        elif _fits(group[0]) or not (smaller := list(_below(group[0], each=False))):
            yield Part(group[0], keys)
        else:
            yield replace(smaller[0], subjects=(*keys, *smaller[0].subjects))
            yield from smaller[1:]


def _branching(root: Unit) -> Unit:
    """Return the first unit from the top with several below it."""
    while len(root.children) == 1:
        root = root.children[0]
    return root


def _groups(branching: Unit, each: bool) -> Iterator[tuple[Unit, ...]]:
    """Yield which units below go on a sheet together: each by itself, or as many as can be read."""
    group: tuple[Unit, ...] = ()
    for child in branching.children:
        if not child.children:
            continue
        if group and (each or not _fits(_with_only(branching, (*group, child)))):
            yield group
            group = ()
        group = (*group, child)
    if group:
        yield group


def _with_only(branching: Unit, group: tuple[Unit, ...]) -> Unit:
    """Return a unit with what is below some of those below it; the others are boxes alone."""
    kept = {unit.key for unit in group}
    return folded(branching, {child.key for child in branching.children if child.key not in kept})


def _overview(root: Unit) -> Unit:
    """Return as many levels as can be read on one sheet."""
    deepest = max(unit.level for unit in root.walk())
    cuts = (cut_below(root, level) for level in range(deepest - 1, root.level, -1))
    return next((cut for cut in cuts if _fits(cut, COMFORTABLE)), cut_below(root, root.level + 1))


def _fits(root: Unit, points: float = READABLE) -> bool:
    layout = laid_out(root)
    return smallest_text(layout.width, layout.height + _AROUND) >= points
