"""The chart as nested lists: rows in order, each with the lists that end after it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final
from uuid import UUID

from ..content import Post
from .boxes import others
from .options import Folding
from .tree import Unit

SEEN_AT_FIRST: Final = 45
_ALWAYS_OPEN: Final = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the list; ``closing`` lists end after it."""

    unit: Unit
    open: bool
    closing: range

    @property
    def level(self) -> int:
        """The level as people count it."""
        return self.unit.level + 1

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts besides the head's."""
        return tuple(others(self.unit.posts))


def rows_of(root: Unit, folding: Folding) -> list[Row]:
    """Return the rows of the list, open as far as the reader wishes."""
    opened = {Folding.ALL: root_depth(root) + 1, Folding.NONE: 0}.get(folding, _first_levels(root))
    return list(_rows(root, lambda unit: unit.level < opened, 0))


def rows_opened_at(root: Unit, keys: Container[UUID]) -> list[Row]:
    """Return the rows of the list, open below the units of ``keys``."""
    return list(_rows(root, lambda unit: unit.key in keys, 0))


def root_depth(root: Unit) -> int:
    """Return the deepest level of the tree."""
    return max(unit.level for unit in root.walk())


def _rows(unit: Unit, is_open: Callable[[Unit], bool], closing: int) -> Iterator[Row]:
    yield Row(unit, is_open(unit), range(0 if unit.children else closing))
    for number, child in enumerate(unit.children, start=1):
        yield from _rows(child, is_open, closing + 1 if number == len(unit.children) else 0)


def _first_levels(root: Unit) -> int:
    """Return how many levels to open so that the list can be taken in at a glance."""
    sizes = [0] * (root_depth(root) + 1)
    for unit in root.walk():
        sizes[unit.level] += 1
    return max(_ALWAYS_OPEN, sum(total <= SEEN_AT_FIRST for total in accumulate(sizes)) - 1)
