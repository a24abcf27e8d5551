"""A unit that a question found: its passages, how well they answer, and how far the question names it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.editions.passages import PassageKind
from search.analysis.content import content
from search.analysis.kinds import KINDS_OF_UNITS
from search.analysis.terms import token_terms
from search.analysis.tokens import tokenise
from search.engines.base import Document
from search.matching import Evidence, Matcher, Strengths

KINDS: Final[dict[str, float]] = {
    PassageKind.RESPONSIBILITY: 1.0,
    PassageKind.MISSION: 0.97,
    PassageKind.TITLE: 0.95,
    PassageKind.SEAT: 0.85,
    PassageKind.POST: 0.92,
    PassageKind.INTERNAL_RULES: 0.75,
    PassageKind.MEMBER: 0.65,
    PassageKind.TIE: 0.65,
}
"""How directly a passage of each kind answers « who is responsible »."""

_OTHER_KIND: Final = 0.7
NAMED: Final = 0.5
NAMED_EXACTLY: Final = 0.5
EXACT: Final = 0.95
_ELSEWHERE: Final = 0.6
_MORE_PASSAGES: Final = 0.06
_DEPTH: Final = 0.005
_DEEPEST: Final = 5
_FOCUS: Final = 0.4
_TYPICAL_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its evidence and the score of each, best first.

    ``best`` is what each concept found in it at its best, ``here`` without what is above, ``title`` in its title or
    its seat; ``named`` is how far the question names it.
    """

    evidences: Sequence[Evidence]
    scores: Sequence[float]
    score: float
    best: Strengths
    here: Strengths
    title: Strengths
    named: float
    document: Document


def unit(evidences: Sequence[Evidence], matcher: Matcher) -> Unit:
    """Return the unit that ``evidences`` are of, with the score that it has by itself."""
    scored = sorted(((_passage_score(evidence), evidence) for evidence in evidences), key=_passage_order)
    ranked = [evidence for _score, evidence in scored]
    scores = [score for score, _evidence in scored]
    named = _named(ranked[0], matcher)
    best = _at_best(evidence.match.strengths for evidence in ranked)
    score = (
        scores[0]
        + _ELSEWHERE * _covered_elsewhere(ranked[0], best, matcher)
        + NAMED * named
        + (NAMED_EXACTLY if named >= EXACT else 0.0)
        + _MORE_PASSAGES * sum(scores[1:4]) / 3
        + _DEPTH * min(ranked[0].document.depth, _DEEPEST)
    )
    here = _at_best(evidence.match.here for evidence in ranked) if len(ranked) > 1 else ranked[0].match.here
    seat = (evidence.match.here for evidence in ranked if evidence.document.kind == PassageKind.SEAT)
    title = _at_best((ranked[0].match.title, *seat))
    return Unit(ranked, scores, score, best, here, title, named, ranked[0].document)


def _at_best(rows: Iterable[Strengths]) -> Strengths:
    return tuple(map(max, zip(*rows, strict=True)))


def _passage_order(scored: tuple[float, Evidence]) -> tuple[float, int, str]:
    score, evidence = scored
    return (-round(score, 6), evidence.document.position, evidence.document.id)


def _passage_score(evidence: Evidence) -> float:
    document = evidence.document
    length = len(document.terms)
    focus = 1 - _FOCUS * length / (length + _TYPICAL_LENGTH)
    return evidence.match.covered * KINDS.get(document.kind, _OTHER_KIND) * focus


def _covered_elsewhere(first: Evidence, best: Strengths, matcher: Matcher) -> float:
    """Return what the unit's other passages add to its best one."""
    return matcher.sum_up(most - found for most, found in zip(best, first.match.strengths, strict=True))


def _named(evidence: Evidence, matcher: Matcher) -> float:
    """Return how far the question names the unit: all of its title or its acronym, and nothing else, is 1."""
    if not evidence.title:
        return 0.0
    document, found = evidence.document, matcher.matched(evidence.title)
    asked = matcher.sum_up(evidence.match.title) ** 2
    acronym = _words(document.acronym, document.language)
    if acronym and not found.isdisjoint(acronym[0]):
        return asked
    said = [not word.isdisjoint(found) for word in _telling_words(document.title, document.language)]
    return asked * sum(said) / len(said) if said else 0.0


@lru_cache(maxsize=20_000)
def _words(title: str, language: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(token_terms(token, language)) for token in content(tokenise(title), (language,)))


@lru_cache(maxsize=20_000)
def _telling_words(title: str, language: str) -> tuple[frozenset[str], ...]:
    """Return the words of a title less those that only say what kind of unit it is, unless there are no others."""
    words, kinds = _words(title, language), KINDS_OF_UNITS.get(language, frozenset())
    return tuple(word for word in words if word.isdisjoint(kinds)) or words
