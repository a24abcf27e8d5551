"""Who is asked about a text, and how each stands, as everybody who may see its review reads it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from ..models import Request, Review, Verdict
from ..models.reviews import State
from ..standing import Answer, Standing

Named = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A party, or the group of a step (no name): what they said last, and what they are asked about."""

    name: str
    state: State
    mandatory: bool
    verdict: Verdict | None
    about: str
    reasons: Sequence[str]
    due_on: datetime.date | None
    is_late: bool
    is_over: bool = False

    @property
    def mark(self) -> str:
        """The name of the state's shape."""
        return f"is-{self.state.replace('_', '-')}"

    @property
    def is_again(self) -> bool:
        """Whether they have answered to a text that has changed since."""
        return self.state == State.WAITING and self.verdict is not None


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A step of the workflow with those it asks."""

    name: str
    is_current: bool
    asked: Sequence[Asked]


def asked_now(
    review: Review, standing: Standing, current: int | None, names: Mapping[UUID, str], named: Named
) -> list[AskedStep]:
    """Return how everybody stands to the draft as it is."""
    rows = {(row.task_id, row.party_id): row for row in review.requests.all()}
    return [
        AskedStep(
            step.task.name,
            is_current=step.task.pk == current,
            asked=[
                _asked(answer, rows.get((step.task.pk, answer.demand.party)), names, named, step.task.pk == current)
                for answer in step.answers
            ],
        )
        for step in standing.steps
    ]


def asked_then(review: Review, names: Mapping[UUID, str], named: Named) -> list[AskedStep]:
    """Return how everybody stood when the review was closed."""
    rows: dict[int, list[Request]] = {}
    for row in review.requests.select_related("task").order_by("pk"):
        rows.setdefault(row.task_id, []).append(row)
    last = {(each.task_id, each.party_id): each for each in review.verdicts.order_by("number")}
    return [
        AskedStep(
            found[0].task.name,
            is_current=False,
            asked=[_asked_then(row, last.get((row.task_id, row.party_id)), names, named) for row in found],
        )
        for found in rows.values()
    ]


def _asked(answer: Answer, row: Request | None, names: Mapping[UUID, str], named: Named, at_it: bool) -> Asked:
    waits = at_it and answer.state == State.WAITING and row is not None
    return Asked(
        name=names[answer.demand.party] if answer.demand.party else "",
        state=answer.state,
        mandatory=answer.demand.mandatory,
        verdict=answer.verdict,
        about=named(answer.verdict.about) if answer.verdict else "",
        reasons=_unique(reason.why for reason in answer.demand.reasons),
        due_on=row.due_on if waits and row else None,
        is_late=bool(waits and row and row.due_on < timezone.localdate()),
    )


def _asked_then(row: Request, verdict: Verdict | None, names: Mapping[UUID, str], named: Named) -> Asked:
    return Asked(
        name=names[row.party_id] if row.party_id else "",
        state=State(row.state),
        mandatory=row.mandatory,
        verdict=verdict,
        about=named(verdict.about) if verdict else "",
        reasons=_unique(reason["why"] for reason in row.reasons),
        due_on=None,
        is_late=False,
        is_over=True,
    )


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))
