"""What a unit's place in the organisation adds to its score: what is above it, where it is, whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from portal.editions.passages import PassageKind
from search.family import Family
from search.matching import Matcher
from search.units import EXACT, Unit

_OUTSIDE: Final = 0.6
"""What is left of a score elsewhere than in the organisation or the place that the question names."""

_SURE: Final = 0.5
_INHERITED: Final = 0.5
_SAID: Final = 0.5
"""What a sentence of the unit right above is worth to a part, beside the title of any unit above."""

_ENOUGH: Final = 0.3
_LITTLE: Final = 0.2
_FROM_BELOW: Final = 0.1
_LESS_THAN_PART: Final = 0.9
_BELOW_NAMED: Final = 0.35


class Surroundings:
    """All units that one question found, as they stand to each other."""

    def __init__(self, units: Mapping[str, Unit], matcher: Matcher, scopes: Mapping[int, frozenset[str]]) -> None:
        self._units = units
        self._matcher = matcher
        self._organisations = frozenset[str]().union(*scopes.values())
        self._places = _places(units.values())
        self._family = Family(unit.document for unit in units.values())
        self._below: dict[str, float] = defaultdict(float)
        for unit in units.values():
            for above in self._family.above(unit.document)[:1]:
                if self._family.is_child(unit.document, above):
                    self._below[above] = max(self._below[above], unit.score)

    def score(self, unit: Unit) -> float:
        """Return the score of ``unit`` where it stands."""
        above = list(self._above(unit))
        own = max(unit.score, self._raised(unit)) + self._from_above(unit, above)
        return own * self._within(unit) * self._placed(unit, above)

    def _raised(self, unit: Unit) -> float:
        """Return the score with what a part gives to the whole, never above that of the part."""
        below = self._below[unit.document.work]
        return min(unit.score + _FROM_BELOW * below, _LESS_THAN_PART * below) if unit.document.depth else 0.0

    def _above(self, unit: Unit) -> Iterator[Unit]:
        """Yield the units above, the nearest first, without the organisation itself."""
        found = (self._units[work] for work in self._family.above(unit.document))
        return (above for above in found if above.document.depth)

    def _from_above(self, unit: Unit, above: list[Unit]) -> float:
        """Return what a part has from the whole: what the whole is about, and its name.

        Only the part's own title tells that it is the part that is asked for.
        """
        if not above:
            return 0.0
        inherited = [max(column) for column in zip(*(other.title for other in above), strict=True)]
        right_above = above[0] if self._family.is_child(unit.document, above[0].document.work) else None
        if right_above:
            inherited = [max(name, _SAID * said) for name, said in zip(inherited, right_above.here, strict=True)]
        added = self._matcher.sum_up(
            max(0.0, more - best) * (1.0 if place in self._places else _INHERITED)
            for place, (more, best) in enumerate(zip(inherited, unit.best, strict=True))
        )
        own = min(1.0, max(_LITTLE, self._matcher.sum_up(unit.title) / _ENOUGH))
        named = right_above.named if right_above else 0.0
        return added * own + (_BELOW_NAMED * named if named >= EXACT else 0.0)

    def _within(self, unit: Unit) -> float:
        inside = not self._organisations or unit.document.organisation in self._organisations
        return 1.0 if inside else _OUTSIDE

    def _placed(self, unit: Unit, above: list[Unit]) -> float:
        there = all(any(other.here[place] >= _SURE for other in (unit, *above)) for place in self._places)
        return 1.0 if there else _OUTSIDE


def _places(units: Iterable[Unit]) -> frozenset[int]:
    """Return the concepts that name the seat of a unit, if anything else is asked too."""
    seats = [
        evidence.match.here
        for unit in units
        for evidence in unit.evidences
        if evidence.document.kind == PassageKind.SEAT and evidence.document.depth
    ]
    found = frozenset(place for row in seats for place, strength in enumerate(row) if strength >= _SURE)
    return found if seats and len(found) < len(seats[0]) else frozenset()
