"""The guides and protocols in force for a reader, read once until something changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.editions.projections import WITHDRAWN
from portal.editions.reading import Link, Reading

from ..content.procedures import ProcedureContent
from ..content.protocols import ProtocolContent
from ..content.steps import Step
from ..content.terms import Term
from ..flow import Selection, chart_of
from ..models import Channel, MigrantProfile
from ..models.reference import OrderedReferenceData
from .actors import Directory, known_part, works_in

GUIDES = ("procedure", "protocol")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide or a protocol in force, with as much of it as this reader may know of."""

    link: Link
    content: ProcedureContent
    directory: Directory

    @property
    def kind_name(self) -> str:
        """What kind of text it is, in words."""
        return _("Protocole") if self.link.kind == "protocol" else _("Guide")

    def steps_for(self, selection: Selection) -> tuple[Step, ...]:
        """Return the steps that apply to whom is asked about: none of a guide that tells nobody apart."""
        return tuple(chart_of(self.content.steps, selection).steps()) if self._is_about(selection) else ()

    def told_apart(self, selection: Selection) -> int:
        """Return of how much of whom is asked about it says something that it does not say of everybody: up to two."""
        profiles = {term.code for term in self.content.profiles} & selection.profiles
        channels = ({term.code for term in self.content.channels} | self._ways_back()) & selection.channels
        return (bool(profiles) + bool(channels)) if self.steps_for(selection) else 0

    def _is_about(self, selection: Selection) -> bool:
        """Whether whom is asked about is concerned at all: a protocol may be for one way only, and a guide that names
        no profile and no channel says nothing of people who come (how a text is validated, say)."""
        if not selection:
            return True
        ways = self._ways_back()
        tells_apart = ways or self.content.profiles or self.content.channels
        return bool(tells_apart) and (not ways or not selection.channels or not ways.isdisjoint(selection.channels))

    def _ways_back(self) -> set[str]:
        return (
            {row.channel.code for row in self.content.returns} if isinstance(self.content, ProtocolContent) else set()
        )


def guides_of(reading: Reading) -> tuple[Guide, ...]:
    """Return the guides in force for a reader, in order: one query if nothing changed since they were asked for."""
    kept = reading.kept()
    if guides_of not in kept:
        kept[guides_of] = tuple(_read(reading))
    found: tuple[Guide, ...] = kept[guides_of]
    return found


def _read(reading: Reading) -> list[Guide]:
    links = [link for link in reading.links(Q(work__kind__in=GUIDES)) if WITHDRAWN not in link.facets]
    if not links:
        return []
    rows = reading.held().filter(work__in=[link.work for link in links]).select_related("edition")
    contents = {row.work_id: row.edition.content for row in rows}
    found = [(link, content) for link in links if isinstance(content := contents.get(link.work), ProcedureContent)]
    directory = Directory.read({work for _link, content in found for work in works_in(content)}, reading)
    return [Guide(link, known_part(content, directory.known), directory) for link, content in found]


def steps_by_actor(reading: Reading) -> Mapping[UUID, int]:
    """Return in how many steps in force each organisation and unit has a role."""
    kept = reading.kept()
    if steps_by_actor not in kept:
        steps = (step for guide in guides_of(reading) for step in guide.content.steps)
        kept[steps_by_actor] = Counter(actor for step in steps for actor in {role.actor for role in step.roles})
    found: Mapping[UUID, int] = kept[steps_by_actor]
    return found


def profiles_told_apart(reading: Reading) -> list[Term]:
    """Return the profiles that some guide of this reader tells apart, in the order and the words of today."""
    return _told_apart(
        MigrantProfile, {code for guide in guides_of(reading) for code in _codes(guide.content.profiles)}, reading
    )


def channels_told_apart(reading: Reading) -> list[Term]:
    """Return the channels that some guide of this reader tells apart, in the order and the words of today."""
    return _told_apart(
        Channel, {code for guide in guides_of(reading) for code in _codes(guide.content.channels)}, reading
    )


def _codes(terms: tuple[Term, ...]) -> set[str]:
    return {term.code for term in terms}


def _told_apart(model: type[OrderedReferenceData], codes: set[str], reading: Reading) -> list[Term]:
    kept = reading.kept()
    if model not in kept:
        kept[model] = [Term(row.code, row.name) for row in model.objects.all()]
    return [term for term in kept[model] if term.code in codes]
