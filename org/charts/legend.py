"""How functional ties are drawn: a curve beside the hierarchy, each kind with a pattern of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ..blocks import TieKind
from .layout import Box
from .ties import Tie

_BULGE: Final = 30.0
_ARROW: Final = 7.0
_DOT: Final = 2.5


@dataclass(frozen=True, slots=True)
class Pattern:
    """Colour and dashes of a kind of tie."""

    name: str
    line: str
    dashes: str


PATTERNS: Final = {
    TieKind.WORKS_WITH: Pattern("t0", "#9a3412", "6 3"),
    TieKind.REPORTS_TO: Pattern("t1", "#6b21a8", "2 3"),
    TieKind.SUPERVISES: Pattern("t2", "#9f1239", "9 3 2 3"),
    TieKind.SUPPORTS: Pattern("t3", "#166534", "4 2"),
    TieKind.ADVISES: Pattern("t4", "#854d0e", "1 3"),
    TieKind.HOSTS: Pattern("t5", "#115e59", "12 4"),
    TieKind.SERVES: Pattern("t6", "#3730a3", "9 3 2 3 2 3"),
}


@dataclass(frozen=True, slots=True)
class Curve:
    """A tie from box to box: its path, and its ends: an arrow where it reads one way only."""

    tie: Tie
    path: str
    ends: str


def drawn_kinds(ties: Iterable[Tie]) -> Sequence[TieKind]:
    """Return the kinds of tie that a chart draws, in a fixed order."""
    drawn = {tie.kind for tie in ties if tie.drawn}
    return [kind for kind in PATTERNS if kind in drawn]


def curves_of(ties: Iterable[Tie], boxes: Mapping[UUID, Box]) -> Iterator[Curve]:
    """Yield a curve for each tie whose two ends have a box; one for what both ends say of each other."""
    drawn: set[tuple[TieKind, frozenset[UUID]]] = set()
    for tie in ties:
        source, target = boxes.get(tie.source.work), boxes.get(tie.target.work)
        ends = tie.kind, frozenset((tie.source.work, tie.target.work))
        if source and target and source is not target and not (tie.kind is TieKind.WORKS_WITH and ends in drawn):
            drawn.add(ends)
            yield _curve(tie, source, target)


def _curve(tie: Tie, source: Box, target: Box) -> Curve:
    x1, out = _side(source, target)
    x2, back = _side(target, source)
    y1, y2 = source.y + source.height * 0.7, target.y + target.height * 0.3
    reach = max(_BULGE, abs(x2 - x1) / 2)
    path = f"M{x1:.1f} {y1:.1f}C{x1 + out * reach:.1f} {y1:.1f} {x2 + back * reach:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return Curve(tie, path, _dot(x1, y1) + (_dot(x2, y2) if tie.kind is TieKind.WORKS_WITH else _arrow(x2, y2, back)))


def _dot(x: float, y: float) -> str:
    return f"M{x - _DOT:.1f} {y:.1f}a{_DOT} {_DOT} 0 1 0 {2 * _DOT} 0a{_DOT} {_DOT} 0 1 0 {-2 * _DOT} 0"


def _arrow(x: float, y: float, back: int) -> str:
    return f"M{x:.1f} {y:.1f}l{back * _ARROW} {-_ARROW / 2}v{_ARROW}Z"


def _side(box: Box, other: Box) -> tuple[float, int]:
    """Return where a curve leaves ``box`` towards ``other``, and which way it goes first."""
    if other.x + other.width < box.x:
        return box.x, -1
    return box.x + box.width, 1
