"""Which rows moved: as few as can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


def longest_rising(numbers: Iterable[int]) -> list[int]:
    """Return the longest part of ``numbers``, all different, that rises from each to the next."""
    longest: list[list[int]] = []  # for each length, such a part that ends lowest
    for number in numbers:
        at = bisect_left([part[-1] for part in longest], number)
        longest[at : at + 1] = [[*(longest[at - 1] if at else []), number]]
    return longest[-1] if longest else []
