"""How is it done? The steps of guides that answer a question, and the guides that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from portal.editions.kinds import Family
from portal.editions.passages import PassageKind
from portal.editions.reading import Link, Reading
from procedures.choices import Raci
from procedures.content.steps import Step
from procedures.flow import Selection
from procedures.presentation.actors import Actor
from procedures.presentation.shelf import Guide, guides_of
from procedures.presentation.steps import delay_in_words

from .engines import get_engine
from .engines.base import Hit
from .lexicon import current_lexicon
from .matching import Evidence, Matcher
from .question import Question, understand
from .ranking import FoundPassage, found_passage
from .reader import filters_of
from .units import directness

MOST: Final = 5
EVERYBODY: Final = Selection()
_MOST_CODES: Final = 10
_MOST_HITS: Final = 60

_ENOUGH: Final = 0.5
"""A step must cover more of the question than this: half of it may be about something else."""

_NEAR_THE_BEST: Final = 0.6
"""Steps that answer this much less than the best one are no answers."""


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """A step that answers: who acts, by when, where to read it; ``number`` 0: the guide itself, which is named."""

    guide: Link
    kind_name: str
    passage: FoundPassage
    url: str
    score: float
    number: int = 0
    title: str = ""
    responsible: tuple[Actor, ...] = ()
    delay: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """What the guides say to a question; ``unknown`` are its words that no guide has; ``asked``:
    some guide has others."""

    steps: Sequence[StepAnswer] = ()
    unknown: frozenset[str] = frozenset()
    asked: bool = False


def how(question: str, reading: Reading, about: Selection = EVERYBODY, *, limit: int = MOST) -> Practice:
    """Return the steps of ``reading`` that answer ``question``, best first; no query more where nothing is found."""
    profiles, channels = (tuple(sorted(codes))[:_MOST_CODES] for codes in (about.profiles, about.channels))
    filters = filters_of(reading, Family.PROCEDURES, profiles=profiles, channels=channels)
    lexicon = current_lexicon(reading.language, reading.audience, Family.PROCEDURES)
    understood = understand(question, lexicon, filters, limit=_MOST_HITS)
    unknown = frozenset(understood.unknown)
    if not understood.query.concepts:
        return Practice(unknown=unknown)
    best = _best(understood, get_engine().search(understood.query).hits)
    guides = {guide.link.work: guide for guide in guides_of(reading)} if best else {}
    return Practice(list(_answers(best, guides))[:limit], unknown, asked=True)


def _best(understood: Question, hits: Iterable[Hit]) -> list[tuple[float, Evidence, FoundPassage]]:
    """Return the passages that say enough of what is asked, best first; of the guide itself one at most."""
    concepts = understood.query.concepts
    matcher = Matcher(concepts)
    known = len(concepts) / (len(concepts) + len(understood.unknown))
    evidences = (matcher.evidence(hit.document) for hit in hits)
    told = [each for each in evidences if each.own and each.match.covered * known > _ENOUGH]
    scored = sorted(((round(_score(each) * known, 4), each) for each in told), key=_order)
    kept = [(score, each) for score, each in scored if score >= _NEAR_THE_BEST * scored[0][0]]
    return [(score, each, found_passage(each, score, matcher)) for score, each in _each_guide_once(kept)]


def _score(evidence: Evidence) -> float:
    return evidence.match.covered * directness(evidence.document)


def _order(scored: tuple[float, Evidence]) -> tuple[float, int, str]:
    score, evidence = scored
    return (-score, evidence.document.position, evidence.document.id)


def _each_guide_once(scored: Iterable[tuple[float, Evidence]]) -> Iterator[tuple[float, Evidence]]:
    named: set[str] = set()
    for score, evidence in scored:
        document = evidence.document
        if document.kind != PassageKind.STEP:
            if document.work in named:
                continue
            named.add(document.work)
        yield score, evidence


def _answers(
    best: Iterable[tuple[float, Evidence, FoundPassage]], guides: Mapping[UUID, Guide]
) -> Iterator[StepAnswer]:
    """Complete what was found from the database; what the reader may not see there any more is left out."""
    for score, evidence, passage in best:
        guide = guides.get(UUID(evidence.document.work))
        if guide is None:
            continue
        url = f"{guide.link.url}#{passage.anchor}" if passage.anchor else guide.link.url
        if passage.kind != PassageKind.STEP:
            yield StepAnswer(guide.link, guide.kind_name, passage, url, score)
            continue
        numbered = ((number, step) for number, step in enumerate(guide.content.steps, start=1))
        number, step = next((each for each in numbered if str(each[1].id) == passage.anchor), (0, None))
        if step:
            who, delay = _responsible(step, guide), delay_in_words(step.delay)
            yield StepAnswer(guide.link, guide.kind_name, passage, url, score, number, step.title, who, delay)


def _responsible(step: Step, guide: Guide) -> tuple[Actor, ...]:
    """Return who does a step, as far as the reader may know of them."""
    found = (guide.directory.of_role(role) for role in step.held_by(Raci.RESPONSIBLE))
    return tuple(dict.fromkeys(actor for actor in found if actor))
