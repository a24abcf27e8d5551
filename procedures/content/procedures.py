"""What an edition of a guide says (cpsv:PublicService, as the steps to follow)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from org.content import LegalBasis, Source
from portal.editions.files.attached import AttachedFile
from portal.editions.kinds import RelationTo
from portal.editions.passages import Passage, PassageKind

from .steps import Step
from .terms import Term

ACTS: Final = "acts"
OWNS: Final = "owns"
PARTY: Final = "party"
PAPER: Final = "paper"

JOINED: Final = " — "
"""Stands between the title and the text of a step where both are one passage."""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation whose agreement the text needs, under the name that it bore."""

    id: UUID
    work: UUID
    name: str
    acronym: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureContent:
    """A procedure, as published; ``owner`` is the unit that keeps it up to date."""

    title: str
    reference: str = ""
    purpose: str = ""
    scope: str = ""
    owner: Party | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    parties: tuple[Party, ...] = ()
    steps: tuple[Step, ...] = ()
    review_on: datetime.date | None = None
    sources: tuple[Source, ...] = ()
    doubts: tuple[str, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()

    @property
    def acronym(self) -> str:
        """Procedures have a reference number instead."""
        return ""

    @property
    def profiles(self) -> tuple[Term, ...]:
        """The profiles that some steps tell apart, in the order in which they come."""
        return tuple(dict.fromkeys(term for step in self.steps for term in step.profiles))

    @property
    def channels(self) -> tuple[Term, ...]:
        """The channels that some steps tell apart, in the order in which they come."""
        return tuple(dict.fromkeys(term for step in self.steps for term in step.channels))

    def passages(self) -> Iterator[Passage]:
        """Yield everything that can answer a question, in the order of the page."""
        yield Passage(PassageKind.TITLE, "", self.title, (self.reference,) if self.reference else ())
        if self.purpose:
            yield Passage(PassageKind.MISSION, "objet", self.purpose)
        for step in self.steps:
            yield _step_passage(step)

    def relations(self) -> Iterator[RelationTo]:
        """Yield the links to other works: who acts in which step, with which paper, who agrees, who keeps it."""
        if self.owner:
            yield RelationTo(OWNS, self.owner.work)
        yield from (RelationTo(PARTY, party.work) for party in self.parties)
        for step in self.steps:
            for actor in dict.fromkeys(role.actor for role in step.roles):
                yield RelationTo(ACTS, actor, str(step.id))
            for paper in step.papers:
                if paper.document:
                    yield RelationTo(PAPER, paper.document, str(step.id))

    def facets(self) -> Mapping[str, str]:
        """Return what lists and search show and filter by besides the title."""
        return {
            "reference": self.reference,
            "profiles": _codes(self.profiles),
            "channels": _codes(self.channels),
            "review_on": self.review_on.isoformat() if self.review_on else "",
        }


def _codes(terms: tuple[Term, ...]) -> str:
    return " ".join(term.code for term in terms)


def _step_passage(step: Step) -> Passage:
    text = JOINED.join(part for part in (step.title, step.text) if part)
    names = (term.name for term in (*step.profiles, *step.channels))
    profiles, channels = (tuple(term.code for term in terms) for terms in (step.profiles, step.channels))
    return Passage(PassageKind.STEP, str(step.id), text, tuple(names), profiles, channels)
