"""Somebody decides: on exactly what they saw, for whom they may, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Task, TaskState, WorkflowState

from portal.editions.gate import PublicationRefused
from portal.editions.turns import turn

from . import chain
from .models import Choice, Representation, Review, Verdict
from .models.parties import Capacity
from .models.tasks import LegalReviewTask, PartiesApprovalTask
from .models.verdicts import Member
from .people import name_of, person_of
from .reviewing import ask, current_task, draft_of, note_draft, standing_now
from .signals import refused_by_the_gate
from .standing import Answer, Standing


class DecisionRefused(Exception):
    """A decision that does not count; its text is for the person who took it, in their language."""


class NotEntitled(DecisionRefused):
    """The person may not decide here."""


class TextChanged(DecisionRefused):
    """The text is not the one that the person saw."""


class DecidedMeanwhile(DecisionRefused):
    """Somebody else decided since the person looked."""


class Incomplete(DecisionRefused):
    """The decision lacks its words, or is none that this step offers."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides, as they sent it.

    ``token`` names the text that they saw, ``after`` the number of the last verdict that they saw there (0: none).
    """

    task: int
    party: UUID | None
    choice: str
    token: str
    after: int = 0
    text: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a decision; ``refusal``: the text is approved, and the gate still has a reason."""

    verdict: Verdict
    is_published: bool = False
    refusal: str = ""


def decide(*, review: Review, decision: Decision, by: Any) -> Result:
    """Record a decision and carry the text on; the verdict stays although the gate refuses to publish.

    Raises ``DecisionRefused`` with a reason for the person; nothing is recorded then. A decision sent twice is
    recorded once.
    """
    verdict = _recorded(review, decision, by)
    try:
        is_published = carry_on(review=review, by=by)
    except PublicationRefused as refusal:
        refused_by_the_gate.send(Review, review=review, reason=str(refusal))
        return Result(verdict, refusal=str(refusal))
    return Result(verdict, is_published)


@transaction.atomic
@turn()
def _recorded(review: Review, decision: Decision, by: Any) -> Verdict:
    review = Review.objects.select_for_update().get(pk=review.pk)
    task = Task.objects.get(pk=decision.task).specific
    capacity = capacity_of(by, task, decision.party)
    if not capacity:
        raise NotEntitled(_("Vous ne pouvez pas décider ici : vous ne représentez pas cette partie."))
    last = review.verdicts.filter(task=decision.task, party=decision.party).order_by("number").last()
    if last and last.number != decision.after:
        if _is_the_same(last, decision, by):
            return last
        raise DecidedMeanwhile(_("%(name)s a décidé entre-temps : relisez avant de décider.") % {"name": last.name})
    standing = standing_now(review)
    answer = _asked(review, standing, decision)
    if standing.submission.token != decision.token:
        raise TextChanged(_("Le texte a changé depuis que vous l’avez ouvert : relisez avant de décider."))
    if person_of(by) in standing.authors:
        raise NotEntitled(_("Vous avez écrit à ce texte : une autre personne doit décider."))
    _check_words(decision, task)
    verdict = Verdict(
        review=review,
        task_id=decision.task,
        party_id=decision.party,
        choice=decision.choice,
        text=decision.text.strip(),
        about=decision.about,
        base=standing.base,
        seal=standing.submission.seal,
        parts=dict(standing.submission.parts),
        scope=sorted(answer.demand.parts),
        person=person_of(by),
        name=name_of(by),
        account=by.pk,
        capacity=capacity,
    )
    chain.append(verdict)
    ask(review, standing_now(review), current=current_task(review))
    return verdict


def capacity_of(user: Any, task: Any, party: UUID | None) -> str:
    """Return in which capacity a person may decide at a step for a party; empty: they may not."""
    if isinstance(task, LegalReviewTask) and party is None:
        return Member.MEMBER if task.groups.filter(pk__in=user.groups.all()).exists() else ""
    if not isinstance(task, PartiesApprovalTask) or party is None:
        return ""
    held = Representation.objects.of(user).on(timezone.localdate()).filter(party=party)
    capacities = set(held.values_list("capacity", flat=True))
    return next((capacity for capacity in Capacity.values if capacity in capacities), "")


