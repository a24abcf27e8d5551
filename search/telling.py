"""The passages of a family of texts that say enough of what is asked, one by one: no unit stands behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from portal.editions.kinds import Family
from portal.editions.reading import Reading

from .engines import get_engine
from .engines.base import Hit
from .lexicon import current_lexicon
from .matching import Evidence, Matcher
from .question import Question, understand
from .ranking import FoundPassage, found_passage
from .reader import filters_of
from .units import directness

_MOST_HITS: Final = 60

_ENOUGH: Final = 0.5
"""A passage must cover more of the question than this: half of it may be about something else."""

_NEAR_THE_BEST: Final = 0.6
"""Passages that answer this much less than the best one are no answers."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What was found, best first, with the works that it is of; ``unknown``: the words that no passage has.

    ``asked``: some passage has others.
    """

    passages: tuple[tuple[str, FoundPassage], ...] = ()
    unknown: frozenset[str] = frozenset()
    asked: bool = False


def tell(
    question: str,
    reading: Reading,
    family: Family,
    *,
    profiles: tuple[str, ...] = (),
    channels: tuple[str, ...] = (),
    nobodys: Collection[str] = (),
) -> Telling:
    """Return the passages of a family that answer ``question``: no query of the database but what words cost.

    What of the question others answer speaks against a passage; ``nobodys`` words do not.
    """
    filters = filters_of(reading, family, profiles=profiles, channels=channels)
    lexicon = current_lexicon(reading.language, reading.audience, family)
    if not lexicon.vocabulary.words:
        return Telling(unknown=frozenset(nobodys))
    understood = understand(question, lexicon, filters, limit=_MOST_HITS)
    unknown = frozenset(understood.unknown)
    if not understood.query.concepts:
        return Telling(unknown=unknown)
    hits = get_engine().search(understood.query).hits
    return Telling(tuple(_best(understood, hits, unknown.difference(nobodys))), unknown, asked=True)


def _best(understood: Question, hits: Iterable[Hit], others: Collection[str]) -> Iterable[tuple[str, FoundPassage]]:
    concepts = understood.query.concepts
    matcher = Matcher(concepts)
    known = len(concepts) / (len(concepts) + len(others))
    evidences = (matcher.evidence(hit.document) for hit in hits)
    told = [each for each in evidences if each.own and each.match.covered * known > _ENOUGH]
    scored = sorted(((round(_score(each) * known, 4), each) for each in told), key=_order)
    for score, evidence in scored:
        if score >= _NEAR_THE_BEST * scored[0][0]:
            yield evidence.document.work, found_passage(evidence, score, matcher)


def _score(evidence: Evidence) -> float:
    return evidence.match.covered * directness(evidence.document)


def _order(scored: tuple[float, Evidence]) -> tuple[float, int, str]:
    score, evidence = scored
    return (-score, evidence.document.position, evidence.document.id)
