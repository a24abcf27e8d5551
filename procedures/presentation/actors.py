"""Who acts, as they were called when the text was published, and what they are called on the reader's date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from django.urls import reverse

from portal.editions.models import Work
from portal.editions.reading import Link, Reading

from ..content.procedures import Party, ProcedureContent
from ..content.steps import Role


class Named(Protocol):
    """Anything that names a work as it was called."""

    @property
    def name(self) -> str: ...

    @property
    def acronym(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Actor:
    """A work under the name that a text gives it; ``now`` is its present name, if another; ``gone``: it is no more."""

    work: UUID
    name: str
    acronym: str
    url: str
    now: str = ""
    now_language: str = ""
    gone: bool = False

    @property
    def short(self) -> str:
        """The acronym, or the name of who has none."""
        return self.acronym or self.name


@dataclass(frozen=True, slots=True)
class Directory:
    """Which works a reader may know of, and where those in force are."""

    linked: Mapping[UUID, Link]
    known: Collection[UUID]

    @classmethod
    def read(cls, works: Collection[UUID], reading: Reading) -> Directory:
        """Look up ``works``: a few queries, however many there are."""
        linked = reading.links_to(set(works))
        missing = [work for work in works if work not in linked]
        readable = Work.objects.filter(key__in=missing, effective_audience__lte=reading.audience)
        return cls(linked, {*linked, *(readable.values_list("key", flat=True) if missing else ())})

    def of_role(self, role: Role) -> Actor | None:
        """Return who has a role; None for a work that the reader may not know of."""
        return self.actor(role.actor, role)

    def of_party(self, party: Party) -> Actor | None:
        """Return a party; None for a work that the reader may not know of."""
        return self.actor(party.work, party)

    def actor(self, work: UUID, named: Named) -> Actor | None:
        """Return ``work`` under the name that ``named`` gives it."""
        if work not in self.known:
            return None
        link = self.linked.get(work)
        if link is None:
            return Actor(work, named.name, named.acronym, reverse("permanent", args=[work]), gone=True)
        now = link.title if link.title != named.name else ""
        return Actor(work, named.name, named.acronym, link.url, now, link.language)


def works_in(content: ProcedureContent) -> set[UUID]:
    """Return every work that a procedure names."""
    return {relation.target for relation in content.relations()}


def known_part(content: ProcedureContent, known: Collection[UUID]) -> ProcedureContent:
    """Return ``content`` as its page shows it to who knows of the works ``known`` only."""
    return replace(
        content,
        owner=content.owner if content.owner and content.owner.work in known else None,
        parties=tuple(party for party in content.parties if party.work in known),
        steps=tuple(
            replace(
                step,
                roles=tuple(role for role in step.roles if role.actor in known),
                papers=tuple(
                    paper if paper.document in known else replace(paper, document=None) for paper in step.papers
                ),
            )
            for step in content.steps
        ),
    )
