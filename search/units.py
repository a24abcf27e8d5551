"""A unit that a question found: its passages, how well they answer, and how far the question names it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import mul
from typing import Final, NamedTuple

from portal.editions.passages import PassageKind
from search.analysis.content import content
from search.analysis.kinds import KINDS_OF_UNITS
from search.analysis.terms import token_terms
from search.analysis.tokens import tokenise
from search.engines.base import Document
from search.matching import Evidence, Matcher, Strengths, at_best

KINDS: Final[dict[str, float]] = {
    PassageKind.RESPONSIBILITY: 1.0,
    PassageKind.MISSION: 0.97,
    PassageKind.TITLE: 0.95,
    PassageKind.FORMER_NAME: 0.9,
    PassageKind.SEAT: 0.85,
    PassageKind.POST: 1.0,
    PassageKind.STEP: 1.0,
    PassageKind.CLAUSE: 0.9,
    PassageKind.INTERNAL_RULES: 0.75,
    PassageKind.MEMBER: 0.65,
    PassageKind.TIE: 0.65,
    PassageKind.PAGE: 0.6,
}
"""How directly a passage of each kind answers « who is responsible », or « how is it done »."""

_OTHER_KIND: Final = 0.7
NAMED: Final = 0.5
NAMED_EXACTLY: Final = 0.5
EXACT: Final = 0.95
_ELSEWHERE: Final = 0.6
_MORE_PASSAGES: Final = 0.06
_DEPTH: Final = 0.005
_DEEPEST: Final = 5
_FOCUS: Final = 0.4
_TYPICAL_LENGTH: Final = 20
_GIVEN: Final = 0.8
"""How much less a passage tells, for being shown, by what its unit's title or mission says of the question."""

_NEARLY: Final = 0.75
"""The part of the best passage's score from which on another one may be shown first."""

_WELL: Final = 0.5
"""From this share of the best match on, a passage says well what is asked."""


class Unit(NamedTuple):
    """A unit with its evidence and the score of each, best first.

    ``best`` is what each concept found in it at its best, ``here`` without what is above, ``title`` in its title or
    its seat, ``seat`` in its seat (empty: no seat found); ``named`` is how far the question names it.
    """

    evidences: Sequence[Evidence]
    scores: Sequence[float]
    score: float
    best: Strengths
    here: Strengths
    title: Strengths
    seat: Strengths
    named: float
    document: Document


def unit(evidences: Sequence[Evidence], matcher: Matcher) -> Unit:
    """Return the unit that ``evidences`` are of, with the score that it has by itself."""
    scored = [(_passage_score(evidence), evidence) for evidence in evidences]
    if len(scored) > 1:
        scored.sort(key=_passage_order)
    scores = [score for score, _evidence in scored]
    ranked = [evidence for _score, evidence in scored]
    first = ranked[0]
    named = _named(first, matcher)
    best = at_best([evidence.match.strengths for evidence in ranked])
    score = (
        scores[0]
        + _ELSEWHERE * (matcher.sum_up(best) - first.match.covered)
        + NAMED * named
        + (NAMED_EXACTLY if named >= EXACT else 0.0)
        + _MORE_PASSAGES * sum(scores[1:4]) / 3
        + _DEPTH * min(first.document.depth, _DEEPEST)
    )
    here = at_best([evidence.match.here for evidence in ranked])
    seats = [evidence.match.here for evidence in ranked if evidence.document.kind == PassageKind.SEAT]
    seat = at_best(seats) if seats else ()
    title = at_best([first.match.title, *seats])
    return Unit(ranked, scores, score, best, here, title, seat, named, first.document)


def most_telling_first(unit: Unit, matcher: Matcher) -> list[tuple[Evidence, float]]:
    """Return the passages with their scores, first the one that says best what sets it apart from the others.

    What all of them speak of, or what is the whole unit's business, tells less which of them answers. A unit found
    by its title is shown by its title.
    """
    scored = list(zip(unit.evidences, unit.scores, strict=True))
    if len(scored) == 1 or unit.document.kind == PassageKind.TITLE:
        return scored
    enough = _NEARLY * unit.scores[0]
    columns = zip(*(evidence.match.strengths for evidence in unit.evidences), strict=True)
    rows = zip(columns, _given(unit), matcher.weights, strict=True)
    shares = [_rarity(column) * (1 - _GIVEN * given) * weight for column, given, weight in rows]
    worth = [_worth(evidence, shares) if score >= enough else 0.0 for evidence, score in scored]
    order = sorted(range(len(scored)), key=lambda place: (-round(worth[place], 6), place))
    return [scored[place] for place in order]


def _worth(evidence: Evidence, shares: Sequence[float]) -> float:
    return sum(map(mul, evidence.match.strengths, shares)) * directness(evidence.document)


def _given(unit: Unit) -> Strengths:
    """Return what the unit's title and mission say already of each concept: it holds for all of its passages.

    A unit found by its mission has nothing to add to it.
    """
    if unit.document.kind == PassageKind.MISSION:
        return (0.0,) * len(unit.best)
    missions = (each.match.here for each in unit.evidences if each.document.kind == PassageKind.MISSION)
    return at_best([unit.title, *missions])


def _rarity(strengths: Strengths) -> float:
    """Return how much a concept tells the passages of one unit apart: 1 when it is in one of them only."""
    well = sum(strength >= _WELL * max(strengths) for strength in strengths)
    return well**-0.5


def _passage_order(scored: tuple[float, Evidence]) -> tuple[float, int, str]:
    score, evidence = scored
    return (-round(score, 6), evidence.document.position, evidence.document.id)


def _passage_score(evidence: Evidence) -> float:
    return evidence.match.covered * directness(evidence.document)


def directness(document: Document) -> float:
    """Return what a passage is worth for its kind and its length."""
    length = len(document.terms)
    return KINDS.get(document.kind, _OTHER_KIND) * (1 - _FOCUS * length / (length + _TYPICAL_LENGTH))


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
