"""The names that units bore before: their own earlier ones, and those of the units that they took the place of.

A question in an old name finds the unit of today, which says so. What is said now is indexed; former names as they
were said on an earlier day are not.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import override

from org.changes.content import PREDECESSOR, SUCCESSOR, ChangeContent
from org.changes.wording import until
from portal.editions.intervals import FOREVER_RECORDED
from portal.editions.models import Edition, InForce, Relation, Work
from portal.editions.passages import Passage, PassageKind

from .structure import Span, Standing, Structure

HISTORY: Final = "historique"
EDITION: Final = "edition"
MOST_ROUNDS: Final = 30


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a unit is not called by any more, from the day ``since``; ``audience`` is who may know of it."""

    name: str
    acronym: str
    ended: datetime.date
    approximate: bool
    since: datetime.date
    audience: int
    recorded_from: datetime.datetime
    anchor: str

    def passage(self, language: str) -> Passage:
        """Return what readers find and see."""
        with override(language):
            told = until(self.ended, approximate=self.approximate)
            words = {"name": self.name or self.acronym, "until": told}
            text = _("Autrefois : %(name)s (%(until)s)") % words
        return Passage(PassageKind.FORMER_NAME, self.anchor, text)

    @property
    def names(self) -> tuple[str, ...]:
        """What is found: nothing of the words around it."""
        return tuple(name for name in (self.name, self.acronym) if name)


@dataclass(frozen=True, slots=True)
class _Event:
    """A change event in one language, as it is said now."""

    content: ChangeContent
    language: str
    is_source: bool
    audience: int
    recorded_from: datetime.datetime


class FormerNames:
    """The former names of some works, read in a query or two a round of changes."""

    def __init__(self, works: Collection[UUID]) -> None:
        self._events: dict[UUID, dict[UUID, list[_Event]]] = defaultdict(lambda: defaultdict(list))
        level, seen, before = set(works), set[UUID](), set[UUID]()
        for _round in range(MOST_ROUNDS):
            if not level:
                break
            seen |= level
            found = self._read_events(level)
            before |= found
            level = found - seen
        self._versions = _versions_of(before)
        readable = Work.objects.filter(key__in=before).values_list("key", "effective_audience") if before else ()
        self._audiences = dict(readable)

    def of(self, version: Standing, own: Iterable[Standing], editions: Mapping[int, Edition]) -> list[FormerName]:
        """Return the former names of ``version`` of a work, each once; ``own`` are all versions of that work."""
        found: dict[tuple[str, str], FormerName] = {}
        present = (version.title, version.acronym)
        for former in (*self._own(version, list(own), editions), *self._inherited(version)):
            if (former.name, former.acronym) != present and former.name != version.title:
                found.setdefault((former.name, former.acronym), former)
            elif former.acronym and former.acronym != version.acronym and former.name == version.title:
                found.setdefault(("", former.acronym), replace(former, name=""))
        return list(found.values())

    def _own(self, version: Standing, own: list[Standing], editions: Mapping[int, Edition]) -> Iterator[FormerName]:
        anchor = HISTORY if version.work in self._events else EDITION
        said = [row for row in own if row.language == version.language and row.recorded_until == FOREVER_RECORDED]
        for row in said:
            if row.ends <= version.starts:
                following = next((editions[other.edition] for other in said if other.starts == row.ends), None)
                circa = bool(following and following.approximate and following.in_force_from == row.ends)
                names = (row.title, row.acronym)
                yield FormerName(*names, row.ends, circa, row.ends, version.audience, row.recorded_from, anchor)

    def _inherited(self, version: Standing) -> Iterator[FormerName]:
        """Yield the names of the units that came before, back along all changes."""
        waiting = [(version.work, datetime.date.max, datetime.date.min, version.audience)]
        seen = {version.work}
        while waiting:
            work, before, since, audience = waiting.pop(0)
            for event in self._events_of(work, version.language):
                date = event.content.date
                if date is None or date > before:
                    continue
                for unit in event.content.predecessors:
                    known = _Known(date, max(since, date), max(audience, event.audience), event)
                    yield from self._names_of(unit.work, unit.name, version, known)
                    if unit.work not in seen:
                        seen.add(unit.work)
                        waiting.append((unit.work, date, known.since, self._audience(unit.work, known.audience)))

    def _names_of(self, work: UUID, name: str, version: Standing, known: _Known) -> Iterator[FormerName]:
        event = known.event
        audience = self._audience(work, known.audience)
        told = (event.content.approximate, known.since, audience)
        rows = [row for row in self._versions.get(work, ()) if row.starts < known.date]
        language = version.language if any(row.language == version.language for row in rows) else None
        last = True
        for row in sorted(rows, key=lambda row: row.starts, reverse=True):
            if row.language == (language or row.work.source_language):
                # What the event does not say itself was not said yet where it was put right later.
                by_event = (row.title, row.acronym) == (name, "")
                said = event.recorded_from if by_event else max(event.recorded_from, row.recorded_from)
                yield FormerName(row.title, row.acronym, known.date if last else row.ends, *told, said, HISTORY)
                last = False
        yield FormerName(name, "", known.date, *told, event.recorded_from, HISTORY)

    def _audience(self, work: UUID, least: int) -> int:
        return max(least, self._audiences.get(work, least))

    def _events_of(self, work: UUID, language: str) -> Iterator[_Event]:
        for versions in self._events.get(work, {}).values():
            own = next((event for event in versions if event.language == language), None)
            source = next((event for event in versions if event.is_source), None)
            if shown := own or source:
                yield shown

    def _read_events(self, works: set[UUID]) -> set[UUID]:
        """Read the events by which ``works`` came to be; return the units before them."""
        said = InForce.objects.said_now().filter(edition=OuterRef("edition"))
        found = Relation.objects.filter(kind=SUCCESSOR, target__in=works).filter(Exists(said))
        rows = found.annotate(recorded_from=Subquery(said.values("recorded_from")[:1]))
        before: set[UUID] = set()
        for relation in rows.select_related("edition__work"):
            event = _event(relation.edition, relation.recorded_from)
            self._events[relation.target][relation.edition.work_id].append(event)
            before |= {unit.work for unit in event.content.predecessors}
        return before


