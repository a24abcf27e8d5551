"""Steps given to a unit none of whose responsibilities speaks of them.

A rule of thumb: what a unit says it must do, and what a step has it do, share a word, or a legal text. It is told as
« aucune attribution ne parle de … », never as a fault: whoever reads decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from org.content import StructureContent
from org.gaps.likeness import words_of
from org.gaps.survey import Finding, Said, Survey, Text

from ..choices import Raci
from ..content.procedures import ProcedureContent
from ..content.steps import Role, Step
from .kinds import StepGap

# « enregistrer », « enregistrement »: the beginning of a word says what it is about.
_BEGINNING, _SHORTEST = 6, 4
# What every step and every responsibility may say.
_SAID_OF_ANYTHING: Final = frozenset(
    ("assure", "veille", "faire", "fait", "autre", "person", "migran", "retour", "office", "servic", "direct")
)

Beginnings = frozenset[str]


@dataclass(frozen=True, slots=True)
class Duties:
    """What a unit must do, as far as it says: by the beginnings of the words, and the legal texts."""

    words: Beginnings
    laws: frozenset[str]

    def speak_of(self, step: Step) -> bool:
        """Whether anything that the unit must do may be about a step."""
        laws = {basis.code for basis in step.legal_basis}
        return bool(self.laws & laws) or not self.words.isdisjoint(_beginnings(step.title, step.text))


def find_steps_without_duty(survey: Survey) -> Iterator[Finding]:
    """Yield the steps that are given to a unit of which no responsibility speaks of them."""
    known = _KnownDuties(survey)
    for text in survey.sources:
        if isinstance(text.content, ProcedureContent):
            for step in text.content.steps:
                for role in step.held_by(Raci.RESPONSIBLE):
                    duties = known.of(role.actor)
                    if duties and not duties.speak_of(step):
                        yield _found(text, step, role)


def _found(text: Text, step: Step, role: Role) -> Finding:
    words = {"step": step.title, "unit": role.acronym or role.name}
    told = _("« %(step)s » : aucune attribution de « %(unit)s » n’en parle") % words
    return Finding(text, StepGap.NO_DUTY, Said(told, step.id, role.actor))


class _KnownDuties:
    """What units must do, with those above and below them: a service acts for its directorate, and the other way."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._below: dict[UUID, list[UUID]] = defaultdict(list)
        for text in survey.sources:
            if text.parent:
                self._below[text.parent].append(text.work)
        self._known: dict[UUID, Duties | None] = {}
        self._own: dict[UUID, Duties] = {}

    def of(self, work: UUID) -> Duties | None:
        """Return what a unit must do; None of one that says nothing of its own, or leaves it to internal rules."""
        if work not in self._known:
            self._known[work] = self._read(work)
        return self._known[work]

    def _read(self, work: UUID) -> Duties | None:
        own = self._content(work)
        if own is None or not own.responsibilities or any(duty.internal_rules for duty in own.responsibilities):
            return None
        around = [self._said(key) for key in self._around(work)]
        words = frozenset[str]().union(*(each.words for each in around))
        return Duties(words, frozenset[str]().union(*(each.laws for each in around)))

    def _said(self, work: UUID) -> Duties:
        """Return what the text of a unit says alone."""
        if work not in self._own:
            self._own[work] = _said_by(self._content(work))
        return self._own[work]

    def _around(self, work: UUID) -> Iterator[UUID]:
        yield work
        yield from self._descendants(work)
        text = self._survey.by_work[work]
        if text.parent and text.parent in self._survey.by_work:
            yield text.parent

    def _descendants(self, work: UUID) -> Iterator[UUID]:
        waiting, seen = list(self._below[work]), {work}
        while waiting:
            found = waiting.pop()
            if found not in seen:
                seen.add(found)
                yield found
                waiting += self._below[found]

    def _content(self, work: UUID) -> StructureContent | None:
        text = self._survey.by_work.get(work)
        return text.content if text and isinstance(text.content, StructureContent) else None


def _said_by(content: StructureContent | None) -> Duties:
    if content is None:
        return Duties(frozenset(), frozenset())
    duties = content.responsibilities
    words = _beginnings(content.title, content.mission, *(duty.text for duty in duties))
    return Duties(words, frozenset(basis.code for duty in duties for basis in duty.legal_basis))


def _beginnings(*texts: str) -> Beginnings:
    words = (word for text in texts for word in words_of(text) if len(word) >= _SHORTEST)
    return frozenset(word[:_BEGINNING] for word in words) - _SAID_OF_ANYTHING
