"""The units that a reorganisation ends or changes, and to whom what they do could go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from org.changes.content import ChangeContent, NamedUnit
from portal.editions.models import InForce, Work


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit before the change; ``above`` it stands whoever answers for what nobody takes over."""

    unit: NamedUnit
    successors: tuple[NamedUnit, ...]
    above: NamedUnit | None = None

    @property
    def stays(self) -> bool:
        """Whether the unit is itself among those after the change: it was renamed, moved, or a part was split off."""
        return any(each.work == self.unit.work for each in self.successors)

    @property
    def has_choice(self) -> bool:
        """Whether somebody else may take over."""
        return not self.stays or len(self.successors) > 1

    @property
    def proposed(self) -> tuple[NamedUnit, ...]:
        """Those who come first to mind: the successors, or else the unit above."""
        return self.successors or ((self.above,) if self.above else ())

    @property
    def preselected(self) -> UUID | None:
        """Who takes over unless somebody says otherwise: itself, if it stays; the only one that is proposed."""
        if self.stays:
            return self.unit.work
        return self.proposed[0].work if len(self.proposed) == 1 else None


def taken_by(content: ChangeContent, audience: int) -> tuple[Taken, ...]:
    """Return the units before a change, with who could take over: those that the person may know of."""
    named = {unit.work for unit in (*content.predecessors, *content.successors)}
    # What was never published has no audience yet: the event itself names it.
    known = named - set(
        Work.objects.filter(key__in=named, effective_audience__gt=audience).values_list("key", flat=True)
    )
    successors = tuple(unit for unit in content.successors if unit.work in known)
    taken = tuple(Taken(unit, successors) for unit in content.predecessors if unit.work in known)
    if not taken or successors:
        return taken
    above = _units_above({each.unit.work for each in taken}, audience)
    return tuple(replace(each, above=above.get(each.unit.work)) for each in taken)


def _units_above(works: Collection[UUID], audience: int) -> Mapping[UUID, NamedUnit]:
    """Return what stands, or last stood, above each of ``works``, if it is in force and does not end with them."""
    own = InForce.objects.said_now().filter(work__in=list(works), language=F("work__source_language"))
    parents = dict(own.exclude(parent=None).order_by("starts", "pk").values_list("work", "parent"))
    held = InForce.objects.on(timezone.localdate()).readable_by(audience).filter(language=F("work__source_language"))
    titles = dict(held.filter(work__in=set(parents.values()) - set(works)).order_by().values_list("work", "title"))
    return {work: NamedUnit(key, titles[key]) for work, key in parents.items() if key in titles}
