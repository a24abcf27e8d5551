"""How well one passage matches the concepts of a question, and where: itself, its unit's title, the titles above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence, Set
from operator import mul
from typing import Final, NamedTuple

from search.engines.base import Alternative, Concept, Document

TITLE: Final = 0.7
CONTEXT: Final = 0.4
SPREAD: Final = 0.6
"""What a match is worth whose words are partly in the passage and partly in its unit's title (own words: 1)."""

MORE_WAYS: Final = 0.2
"""What other ways of saying the same, in the same place, add to the best one: this share of what it leaves open."""

Strengths = tuple[float, ...]


class _Way(NamedTuple):
    """A way to say the concept at ``place``; of one concept, the lower ``order`` is worth more."""

    order: int
    place: int
    terms: frozenset[str]
    weight: float


class Match(NamedTuple):
    """What each concept found in a passage: at its best, without what is above, in the unit's title alone.

    ``covered`` sums it up.
    """

    strengths: Strengths
    here: Strengths
    title: Strengths
    covered: float


class Evidence(NamedTuple):
    """A passage and what of the question it matches."""

    document: Document
    match: Match
    own: frozenset[str]
    title: frozenset[str]


class Matcher:
    """Compares passages with the concepts of one question. Those in ``scopes`` only say where to look."""

    def __init__(self, concepts: tuple[Concept, ...], scopes: Container[int] = ()) -> None:
        told = [0.0 if place in scopes else concept.weight for place, concept in enumerate(concepts)]
        total = sum(told) or 1.0
        self.weights = tuple(weight / total for weight in told)
        self._ways = _by_one_term(concepts)
        self._asked = frozenset(term for concept in concepts for way in concept.alternatives for term in way.terms)
        self._nothing = (0.0,) * len(concepts)
        self._named: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._matches: dict[tuple[frozenset[str], frozenset[str], frozenset[str]], Match] = {}
        self._strengths: dict[frozenset[str], Strengths] = {}

    def evidence(self, document: Document) -> Evidence:
        """Return what ``document`` has to say to the question."""
        own = self._asked.intersection(document.terms)
        title, context = self._titles(document)
        key = (own, title, context)
        match = self._matches.get(key)
        if match is None:
            match = self._matches[key] = self._match(own, title, context)
        return Evidence(document, match, own, title)

    def sum_up(self, strengths: Iterable[float]) -> float:
        """Return how much of the question ``strengths`` cover, from 0 to 1."""
        return sum(map(mul, strengths, self.weights))

    def matched(self, present: Set[str]) -> frozenset[str]:
        """Return those of ``present`` terms that make a concept match."""
        return frozenset(term for way in self._ways_in(present) for term in way.terms)

    def _titles(self, document: Document) -> tuple[frozenset[str], frozenset[str]]:
        """Return the asked terms in the titles, found once a unit: a reader sees one version of it."""
        found = self._named.get(document.work)
        if found is None:
            title = self._asked.intersection(document.title_terms)
            found = self._named[document.work] = (title, self._asked.intersection(document.context_terms))
        return found

    def _match(self, own: frozenset[str], title: frozenset[str], context: frozenset[str]) -> Match:
        here, titles = self._found(own), self._found(title)
        if title:
            here = at_best([here, _worth(TITLE, titles), _worth(SPREAD, self._found(own | title))])
        strengths = at_best([here, _worth(CONTEXT, self._found(context))]) if context else here
        return Match(strengths, here, titles, self.sum_up(strengths))

    def _found(self, present: frozenset[str]) -> Strengths:
        if not present:
            return self._nothing
        found = self._strengths.get(present)
        if found is None:
            found = self._strengths[present] = self._strengths_of(present)
        return found

    def _strengths_of(self, present: Set[str]) -> Strengths:
        best = list(self._nothing)
        others = list(self._nothing)
        said: set[str] = set()
        place = -1
        for way in sorted(self._ways_in(present)):
            if way.place != place:
                place = way.place
                best[place] = way.weight
                said = set(way.terms)
            elif not said.issuperset(way.terms):
                others[place] += way.weight
                said.update(way.terms)
        return tuple(min(1.0, most + MORE_WAYS * more * (1 - most)) for most, more in zip(best, others, strict=True))

    def _ways_in(self, present: Set[str]) -> list[_Way]:
        ways = self._ways
        return [way for term in present if term in ways for way in ways[term] if way.terms <= present]


def at_best(rows: Sequence[Strengths]) -> Strengths:
    """Return the most that each concept found in any of ``rows``."""
    return tuple(map(max, *rows)) if len(rows) > 1 else rows[0]


def _worth(share: float, strengths: Strengths) -> Strengths:
    return tuple([share * strength for strength in strengths])


def _by_one_term(concepts: Iterable[Concept]) -> dict[str, list[_Way]]:
    """Return every way to say every concept under one of its terms."""
    found: dict[str, list[_Way]] = defaultdict(list)
    ranked = ((place, way) for place, concept in enumerate(concepts) for way in _best_first(concept))
    for order, (place, way) in enumerate(ranked):
        found[way.terms[0]].append(_Way(order, place, frozenset(way.terms), way.weight))
    return dict(found)


def _best_first(concept: Concept) -> list[Alternative]:
    return sorted(concept.alternatives, key=lambda way: (-way.weight, way.terms))