@transaction.atomic
@turn()
def carry_on(*, review: Review, by: Any) -> bool:
    """Take the text to its next step, or to publication, where its step is over; return whether it was published.

    Raises ``PublicationRefused`` where the gate has a reason; the text stays at its step then.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    state = WorkflowState.objects.select_for_update().filter(pk=review.workflow_state_id).first()
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return False
    standing = standing_now(review)
    step = standing.step(state.current_task_state.task_id)
    if step is None:
        return False
    task_state = state.current_task_state.specific
    if step.is_satisfied:
        task_state.revision = draft_of(review).get_latest_revision()
        task_state.save()
        _go_on(task_state, standing, by)
    elif step.is_stopped:
        task_state.reject(user=by, comment=_what_is_asked(step.answers))
    review.refresh_from_db()
    if review.closed_at is None:
        ask(review, standing_now(review), current=current_task(review))
    return state_is_finished(task_state)


def _go_on(task_state: Any, standing: Standing, by: Any) -> None:
    """End a step; the next is Wagtail's, or, before it would end the workflow, one that is no longer satisfied.

    Wagtail knows revisions: what else changes a text (a name in a list, a file, an edit over the last revision, the
    workflow of the place where it is to go) it does not see.
    """
    task_state.approve(user=by, update=False)
    state = WorkflowState.objects.get(pk=task_state.workflow_state_id)
    following = state.get_next_task()
    left = [step.task for step in standing.steps if not step.is_satisfied]
    over = {step.task.pk for step in standing.steps if step.is_satisfied}
    if left and (following is None or following.pk in over):
        following = left[0]
    state.update(user=by, next_task=following)


def take_note(*, review: Review, by: Any) -> None:
    """Note an edit under review; where nobody is waited for at its step any more, the text goes to the next one.

    It is never published by an edit.
    """
    standing = note_draft(review, by)
    if not standing.is_complete:
        carry_on(review=review, by=by)


def state_is_finished(task_state: TaskState) -> bool:
    """Whether a step was the last one, and the text went to publication."""
    found = WorkflowState.objects.filter(pk=task_state.workflow_state_id, status=WorkflowState.STATUS_APPROVED)
    return found.exists()


def _asked(review: Review, standing: Standing, decision: Decision) -> Answer:
    """Return what the person answers to; refuse where nobody asked."""
    step = standing.step(decision.task) if review.closed_at is None else None
    if step is None or current_task(review) != decision.task:
        raise DecidedMeanwhile(_("Cette étape n’est plus ouverte : il n’y a plus rien à décider ici."))
    answer = next((each for each in step.answers if each.demand.party == decision.party), None)
    if answer is None:
        raise DecidedMeanwhile(_("Le texte ne touche plus cette partie : il n’y a plus rien à décider ici."))
    return answer


def _check_words(decision: Decision, task: Any) -> None:
    if decision.choice not in choices_at(task):
        raise Incomplete(_("Choisissez une des réponses proposées."))
    needs_words = decision.choice in (Choice.RESERVE, Choice.CHANGES, Choice.REFUSE)
    if needs_words and not decision.text.strip():
        raise Incomplete(_("Écrivez pourquoi : l’auteur du texte et les autres le liront."))


def choices_at(task: Any) -> list[Choice]:
    """Return what may be answered at a step."""
    may_abstain = isinstance(task, PartiesApprovalTask) and task.may_abstain
    return [choice for choice in Choice if may_abstain or choice != Choice.ABSTAIN]


def _is_the_same(last: Verdict, decision: Decision, by: Any) -> bool:
    said = (last.choice, last.text, last.about)
    return last.account == by.pk and said == (decision.choice, decision.text.strip(), decision.about)


def _what_is_asked(answers: tuple[Answer, ...]) -> str:
    said = [answer.verdict for answer in answers if answer.verdict and answer.verdict.text]
    return "\n".join(f"{verdict.name} : {verdict.text}" for verdict in said)
