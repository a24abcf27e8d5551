"""Hits to answers: one for each unit, the unit whose own sentence answers first.

What counts: how much of the question is covered (rare concepts more), how exactly and where it is said, what kind of
passage says it, and whether the question names the unit itself. Engines only propose; their scores decide nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.editions.passages import PassageKind
from search.analysis.content import content
from search.analysis.kinds import KINDS_OF_UNITS
from search.analysis.terms import token_terms
from search.analysis.tokens import tokenise
from search.engines.base import Concept, Hit, Query
from search.highlighting import Segment, highlight
from search.matching import Evidence, Matcher

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
_NAMED: Final = 0.5
_NAMED_EXACTLY: Final = 0.5
_EXACT: Final = 0.95
_ELSEWHERE: Final = 0.6
_MORE_PASSAGES: Final = 0.06
_DEPTH: Final = 0.005
_DEEPEST: Final = 5
_FOCUS: Final = 0.2
_TYPICAL_LENGTH: Final = 40
_FULL_MARKS: Final = 1.0 + _NAMED + _NAMED_EXACTLY


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that answers, with the words that matched marked."""

    kind: str
    anchor: str
    text: str
    segments: tuple[Segment, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A unit that answers, with its best passages first; ``concepts`` are the parts of the question it covers."""

    work: str
    language: str
    organisation: str
    unit_kind: str
    place: str
    title: str
    acronym: str
    passages: tuple[FoundPassage, ...]
    score: float
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit with its evidence and the score of each, best first."""

    evidences: Sequence[Evidence]
    scores: Sequence[float]
    score: float


def rank(query: Query, hits: Iterable[Hit], *, limit: int = 10, passages: int = 3) -> list[Answer]:
    """Return the answers that ``hits`` give to ``query``, best first."""
    matcher = Matcher(query.concepts)
    by_work: dict[str, list[Evidence]] = defaultdict(list)
    for hit in hits:
        by_work[hit.document.work].append(matcher.evidence(hit.document))
    units = [_unit(evidences, matcher) for evidences in by_work.values()]
    units.sort(key=_order)
    return [_answer(unit, query.concepts, matcher, passages) for unit in units[:limit]]


def _order(unit: _Unit) -> tuple[float, int, str, str]:
    document = unit.evidences[0].document
    return (-round(unit.score, 6), -document.depth, document.title, document.work)


def _unit(evidences: Sequence[Evidence], matcher: Matcher) -> _Unit:
    scored = sorted(((_passage_score(evidence), evidence) for evidence in evidences), key=_passage_order)
    ranked = [evidence for _score, evidence in scored]
    scores = [score for score, _evidence in scored]
    named = _named(ranked[0], matcher)
    score = (
        scores[0]
        + _ELSEWHERE * _covered_elsewhere(ranked, matcher)
        + _NAMED * named
        + (_NAMED_EXACTLY if named >= _EXACT else 0.0)
        + _MORE_PASSAGES * sum(scores[1:4]) / 3
        + _DEPTH * min(ranked[0].document.depth, _DEEPEST)
    )
    return _Unit(ranked, scores, score / _FULL_MARKS)


def _passage_order(scored: tuple[float, Evidence]) -> tuple[float, int, str]:
    score, evidence = scored
    return (-round(score, 6), evidence.document.position, evidence.document.id)


def _passage_score(evidence: Evidence) -> float:
    document = evidence.document
    length = len(document.terms)
    focus = 1 - _FOCUS * length / (length + _TYPICAL_LENGTH)
    return evidence.match.covered * KINDS.get(document.kind, _OTHER_KIND) * focus


def _covered_elsewhere(ranked: Sequence[Evidence], matcher: Matcher) -> float:
    """Return what the unit's other passages add to its best one."""
    if len(ranked) == 1:
        return 0.0
    columns = zip(*(evidence.match.strengths for evidence in ranked), strict=True)
    return matcher.sum_up(max(column) - column[0] for column in columns)


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


def _answer(unit: _Unit, concepts: Sequence[Concept], matcher: Matcher, passages: int) -> Answer:
    document = unit.evidences[0].document
    columns = zip(*(evidence.match.strengths for evidence in unit.evidences), strict=True)
    shown = zip(unit.evidences[:passages], unit.scores, strict=False)
    return Answer(
        work=document.work,
        language=document.language,
        organisation=document.organisation,
        unit_kind=document.unit_kind,
        place=document.place,
        title=document.title,
        acronym=document.acronym,
        passages=tuple(_found(evidence, score, matcher) for evidence, score in shown),
        score=round(unit.score, 4),
        concepts=tuple(concept.text for concept, column in zip(concepts, columns, strict=True) if max(column) > 0),
    )


def _found(evidence: Evidence, score: float, matcher: Matcher) -> FoundPassage:
    document = evidence.document
    terms = matcher.matched(evidence.own | evidence.title)
    segments = highlight(document.text, document.language, terms)
    return FoundPassage(document.kind, document.anchor, document.text, segments, round(score, 4))
