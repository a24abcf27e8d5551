"""The order of texts under one parent: spaced numbers, so that moving one never renumbers the others."""

from __future__ import annotations

STEP = 1 << 32


def position_between(before: int | None, after: int | None, current: int | None = None) -> int:
    """Return a position after ``before`` and before ``after``; ``current`` stands if it already is."""
    low = before if before is not None else (after - 2 * STEP if after is not None else 0)
    high = after if after is not None else low + 2 * STEP
    if current is not None and low < current < high:
        return current
    return (low + high) // 2
