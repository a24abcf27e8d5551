"""What pages show of change events, on the reader's date: to whom a unit succeeds, and what took its place."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.editions.models import Relation, Work
from portal.editions.reading import Link, Reading

from ..content import LegalBasis
from .content import PREDECESSOR, SUCCESSOR, ChangeContent, NamedUnit
from .natures import ChangeNature
from .wording import when

CHANGE = "change"


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit under the name that it bore; ``now`` is what it is called on the reader's date, if otherwise."""

    work: UUID
    name: str
    url: str
    now: str = ""
    now_language: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """The units on the other side of a change, as this reader may know of them: « Succède à », « Remplacée par »."""

    label: str
    units: tuple[ShownUnit, ...]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change event as it is listed; ``sides`` are seen from the unit whose page lists it."""

    title: str
    language: str
    url: str
    nature: str
    when: str
    is_to_come: bool
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """Which units a reader may know of, and where those in force are."""

    linked: Mapping[UUID, Link]
    known: Collection[UUID]

    @classmethod
    def read(cls, works: Collection[UUID], reading: Reading, linked: Mapping[UUID, Link] | None = None) -> Units:
        """Look up ``works``; ``linked`` are those that were looked up already."""
        if not works:
            return cls({}, ())
        found = reading.links_to(works) if linked is None else linked
        missing = [work for work in works if work not in found]
        readable = Work.objects.filter(key__in=missing, effective_audience__lte=reading.audience)
        return cls(found, {*found, *(readable.values_list("key", flat=True) if missing else ())})

    def shown(self, units: Iterable[NamedUnit]) -> tuple[ShownUnit, ...]:
        """Return ``units`` but for those that the reader must not hear of."""
        return tuple(self._shown(unit) for unit in units if unit.work in self.known)

    def _shown(self, unit: NamedUnit) -> ShownUnit:
        link = self.linked.get(unit.work)
        if link is None:
            return ShownUnit(unit.work, unit.name, reverse("permanent", args=[unit.work]))
        now = link.title if link.title != unit.name else ""
        return ShownUnit(unit.work, unit.name, link.url, now, link.language)


def events_of(relations: Iterable[Relation]) -> dict[UUID, ChangeContent]:
    """Return the change events among what points at a unit."""
    found: dict[UUID, ChangeContent] = {}
    for relation in relations:
        if relation.kind in (PREDECESSOR, SUCCESSOR):
            content: Any = relation.edition.content
            found[relation.edition.work_id] = content
    return found


def works_named(events: Iterable[ChangeContent]) -> set[UUID]:
    """Return the units that ``events`` name."""
    return {unit.work for event in events for unit in (*event.predecessors, *event.successors)}


def changes_of(
    work: UUID, relations: Iterable[Relation], linked: Mapping[UUID, Link], reading: Reading
) -> list[ShownChange]:
    """Return the changes of a unit, the last first; ``linked`` are events and units that were looked up already."""
    events = {key: event for key, event in events_of(relations).items() if key in linked}
    units = Units.read(works_named(events.values()), reading, linked)
    ordered = sorted(events, key=lambda key: (events[key].date or datetime.date.min, events[key].title), reverse=True)
    return [shown_change(events[key], linked[key], units, work=work, on=reading.date) for key in ordered]


def shown_change(event: ChangeContent, link: Link, units: Units, *, work: UUID, on: datetime.date) -> ShownChange:
    """Return ``event`` as the page of ``work`` tells it."""
    return ShownChange(
        title=link.title,
        language=link.language,
        url=link.url,
        nature=label_of(event.nature),
        when=when(event.date, approximate=event.approximate, on=on),
        is_to_come=not event.has_happened(on),
        sides=tuple(side for side in _sides(event, units, work, on) if side.units),
    )


def _sides(event: ChangeContent, units: Units, work: UUID, on: datetime.date) -> Iterator[Side]:
    before, after = units.shown(event.predecessors), units.shown(event.successors)
    was, becomes = (any(unit.work == work for unit in side) for side in (event.predecessors, event.successors))
    happened = event.has_happened(on)
    if was and not becomes:
        yield Side(_("Remplacée par") if happened else _("Sera remplacée par"), after)
    elif event.nature == ChangeNature.MOVED and was:
        return
    elif was and not happened:
        yield Side(_("Deviendra"), after)
        yield Side(_("Avec"), _but(work, before))
    elif was and event.nature == ChangeNature.RENAMED:
        yield Side(_("Nom précédent"), before)
    else:
        yield Side(_("Succède à") if happened else _("Succédera à"), before)
        yield Side(_("Avec"), _but(work, after))


def _but(work: UUID, units: Iterable[ShownUnit]) -> tuple[ShownUnit, ...]:
    return tuple(unit for unit in units if unit.work != work)


def listed_change(link: Link, on: datetime.date) -> ShownChange:
    """Return an event as the list of an organisation has it: from its link alone."""
    facets = link.facets
    date = datetime.date.fromisoformat(facets["date"])
    told = when(date, approximate=bool(facets["approximate"]), on=on)
    return ShownChange(link.title, link.language, link.url, label_of(facets["nature"]), told, date > on)


def listed_changes(links: Iterable[Link], on: datetime.date) -> list[ShownChange]:
    """Return the events among what stands below an organisation, the last first."""
    events = [link for link in links if link.kind == CHANGE]
    events.sort(key=lambda link: (link.facets["date"], link.title), reverse=True)
    return [listed_change(link, on) for link in events]


def label_of(nature: str) -> str:
    """Return what a change is called."""
    return str(ChangeNature(nature).label)


def change_context(*, content: ChangeContent, work: Work, reading: Reading) -> dict[str, Any]:
    """Return what the page of an event needs: its organisation, and the units before and after."""
    named = works_named([content])
    chain = reading.chain_keys(work.key)
    linked = reading.links_to({*chain, *named})
    units = Units.read(named, reading, linked)
    bases: tuple[LegalBasis, ...] = content.legal_basis
    return {
        "chain": tuple(linked[key] for key in chain if key in linked),
        "nature": label_of(content.nature) if content.nature in ChangeNature.values else "",
        "when": when(content.date, approximate=content.approximate, on=reading.date),
        "is_to_come": not content.has_happened(reading.date),
        "before": units.shown(content.predecessors),
        "after": units.shown(content.successors),
        "bases": bases,
    }
