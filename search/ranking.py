"""Hits to answers: one for each unit, the unit whose own sentence answers first.

What counts: how much of the question is covered (rare concepts more), how exactly and where it is said, what kind of
passage says it, whether the question names the unit itself, and what stands above the unit. Engines only propose;
their scores decide nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from search.engines.base import Concept, Hit, Query
from search.highlighting import Segment, highlight
from search.matching import Evidence, Matcher
from search.scope import scopes
from search.surroundings import Surroundings
from search.units import NAMED, NAMED_EXACTLY, Unit, most_telling_first, unit

_LEAST: Final = 0.1
"""Units that answer this much less than the best one are no answers."""

_FULL_MARKS: Final = 1.0 + NAMED + NAMED_EXACTLY


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


def rank(
    query: Query, hits: Iterable[Hit], *, limit: int = 10, passages: int = 3, meant: Query | None = None
) -> list[Answer]:
    """Return the answers that ``hits`` give to ``query``, best first.

    ``meant`` is the query with its doubtful words put right: a unit found by a guess counts for less, but which of
    its sentences answers is told as if the word had been written.
    """
    documents = [hit.document for hit in hits]
    where = scopes(query.concepts, documents)
    matcher = Matcher(query.concepts, where)
    by_work: dict[str, list[Evidence]] = defaultdict(list)
    for document in documents:
        by_work[document.work].append(matcher.evidence(document))
    units = {work: unit(evidences, matcher) for work, evidences in by_work.items()}
    surroundings = Surroundings(units, matcher, where)
    ranked = sorted(((surroundings.score(each) / _FULL_MARKS, each) for each in units.values()), key=_order)
    telling = Matcher(meant.concepts, scopes(meant.concepts, documents)) if meant else matcher
    return [
        _answer(each, score, query.concepts, _shown(each, matcher, telling)[:passages], telling)
        for score, each in ranked[:limit]
        if score > _LEAST * ranked[0][0]
    ]


def _order(scored: tuple[float, Unit]) -> tuple[float, int, str, str]:
    score, unit = scored
    document = unit.document
    return (-round(score, 6), -document.depth, document.title, document.work)


def _shown(found: Unit, matcher: Matcher, telling: Matcher) -> list[tuple[Evidence, float]]:
    """Return the passages of a unit as ``telling`` orders them; ``matcher`` has found it."""
    if telling is not matcher:
        found = unit([telling.evidence(evidence.document) for evidence in found.evidences], telling)
    return most_telling_first(found, telling)


def _answer(
    unit: Unit, score: float, concepts: Sequence[Concept], shown: Iterable[tuple[Evidence, float]], matcher: Matcher
) -> Answer:
    document = unit.document
    columns = zip(*(evidence.match.strengths for evidence in unit.evidences), strict=True)
    return Answer(
        work=document.work,
        language=document.language,
        organisation=document.organisation,
        unit_kind=document.unit_kind,
        place=document.place,
        title=document.title,
        acronym=document.acronym,
        passages=tuple(found_passage(evidence, worth, matcher) for evidence, worth in shown),
        score=round(score, 4),
        concepts=tuple(concept.text for concept, column in zip(concepts, columns, strict=True) if max(column) > 0),
    )


def found_passage(evidence: Evidence, score: float, matcher: Matcher) -> FoundPassage:
    """Return a passage with the words marked that matched."""
    document = evidence.document
    terms = matcher.matched(evidence.own | evidence.title)
    segments = highlight(document.text, document.language, terms)
    return FoundPassage(document.kind, document.anchor, document.text, segments, round(score, 4))
