"""How long approvals take: by month, by step and by party."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from django.db.models import QuerySet
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

from ..models import Approval, Request, Verdict
from ..party_choices import party_titles

Key = tuple[int, int, Any]
_ONE_DAY = datetime.timedelta(days=1)
Ended = dict[int, tuple[datetime.date, float]]


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something took, in days: half of the time, and nine times in ten."""

    measure: str
    name: str
    count: int
    median: float | None
    ninth: float | None
    rounds: float | None
    emergencies: int | None


def durations_of(reviews: QuerySet[Any], emergencies: QuerySet[Approval]) -> list[Duration]:
    """Return how long reviews that ended took, and who took how long to answer; a few queries in all."""
    spans = reviews.order_by("closed_at", "pk").values_list("pk", "opened_at", "closed_at")
    ended = {pk: (_month(closed), _days(opened, closed)) for pk, opened, closed in spans}
    answers = list(_answers(reviews))
    return [
        *_by_month(ended, _rounds(reviews), emergencies),
        *_by_step(answers),
        *_by_party(answers),
    ]


def _by_month(ended: Ended, rounds: dict[int, int], emergencies: QuerySet[Approval]) -> Iterator[Duration]:
    urgent = Counter(_month(at) for at in emergencies.order_by().values_list("recorded_at", flat=True))
    months: dict[datetime.date, list[int]] = defaultdict(list)
    for pk, (month, _span) in ended.items():
        months[month].append(pk)
    for month in sorted({*months, *urgent}, reverse=True):
        held = months[month]
        turns = sum(rounds.get(pk, 1) for pk in held)
        yield Duration(
            _("De la soumission à la publication"),
            dateformat.format(month, "F Y"),
            *_spread(ended[pk][1] for pk in held),
            rounds=round(turns / len(held), 1) if held else None,
            emergencies=urgent[month],
        )


def _by_step(answers: list[tuple[Key, str, float]]) -> Iterator[Duration]:
    steps: dict[tuple[str, int], list[float]] = defaultdict(list)
    for (_review, task, _party), name, days in answers:
        steps[name, task].append(days)
    for (name, _task), days_of in sorted(steps.items()):
        yield Duration(_("Réponse, par étape"), name, *_spread(days_of), rounds=None, emergencies=None)


def _by_party(answers: list[tuple[Key, str, float]]) -> Iterator[Duration]:
    parties: dict[Any, list[float]] = defaultdict(list)
    for (_review, _task, party), _name, days in answers:
        if party:
            parties[party].append(days)
    titles = party_titles(parties)
    named = ((titles.get(party, _("Une partie sans texte publié")), days) for party, days in parties.items())
    for title, days_of in sorted(named):
        yield Duration(_("Réponse, par partie"), title, *_spread(days_of), rounds=None, emergencies=None)


def _answers(reviews: QuerySet[Any]) -> Iterator[tuple[Key, str, float]]:
    """Yield how long each answer took since it was last asked for."""
    given = _last_verdicts(reviews)
    asked = Request.objects.filter(review__in=reviews.order_by()).order_by("pk")
    for review, task, party, name, at in asked.values_list("review", "task", "party", "task__name", "asked_at"):
        answered = given.get((review, task, party))
        if answered and answered >= at:
            yield (review, task, party), name, _days(at, answered)


def _last_verdicts(reviews: QuerySet[Any]) -> dict[Key, datetime.datetime]:
    rows = Verdict.objects.filter(review__in=reviews.order_by()).order_by("number")
    said = rows.values_list("review", "task", "party", "recorded_at")
    return {(review, task, party): at for review, task, party, at in said}


def _rounds(reviews: QuerySet[Any]) -> dict[int, int]:
    """Return by review how many times somebody was asked, at most."""
    rows = Verdict.objects.filter(review__in=reviews.order_by()).order_by()
    counts = Counter(rows.values_list("review", "task", "party"))
    most: dict[int, int] = {}
    for (review, _task, _party), count in counts.items():
        most[review] = max(count, most.get(review, 1))
    return most


def _spread(days: Iterable[float]) -> tuple[int, float | None, float | None]:
    """Return how many there are, and within how many days half of them and nine in ten are."""
    held = sorted(days)
    if not held:
        return 0, None, None
    ninth = quantiles(held, n=10, method="inclusive")[-1] if len(held) > 1 else held[0]
    return len(held), round(median(held), 1), round(ninth, 1)


def _days(start: datetime.datetime, end: datetime.datetime) -> float:
    return (end - start) / _ONE_DAY


def _month(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment).replace(day=1)
