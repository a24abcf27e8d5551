"""From when until when each unit stood below another, where and under which name: pure rules over dates."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

# Texts placed below each other by mistake end the search.
DEEPEST: Final = 30

Span = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Stay:
    """A unit at one place under one name, half open ``[starts, ends)``; ``approximate``: its own start is."""

    work: UUID
    parent: UUID | None
    starts: datetime.date
    ends: datetime.date
    name: str
    approximate: bool = False


def stays_below(root: UUID, rows: Iterable[Stay]) -> list[Stay]:
    """Return the parts of ``rows`` that stand below ``root``, directly or not, and those of ``root`` itself."""
    own: list[Stay] = []
    below: dict[UUID | None, list[Stay]] = defaultdict(list)
    for row in rows:
        if row.work == root:
            own.append(row)
        else:
            below[row.parent].append(row)
    found = list(own)
    level = {root: _joined((row.starts, row.ends) for row in own)}
    for _depth in range(DEEPEST):
        parts = [part for parent, spans in level.items() for part in _within(below[parent], spans)]
        if not parts:
            break
        found += parts
        level = _spans(parts)
    return found


def _within(rows: Iterable[Stay], spans: Iterable[Span]) -> Iterator[Stay]:
    """Yield the parts of ``rows`` during which what is above them stands."""
    times = list(spans)
    for row in rows:
        for span_starts, span_ends in times:
            starts, ends = max(row.starts, span_starts), min(row.ends, span_ends)
            if starts < ends:
                yield replace(row, starts=starts, ends=ends, approximate=row.approximate and starts == row.starts)


def _spans(parts: Iterable[Stay]) -> dict[UUID, list[Span]]:
    spans: dict[UUID, list[Span]] = defaultdict(list)
    for part in parts:
        spans[part.work].append((part.starts, part.ends))
    return {work: _joined(times) for work, times in spans.items()}


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Join what follows on, so that a new name of a unit does not cut what stands below it."""
    joined: list[Span] = []
    for starts, ends in sorted(spans):
        if joined and joined[-1][1] == starts:
            joined[-1] = joined[-1][0], ends
        else:
            joined.append((starts, ends))
    return joined
