"""Who is asked about a text, and how each stands, as everybody who may see its review reads it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from wagtail.models import Task

from ..models import Request, Review, Verdict
from ..models.reviews import State
from ..models.tasks import PartiesApprovalTask, Rule
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
                _asked(answer, step.task, rows.get((step.task.pk, answer.demand.party)), names, named, current)
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
            asked=[_asked_then(row, task, last.get((row.task_id, row.party_id)), names, named) for row in found],
        )
        for found in rows.values()
        for task in [found[0].task.specific]
    ]


def _asked(
    answer: Answer, task: Task, row: Request | None, names: Mapping[UUID, str], named: Named, current: int | None
) -> Asked:
    waits = task.pk == current and answer.state == State.WAITING and row is not None
    return Asked(
        name=names[answer.demand.party] if answer.demand.party else "",
        state=answer.state,
        mandatory=answer.demand.mandatory or not has_quorum(task),
        verdict=answer.verdict,
        about=named(answer.verdict.about) if answer.verdict else "",
        reasons=_unique(reason.why for reason in answer.demand.reasons),
        due_on=row.due_on if waits and row else None,
        is_late=bool(waits and row and row.due_on < timezone.localdate()),
    )


def _asked_then(row: Request, task: Task, verdict: Verdict | None, names: Mapping[UUID, str], named: Named) -> Asked:
    return Asked(
        name=names[row.party_id] if row.party_id else "",
        state=State(row.state),
        mandatory=row.mandatory or not has_quorum(task),
        verdict=verdict,
        about=named(verdict.about) if verdict else "",
        reasons=_unique(reason["why"] for reason in row.reasons),
        due_on=None,
        is_late=False,
        is_over=True,
    )


def has_quorum(task: Task) -> bool:
    """Whether it matters at a step who is mandatory: under unanimity, all are."""
    return isinstance(task, PartiesApprovalTask) and task.rule == Rule.QUORUM


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))