@dataclass(frozen=True, slots=True)
class _Known:
    """When a change took effect, since when its names are former ones of the unit asked for, and for whom."""

    date: datetime.date
    since: datetime.date
    audience: int
    event: _Event


def still_said(works: Collection[UUID], audience: int) -> dict[UUID, set[str]]:
    """Return the former names of ``works`` as the database says them now to an audience, in the words of passages.

    The index learns a moment later that a text was withdrawn, or closed to some of its readers.
    """
    if not works:
        return {}
    structure, formers = Structure(works), FormerNames(works)
    versions = [version for work in works for version in structure.versions(work)]
    editions = Edition.objects.in_bulk({version.edition for version in versions})
    said: dict[UUID, set[str]] = defaultdict(set)
    for version in versions:
        for former in formers.of(version, structure.versions(version.work), editions):
            if former.audience <= audience:
                said[version.work].add(former.passage(version.language).text)
    return said


def with_successors(works: Collection[UUID]) -> set[UUID]:
    """Return ``works`` and those whose former names depend on them: what came of a unit, or is named by an event."""
    found, level = set(works), set(works)
    for _round in range(MOST_ROUNDS):
        if not level:
            break
        naming = Relation.objects.filter(kind=PREDECESSOR, target__in=level).values("edition__work")
        events = Q(edition__work__in=level) | Q(edition__work__in=naming)
        after = set(Relation.objects.filter(events, kind=SUCCESSOR).values_list("target", flat=True))
        level = after - found
        found |= after
    return found


def part_with(span: Span, former: FormerName) -> Span | None:
    """Return the part of ``span`` on which a name is a former one; None where there is none, or it is not said now."""
    if span.recorded_until != FOREVER_RECORDED:
        return None
    starts, recorded = max(span.starts, former.since), max(span.recorded_from, former.recorded_from)
    return replace(span, starts=starts, recorded_from=recorded) if starts < span.ends else None


def _event(edition: Edition, recorded_from: datetime.datetime) -> _Event:
    content = edition.content
    assert isinstance(content, ChangeContent)
    work = edition.work
    is_source = edition.language == work.source_language
    return _Event(content, edition.language, is_source, work.effective_audience, recorded_from)


def _versions_of(works: Collection[UUID]) -> dict[UUID, list[InForce]]:
    found: dict[UUID, list[InForce]] = defaultdict(list)
    if works:
        for row in InForce.objects.said_now().filter(work__in=works).select_related("work"):
            found[row.work_id].append(row)
    return found
