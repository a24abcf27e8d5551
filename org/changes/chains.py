"""From a unit to what stands in its place: along any chain of changes, and never round in a circle."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Container, Mapping
from uuid import UUID


def heirs(
    start: UUID, successors: Mapping[UUID, Collection[UUID]], *, in_force: Container[UUID], known: Container[UUID]
) -> list[UUID]:
    """Return the units in force that took the place of ``start``, the nearest first.

    What is not in force is followed further, unless it is not ``known`` to the reader: it is never told by way of it.
    """
    found: list[UUID] = []
    seen = {start}
    waiting = deque(successors.get(start, ()))
    while waiting:
        unit = waiting.popleft()
        if unit in seen or unit not in known:
            continue
        seen.add(unit)
        if unit in in_force:
            found.append(unit)
        else:
            waiting.extend(successors.get(unit, ()))
    return found
