"""The editions of a text as one reader gets them: a fixed number of queries, whatever their number."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..as_of import AsOf, addresses_on
from ..intervals import ALWAYS, FOREVER, Claim
from ..models import Edition, Nature, Work
from ..provenance import provenance
from ..reading import Reading
from .standing import Recorded, Standing, Status, standings

_AT_ONCE: Final = datetime.timedelta(microseconds=1)
Ranked = tuple[Edition, Standing[Edition]]
LABELS: Final[dict[Status, Any]] = {
    Status.IN_FORCE: gettext_lazy("en vigueur"),
    Status.COMING: gettext_lazy("à venir"),
    Status.REPLACED: gettext_lazy("remplacé"),
    Status.ABROGATED: gettext_lazy("abrogé"),
    Status.CORRECTED: gettext_lazy("corrigé"),
    Status.WITHDRAWN: gettext_lazy("retiré"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """When an edition holds, as ``components/period.html`` says it."""

    starts: datetime.date
    ends: datetime.date
    ends_approximately: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """What was recorded later about days on which an edition was shown; ``shown_url`` leads to that portal."""

    number: int
    day: datetime.date
    shown_url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One edition in the timeline, with what it is worth on the reader's date."""

    edition: Edition
    status: Status
    periods: tuple[Period, ...]
    by: Edition | None
    url: str
    portal_url: str
    corrections: tuple[Correction, ...]
    earlier: int | None = None
    approval: Any = None

    @property
    def by_url(self) -> str:
        """Where to read what ended or corrected the edition."""
        return edition_url(self.by) if self.by else ""

    @property
    def label(self) -> str:
        """The status in words."""
        if self.edition.nature == Nature.ABROGATION and self.status is Status.ABROGATED:
            return _("abrogation")
        return str(LABELS[self.status])

    @property
    def explanation(self) -> str:
        """What ended or corrected the edition, in words; empty when nothing did."""
        if self.by is None or self.status in (Status.IN_FORCE, Status.COMING, Status.WITHDRAWN):
            return ""
        return _explained(self.status, before_its_day=not self.periods) % {"number": self.by.number}


@dataclass(frozen=True, slots=True)
class Timeline:
    """All editions of ``work`` in one language that were recorded for this reader, the first one first."""

    work: Work
    language: str
    languages: tuple[str, ...]
    editions: Sequence[Edition]

    @property
    def publications(self) -> list[Edition]:
        """The editions that say something: those that can be compared."""
        return [each for each in self.editions if each.nature == Nature.PUBLICATION and not each.withdrawn]

    @property
    def numbers_in_time(self) -> list[int]:
        """The numbers of the publications by the day from which each holds: a past may be written down late."""
        ordered = sorted(self.publications, key=lambda each: (each.in_force_from, each.number))
        return [each.number for each in ordered]


def timeline_of(work: Work, reading: Reading) -> Timeline | None:
    """Return the editions in the reader's language, or in the source's; None if none is recorded: two queries."""
    known = recorded_editions(work, reading)
    languages = sorted(set(known.order_by().values_list("language", flat=True).distinct()))
    language = reading.language if reading.language in languages else work.source_language
    rows = known.filter(language=language).select_related("withdrawal").defer("canonical", "withdrawal__canonical")
    editions = list(rows.order_by("number"))
    return Timeline(work, language, tuple(languages), editions) if editions else None


def recorded_editions(work: Work, reading: Reading) -> QuerySet[Edition]:
    """Return the editions of ``work`` that were recorded when the reader's portal was shown."""
    return Edition.objects.filter(work=work).recorded_by(reading.recorded)


def ranked(timeline: Timeline, date: datetime.date) -> list[Ranked]:
    """Return the editions with what each is worth on ``date``, the newest first."""
    recorded = [_recorded(edition) for edition in timeline.editions]
    return list(zip(timeline.editions, standings(recorded, date), strict=True))[::-1]


def entries_of(timeline: Timeline, some: Iterable[Ranked], reading: Reading, base: str) -> list[Entry]:
    """Return ``some`` of the editions as entries; ``base`` is the prefix of the site. No query but of provenance."""
    some = list(some)
    told = provenance([edition for edition, _standing in some], reading)
    approximate = {edition.in_force_from: edition.approximate for edition in timeline.editions}
    numbers = timeline.numbers_in_time
    return [
        Entry(
            edition=edition,
            status=Status.WITHDRAWN if edition.withdrawn else standing.status,
            periods=_periods(standing, approximate),
            by=standing.by.claim.item if standing.by else None,
            url=edition_url(edition),
            portal_url=_first_day_url(edition, standing, reading, base),
            corrections=tuple(_correction(edition, each, base) for each in standing.corrections),
            earlier=_earlier(edition, numbers),
            approval=told.get(edition.pk),
        )
        for edition, standing in some
    ]


def edition_url(edition: Edition) -> str:
    """Return the permanent address of an edition."""
    return reverse("edition", args=[edition.work_id, edition.language, edition.number])


def portal_url(work: UUID, asked: AsOf, base: str) -> str:
    """Return where ``work`` stands in the portal as of another date."""
    with addresses_on(asked, base):
        return reverse("permanent", args=[work])


def _earlier(edition: Edition, numbers: Sequence[int]) -> int | None:
    """Return the number of the text before ``edition``, to compare it with."""
    at = numbers.index(edition.number) if edition.number in numbers else 0
    return numbers[at - 1] if at else None


def _recorded(edition: Edition) -> Recorded[Edition]:
    claim = Claim(
        item=edition,
        starts=edition.in_force_from,
        ends=edition.in_force_until,
        order=edition.number,
        in_force=edition.nature == Nature.PUBLICATION,
    )
    return Recorded(claim, edition.recorded_at)


def _periods(standing: Standing[Edition], approximate: dict[datetime.date, bool]) -> tuple[Period, ...]:
    held = standing.interval
    if held is None:
        return ()
    return (Period(held.starts, held.ends, held.ends != FOREVER and approximate.get(held.ends, False)),)


def _first_day_url(edition: Edition, standing: Standing[Edition], reading: Reading, base: str) -> str:
    """Return the portal on the first day of an edition; none for what never holds, or always."""
    held = standing.interval
    if held is None or held.starts == ALWAYS or edition.nature != Nature.PUBLICATION:
        return ""
    return portal_url(edition.work_id, AsOf.on(held.starts, reading.recorded), base)


def _correction(edition: Edition, by: Recorded[Edition], base: str) -> Correction:
    """Return how to read what the portal showed until ``by`` was recorded."""
    moment = by.at - _AT_ONCE
    day = by.claim.starts if by.claim.starts > ALWAYS else timezone.localdate(moment)
    return Correction(by.claim.item.number, day, portal_url(edition.work_id, AsOf.on(day, moment), base))


def _explained(status: Status, *, before_its_day: bool) -> str:
    if status is Status.ABROGATED:
        return _("Abrogé par l’édition n° %(number)d.")
    if status is Status.CORRECTED:
        return _("Corrigé par l’édition n° %(number)d.")
    if before_its_day:
        return _("Remplacé par l’édition n° %(number)d avant d’entrer en vigueur.")
    return _("Remplacé par l’édition n° %(number)d.")
