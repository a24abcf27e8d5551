"""Where a person may decide: for which party or group, why they are asked, and with which answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group

from ..deciding import Incomplete, capacity_of, choices_at
from ..models import Choice, LegalReviewTask, Verdict
from ..models.parties import Capacity
from ..models.reviews import State
from ..models.verdicts import Member
from ..naming import parts_named
from ..people import person_of
from ..standing import Answer, Standing, StepStanding
from .sent import LONGEST, Sent, seen_now

_LABELS: Mapping[str, Any] = dict([*Capacity.choices, *Member.choices])


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form shows: what was typed, or nothing yet; ``faults`` by field."""

    choice: str = ""
    text: str = ""
    about: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seat:
    """A form to decide with; ``again`` names the parts that changed since the last answer of this party."""

    task: int
    party: UUID | None
    decides_for: str
    capacity: str
    choices: Sequence[Choice]
    reasons: Sequence[str]
    last: Verdict | None
    is_waiting: bool
    again: Sequence[str]
    base_changed: bool
    token: str
    seen: str
    typed: Typed

    @property
    def after(self) -> int:
        """The number of the last decision that the person sees."""
        return self.last.number if self.last else 0

    @property
    def is_open(self) -> bool:
        """Whether the form is shown at once; an answer that stands is changed on purpose only."""
        return self.is_waiting or bool(self.typed.choice or self.typed.text or self.typed.faults)


def is_author(user: Any, standing: Standing) -> bool:
    """Whether a person wrote at the draft."""
    return person_of(user) in standing.authors


def seats_of(
    user: Any, standing: Standing, current: int | None, names: Mapping[UUID, str], typed: Mapping[Any, Typed]
) -> list[Seat]:
    """Return where a person may decide on the draft now."""
    step = standing.step(current) if current else None
    if step is None or is_author(user, standing):
        return []
    return list(_seats(user, standing, step, names, typed))


def _seats(
    user: Any, standing: Standing, step: StepStanding, names: Mapping[UUID, str], typed: Mapping[Any, Typed]
) -> Iterator[Seat]:
    seen = seen_now(standing)
    for answer in step.answers:
        party = answer.demand.party
        capacity = capacity_of(user, step.task, party)
        if not capacity:
            continue
        yield Seat(
            task=step.task.pk,
            party=party,
            decides_for=names[party] if party else _group(user, step),
            capacity=str(_LABELS[capacity]),
            choices=choices_at(step.task),
            reasons=list(dict.fromkeys(reason.why for reason in answer.demand.reasons)),
            last=_last(standing, answer),
            is_waiting=answer.state == State.WAITING,
            again=parts_named(standing, answer.again) if answer.verdict else (),
            base_changed=_base_changed(answer, standing),
            token=standing.submission.token,
            seen=seen,
            typed=typed.get((step.task.pk, party), Typed()),
        )


def _group(user: Any, step: StepStanding) -> str:
    """Return the group of the person that a step asks."""
    groups = step.task.groups.all() if isinstance(step.task, LegalReviewTask) else Group.objects.none()
    name = groups.filter(pk__in=user.groups.all()).order_by("name").values_list("name", flat=True).first()
    return name or step.task.name


def _last(standing: Standing, answer: Answer) -> Verdict | None:
    """Return the last decision that was recorded there, whoever took it."""
    if standing.review is None:
        return None
    given = standing.review.verdicts.filter(task=answer.demand.task, party=answer.demand.party)
    return given.order_by("number").last()


def _base_changed(answer: Answer, standing: Standing) -> bool:
    base = standing.base.pk if standing.base else None
    return answer.verdict is not None and answer.verdict.base_id != base


def typed_in(sent: Sent, faults: Mapping[str, str]) -> dict[Any, Typed]:
    """Return what a person typed, to be shown again where they typed it."""
    said = sent.decision
    return {sent.place: Typed(said.choice, said.text, said.about, faults)}


def fault_in(sent: Sent, refusal: Exception | None) -> dict[str, str]:
    """Return which field is wrong, and why."""
    if not isinstance(refusal, Incomplete):
        return {}
    needs_words = sent.decision.choice in (Choice.RESERVE, Choice.CHANGES, Choice.REFUSE) and not sent.decision.text
    is_too_long = len(sent.decision.text) > LONGEST
    return {"text" if needs_words or is_too_long else "choice": str(refusal)}
