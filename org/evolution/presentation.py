"""The days on which a structure changed, in the words of the page: its events, then what happened to which unit."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.editions.as_of import AsOf, addresses_on
from portal.editions.reading import Reading

from ..changes.presentation import ShownChange, listed_change
from .days import Moment, UnitChange, changes_by_day
from .natures import Nature
from .reading import History, Titled

ONE_DAY: Final = datetime.timedelta(days=1)
SEEN_AT_FIRST: Final = 8


@dataclass(frozen=True, slots=True)
class ShownUnitChange:
    """What happened to one unit on one day, with its address on the last day on which it is known."""

    work: UUID
    natures: tuple[Nature, ...]
    name: str
    language: str
    url: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day on which the structure changed; ``founding``: it is the first that the portal knows of."""

    moment: Moment
    is_to_come: bool
    founding: bool
    events: Sequence[ShownChange]
    units: Sequence[ShownUnitChange]
    root: UUID

    @property
    def size(self) -> int:
        """How many units were touched, without the one whose structure it is."""
        return sum(unit.work != self.root for unit in self.units)

    @property
    def eve(self) -> datetime.date:
        """The day before."""
        return self.moment.day - ONE_DAY

    @property
    def is_long(self) -> bool:
        """Whether the units are too many to be seen at first."""
        return len(self.units) > SEEN_AT_FIRST


def days_of(history: History, reading: Reading) -> tuple[list[Moment], dict[Moment, list[UnitChange]]]:
    """Return the days on which something happened, the last first, and what happened to units on each."""
    units = changes_by_day(history.stays, history.approximate_endings)
    return sorted({*units, *_events_by_day(history, reading)}, reverse=True), units


def shown_days(
    some: Iterable[Moment],
    units: dict[Moment, list[UnitChange]],
    history: History,
    *,
    root: UUID,
    reading: Reading,
    base: str,
) -> list[ShownDay]:
    """Return ``some`` of the days as the page shows them; ``base`` is the prefix of the site."""
    events = _events_by_day(history, reading)
    first = min(units, default=None)
    return [
        ShownDay(
            moment=moment,
            is_to_come=moment.day > reading.date,
            founding=moment == first,
            events=events.get(moment, ()),
            units=_shown_units(units.get(moment, ()), history, reading, base),
            root=root,
        )
        for moment in some
    ]


def last_changed(moments: Iterable[Moment], on: datetime.date) -> datetime.date | None:
    """Return the last day up to ``on`` on which something happened, or else the first one to come."""
    days = sorted({moment.day for moment in moments})
    past = [day for day in days if day <= on]
    return past[-1] if past else next(iter(days), None)


def _events_by_day(history: History, reading: Reading) -> dict[Moment, list[ShownChange]]:
    found: dict[Moment, list[ShownChange]] = defaultdict(list)
    for link in sorted(history.events, key=lambda link: link.title):
        day = datetime.date.fromisoformat(link.facets["date"])
        found[Moment(day, bool(link.facets["approximate"]))].append(listed_change(link, reading.date))
    return found


def _shown_units(
    changes: Iterable[UnitChange], history: History, reading: Reading, base: str
) -> list[ShownUnitChange]:
    shown = [_shown(change, history, reading, base) for change in changes]
    return sorted(shown, key=lambda each: (each.natures, each.name))


def _shown(change: UnitChange, history: History, reading: Reading, base: str) -> ShownUnitChange:
    stay = change.after or change.before
    assert stay
    day = stay.starts if change.after else stay.ends - ONE_DAY
    title = history.title(change.work, day) or Titled(stay.starts, stay.ends, stay.name, "")
    with addresses_on(AsOf.on(day, reading.recorded), base):
        url = reverse("permanent", args=[change.work])
    return ShownUnitChange(
        change.work, change.natures, title.title, title.language, url, tuple(_notes(change, history))
    )


def _notes(change: UnitChange, history: History) -> Iterable[str]:
    before, after = change.before, change.after
    if before is None or after is None:
        return
    if Nature.RENAMED in change.natures:
        former = history.title(change.work, before.ends - ONE_DAY)
        yield _("avant : %(name)s") % {"name": former.title if former else before.name}
    if Nature.MOVED in change.natures:
        for told, parent, day in (
            (_("venait de : %(unit)s"), before.parent, before.ends - ONE_DAY),
            (_("va sous : %(unit)s"), after.parent, after.starts),
        ):
            if parent and (title := history.title(parent, day)):
                yield told % {"unit": title.title}
