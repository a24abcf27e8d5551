"""What a unit's place in the organisation adds to its score: what is above it, where it is, whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import mul
from typing import Final, NamedTuple

from search.matching import Matcher, Strengths, at_best
from search.units import EXACT, Unit

_OUTSIDE: Final = 0.5
"""What is left of a score elsewhere than in the organisation or the place that the question names."""

_SURE: Final = 0.5
_INHERITED: Final = 0.5
_SAID: Final = 0.5
"""What a sentence of the unit right above is worth to a part, beside the title of any unit above."""

_ENOUGH: Final = 0.3
_LITTLE: Final = 0.3
_FROM_BELOW: Final = 0.15
_LESS_THAN_PART: Final = 0.9
_BELOW_NAMED: Final = 0.35


class _Above(NamedTuple):
    """The found units above some units: what these have from them, and how far the question names the nearest."""

    units: Sequence[Unit]
    inherited: Strengths
    named: float


class Surroundings:
    """All units that one question found, as they stand to each other."""

    def __init__(self, units: Mapping[str, Unit], matcher: Matcher, scopes: Mapping[int, frozenset[str]]) -> None:
        self._units = units
        self._matcher = matcher
        self._organisations = frozenset[str]().union(*scopes.values())
        self._places = _places(units.values())
        shares = [1.0 if place in self._places else _INHERITED for place in range(len(matcher.weights))]
        self._weights = tuple(map(mul, matcher.weights, shares))
        self._above: dict[tuple[str, ...], _Above | None] = {}
        self._below: dict[str, float] = defaultdict(float)
        for unit in units.values():
            for parent in unit.document.above[-1:]:
                self._below[parent] = max(self._below[parent], unit.score)

    def score(self, unit: Unit) -> float:
        """Return the score of ``unit`` where it stands."""
        above = self._above_of(unit)
        own = max(unit.score, self._raised(unit)) + (self._from_above(unit, above) if above else 0.0)
        return own * self._within(unit) * self._placed(unit, above)

    def _raised(self, unit: Unit) -> float:
        """Return the score with what a part gives to the whole, never above that of the part."""
        below = self._below.get(unit.document.work, 0.0) if unit.document.depth else 0.0
        return min(unit.score + _FROM_BELOW * below, _LESS_THAN_PART * below)

    def _above_of(self, unit: Unit) -> _Above | None:
        """Return what stands above ``unit``, the same for all its neighbours; the organisation itself left out."""
        works = unit.document.above
        if works not in self._above:
            found = [self._units[work] for work in reversed(works[1:]) if work in self._units]
            self._above[works] = self._seen_from_below(found, works[-1]) if found else None
        return self._above[works]

    def _seen_from_below(self, found: Sequence[Unit], parent: str) -> _Above:
        inherited = at_best([unit.title for unit in found])
        if found[0].document.work != parent:
            return _Above(found, inherited, 0.0)
        said = tuple(_SAID * strength for strength in found[0].here)
        return _Above(found, at_best([inherited, said]), found[0].named)

    def _from_above(self, unit: Unit, above: _Above) -> float:
        """Return what a part has from the whole: what the whole is about, and its name.

        Only the part's own title tells that it is the part that is asked for.
        """
        added = 0.0
        for more, best, weight in zip(above.inherited, unit.best, self._weights, strict=True):
            if more > best:
                added += (more - best) * weight
        own = min(1.0, max(_LITTLE, self._matcher.sum_up(unit.title) / _ENOUGH)) if added else 0.0
        return added * own + (_BELOW_NAMED * above.named if above.named >= EXACT else 0.0)

    def _within(self, unit: Unit) -> float:
        inside = not self._organisations or unit.document.organisation in self._organisations
        return 1.0 if inside else _OUTSIDE

    def _placed(self, unit: Unit, above: _Above | None) -> float:
        near = (unit, *above.units) if above and self._places else (unit,)
        there = all(any(other.here[place] >= _SURE for other in near) for place in self._places)
        return 1.0 if there else _OUTSIDE


def _places(units: Iterable[Unit]) -> frozenset[int]:
    """Return the concepts that name the seat of a unit, if anything else is asked too."""
    seats = [unit.seat for unit in units if unit.seat and unit.document.depth]
    found = frozenset(place for row in seats for place, strength in enumerate(row) if strength >= _SURE)
    return found if seats and len(found) < len(seats[0]) else frozenset()
