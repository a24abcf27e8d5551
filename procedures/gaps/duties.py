"""Steps given to a unit none of whose responsibilities speaks of them.

A rule of thumb, written down with its figures in ``docs/coherence.md``. It is told as « aucune attribution ne parle
de … », never as a fault: whoever reads decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from org.content import StructureContent
from org.gaps.survey import Finding, Said, Survey, Text

from ..choices import Raci
from ..content.procedures import ProcedureContent
from ..content.steps import Role, Step
from .kinds import StepGap
from .wording import Beginnings, beginnings, common_among

# One word of what is done is enough; of how it is done, one may be there by chance.
_IN_TITLE, _IN_TEXT = 1, 2

_NONE: Final[Beginnings] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a step asks for: the words of its title, those of its text, the legal texts."""

    title: Beginnings
    text: Beginnings
    laws: frozenset[str]


@dataclass(frozen=True, slots=True)
class Duty:
    """One sentence that says what a unit does, and the legal texts that found it."""

    words: Beginnings
    laws: frozenset[str] = frozenset()

    def speaks_of(self, asked: Asked) -> bool:
        """Whether the sentence may be about a step."""
        told = len(self.words & asked.title) >= _IN_TITLE or len(self.words & asked.text) >= _IN_TEXT
        return told or bool(self.laws & asked.laws)


def find_steps_without_duty(survey: Survey) -> Iterator[Finding]:
    """Yield the steps that are given to a unit of which no responsibility speaks of them."""
    known = KnownDuties(survey)
    for text in survey.sources:
        if isinstance(text.content, ProcedureContent):
            for step in text.content.steps:
                for role in step.held_by(Raci.RESPONSIBLE):
                    if known.speak_of(step, role.actor) is False:
                        yield _found(text, step, role)


def _found(text: Text, step: Step, role: Role) -> Finding:
    words = {"step": step.title, "unit": role.acronym or role.name}
    told = _("« %(step)s » : aucune attribution de « %(unit)s » n’en parle") % words
    return Finding(text, StepGap.NO_DUTY, Said(told, step.id, role.actor))


class KnownDuties:
    """What units must do, with those below them: a directorate acts through its services, not the other way."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._below: dict[UUID, list[UUID]] = defaultdict(list)
        for text in survey.sources:
            if text.parent:
                self._below[text.parent].append(text.work)
        self._own: dict[UUID, tuple[Duty, ...]] = {}
        self._around: dict[UUID, tuple[Duty, ...]] = {}

    def speak_of(self, step: Step, work: UUID) -> bool | None:
        """Whether any responsibility of a unit, or below it, may be about a step; None where it cannot be told."""
        if not self._says_what_it_does(work):
            return None
        common = self._common
        words = beginnings(step.title) - common, beginnings(step.text) - common
        asked = Asked(*words, frozenset(basis.code for basis in step.legal_basis))
        return any(duty.speaks_of(asked) for duty in self._of(work))

    def _says_what_it_does(self, work: UUID) -> bool:
        """Whether it is a unit, says what it does, and leaves none of it to internal rules."""
        own = self._content(work)
        duties = own.responsibilities if own and own.kind else ()
        return bool(duties) and not any(duty.internal_rules for duty in duties)

    def _of(self, work: UUID) -> tuple[Duty, ...]:
        if work not in self._around:
            self._around[work] = tuple(duty for key in self._with_those_below(work) for duty in self._said(key))
        return self._around[work]

    def _said(self, work: UUID) -> tuple[Duty, ...]:
        if work not in self._own:
            self._own[work] = tuple(_duties(self._content(work)))
        return self._own[work]

    def _with_those_below(self, work: UUID) -> Iterator[UUID]:
        waiting, seen = [work], {work}
        while waiting:
            found = waiting.pop()
            yield found
            below = [key for key in self._below[found] if key not in seen]
            seen.update(below)
            waiting += below

    def _content(self, work: UUID) -> StructureContent | None:
        text = self._survey.by_work.get(work)
        return text.content if text and isinstance(text.content, StructureContent) else None

    @cached_property
    def _common(self) -> Beginnings:
        """What so many responsibilities say that it tells none of them apart."""
        return common_among(duty.words for text in self._survey.sources for duty in self._said(text.work))


def _duties(content: StructureContent | None) -> Iterator[Duty]:
    if content is None:
        return
    if content.mission:
        yield Duty(beginnings(content.mission))
    for duty in content.responsibilities:
        if not duty.internal_rules:
            yield Duty(beginnings(duty.text), frozenset(basis.code for basis in duty.legal_basis))
