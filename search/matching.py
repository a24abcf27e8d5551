"""How well one passage matches the concepts of a question, and where: itself, its unit's title, the titles above."""

from __future__ import annotations

from collections.abc import Container, Iterable, Set
from dataclasses import dataclass
from typing import Final

from search.engines.base import Alternative, Concept, Document

TITLE: Final = 0.7
CONTEXT: Final = 0.3
SPREAD: Final = 0.6
"""What a match is worth whose words are partly in the passage and partly in its unit's title (own words: 1)."""

Strengths = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What each concept found in a passage: at its best, without what is above, in the unit's title alone.

    ``covered`` sums it up.
    """

    strengths: Strengths
    here: Strengths
    title: Strengths
    covered: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage and what of the question it matches."""

    document: Document
    match: Match
    own: Set[str]
    title: Set[str]


class Matcher:
    """Compares passages with the concepts of one question. Those in ``scopes`` only say where to look."""

    def __init__(self, concepts: tuple[Concept, ...], scopes: Container[int] = ()) -> None:
        told = [0.0 if place in scopes else concept.weight for place, concept in enumerate(concepts)]
        total = sum(told) or 1.0
        self.weights = tuple(weight / total for weight in told)
        self._ways = [[(frozenset(way.terms), way.weight) for way in _best_first(concept)] for concept in concepts]
        self._asked = frozenset(term for ways in self._ways for terms, _weight in ways for term in terms)
        self._nothing = (0.0,) * len(concepts)
        self._above: dict[tuple[str, str], tuple[frozenset[str], frozenset[str]]] = {}
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
        covered = 0.0
        for strength, weight in zip(strengths, self.weights, strict=True):
            covered += strength * weight
        return covered

    def matched(self, present: Set[str]) -> frozenset[str]:
        """Return those of ``present`` terms that make a concept match."""
        found = (terms for ways in self._ways for terms, _weight in ways if terms <= present)
        return frozenset(term for terms in found for term in terms)

    def _titles(self, document: Document) -> tuple[frozenset[str], frozenset[str]]:
        """Return the asked terms in the titles, the same for all passages of one version of a unit."""
        key = (document.work, document.language)
        if key not in self._above:
            self._above[key] = (
                self._asked.intersection(document.title_terms),
                self._asked.intersection(document.context_terms),
            )
        return self._above[key]

    def _match(self, own: frozenset[str], title: frozenset[str], context: frozenset[str]) -> Match:
        owns, titles, contexts = self._found(own), self._found(title), self._found(context)
        spreads = self._found(own | title) if own and title else owns
        here = tuple(
            max(own_, TITLE * title_, SPREAD * spread)
            for own_, title_, spread in zip(owns, titles, spreads, strict=True)
        )
        strengths = tuple(max(here_, CONTEXT * context_) for here_, context_ in zip(here, contexts, strict=True))
        return Match(strengths, here, titles, self.sum_up(strengths))

    def _found(self, present: frozenset[str]) -> Strengths:
        if not present:
            return self._nothing
        if present not in self._strengths:
            self._strengths[present] = tuple(
                next((weight for terms, weight in ways if terms <= present), 0.0) for ways in self._ways
            )
        return self._strengths[present]


def _best_first(concept: Concept) -> list[Alternative]:
    return sorted(concept.alternatives, key=lambda way: (-way.weight, way.terms))
