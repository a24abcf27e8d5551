"""How is it done? The steps of guides that answer a question, and the guides that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from portal.editions.kinds import Family
from portal.editions.passages import PassageKind
from portal.editions.reading import Link, Reading
from procedures.choices import Raci
from procedures.content.procedures import JOINED
from procedures.content.steps import Step
from procedures.flow import Selection
from procedures.presentation.actors import Actor
from procedures.presentation.shelf import Guide, guides_of
from procedures.presentation.steps import delay_in_words

from .highlighting import Segment
from .ranking import FoundPassage
from .telling import tell

MOST: Final = 5
EVERYBODY: Final = Selection()
_MOST_CODES: Final = 10


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """A step that answers: who acts, by when, where to read it; ``number`` 0: the guide itself, which is named."""

    guide: Link
    kind_name: str
    passage: FoundPassage
    url: str
    number: int = 0
    title: str = ""
    responsible: tuple[Actor, ...] = ()
    delay: str = ""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What the step says after its title, with the words marked that matched."""
        return tuple(_after(len(self.title) + len(JOINED) if self.title else 0, self.passage.segments))


@dataclass(frozen=True, slots=True)
class Practice:
    """What the guides say to a question; ``unknown`` are its words that no guide has; ``asked``:
    some guide has others."""

    steps: Sequence[StepAnswer] = ()
    unknown: frozenset[str] = frozenset()
    asked: bool = False


def how(
    question: str,
    reading: Reading,
    about: Selection = EVERYBODY,
    *,
    limit: int = MOST,
    nobodys: Collection[str] = (),
) -> Practice:
    """Return the steps of ``reading`` that answer ``question``, best first; no query more where nothing is found."""
    profiles, channels = (tuple(sorted(codes))[:_MOST_CODES] for codes in (about.profiles, about.channels))
    told = tell(question, reading, Family.PROCEDURES, profiles=profiles, channels=channels, nobodys=nobodys)
    guides = {guide.link.work: guide for guide in guides_of(reading)} if told.passages else {}
    found = [each for each in _each_guide_once(told.passages) if _applies(each, guides, about)]
    answers = list(_answers(found, guides))
    return Practice(answers[:limit], told.unknown, told.asked)


def _after(start: int, segments: Iterable[Segment]) -> Iterator[Segment]:
    for segment in segments:
        if rest := segment.text[start:]:
            yield Segment(rest, segment.marked)
        start = max(0, start - len(segment.text))


def _each_guide_once(found: Iterable[tuple[str, FoundPassage]]) -> Iterator[tuple[UUID, FoundPassage]]:
    """Yield the steps, and of what a guide says besides, the best."""
    named: set[str] = set()
    for work, passage in found:
        if passage.kind == PassageKind.STEP or work not in named:
            yield UUID(work), passage
        if passage.kind != PassageKind.STEP:
            named.add(work)


def _applies(found: tuple[UUID, FoundPassage], guides: Mapping[UUID, Guide], about: Selection) -> bool:
    """Whether the page of the steps for whom is asked about would show what was found; the index knows of each step
    alone whom it concerns."""
    work, passage = found
    if not about or work not in guides:
        return True
    steps = guides[work].steps_for(about)
    return passage.anchor in {str(step.id) for step in steps} if passage.kind == PassageKind.STEP else bool(steps)


def _answers(found: Iterable[tuple[UUID, FoundPassage]], guides: Mapping[UUID, Guide]) -> Iterator[StepAnswer]:
    """Complete what was found from the database; what the reader may not see there any more is left out."""
    for work, passage in found:
        guide = guides.get(work)
        if guide is None:
            continue
        url = f"{guide.link.url}#{passage.anchor}" if passage.anchor else guide.link.url
        answer = StepAnswer(guide.link, guide.kind_name, passage, url)
        if passage.kind != PassageKind.STEP:
            yield answer
        elif numbered := _step(guide, passage.anchor):
            number, step = numbered
            who, delay = _responsible(step, guide), delay_in_words(step.delay)
            yield replace(answer, number=number, title=step.title, responsible=who, delay=delay)


def _step(guide: Guide, anchor: str) -> tuple[int, Step] | None:
    numbered = enumerate(guide.content.steps, start=1)
    return next(((number, step) for number, step in numbered if str(step.id) == anchor), None)


def _responsible(step: Step, guide: Guide) -> tuple[Actor, ...]:
    """Return who does a step, as far as the reader may know of them."""
    found = (guide.directory.of_role(role) for role in step.held_by(Raci.RESPONSIBLE))
    return tuple(dict.fromkeys(actor for actor in found if actor))
