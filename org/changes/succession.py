"""What took the place of a unit that is no longer in force, as far as the reader's date: along all changes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from portal.editions.models import Relation, Work
from portal.editions.reading import Link, Reading

from .chains import heirs
from .content import PREDECESSOR, ChangeContent
from .presentation import ShownChange, Units, events_of, shown_change, works_named

# Each round is a query; a unit that changed more often is not followed further.
MOST_ROUNDS = 30


def ended_context(*, work: Work, reading: Reading) -> dict[str, Any]:
    """Return what replaced ``work``: the changes that ended it, and what is in force in its place."""
    events = _events_after(work.key, reading)
    if not events:
        return {}
    units = Units.read({*events, *works_named(events.values())}, reading)
    own = [key for key, event in events.items() if work.key in _keys(event) and key in units.linked]
    own.sort(key=lambda key: str(events[key].date), reverse=True)
    changes = [shown_change(events[key], units.linked[key], units, work=work.key, on=reading.date) for key in own]
    in_force = {key: link for key, link in units.linked.items() if key not in events}
    found = heirs(work.key, _steps(events), in_force=in_force, known=units.known)
    return {"changes": changes, "heirs": _further(changes, [in_force[key] for key in found])}


def _events_after(work: UUID, reading: Reading) -> dict[UUID, ChangeContent]:
    """Return the events that have happened to ``work`` and to whatever came of it: a query a round."""
    found: dict[UUID, ChangeContent] = {}
    seen: set[UUID] = set()
    level = {work}
    for _round in range(MOST_ROUNDS):
        if not level:
            break
        seen |= level
        held = reading.held().values("edition")
        relations = Relation.objects.filter(kind=PREDECESSOR, target__in=level, edition__in=held)
        events = events_of(relations.select_related("edition"))
        found |= {key: event for key, event in events.items() if event.has_happened(reading.date)}
        level = {unit.work for key in events if key in found for unit in found[key].successors} - seen
    return found


def _keys(event: ChangeContent) -> set[UUID]:
    return {unit.work for unit in event.predecessors}


def _steps(events: dict[UUID, ChangeContent]) -> dict[UUID, list[UUID]]:
    steps: dict[UUID, list[UUID]] = {}
    for event in events.values():
        for unit in event.predecessors:
            steps.setdefault(unit.work, []).extend(each.work for each in event.successors)
    return steps


def _further(changes: list[ShownChange], links: list[Link]) -> list[Link]:
    """Return the heirs that the changes themselves do not name already."""
    named = {unit.work for change in changes for side in change.sides for unit in side.units}
    return [link for link in links if link.work not in named]
