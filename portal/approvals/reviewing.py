"""What a workflow, an edit and a verdict change of a review: whom it asks now, and whether its step is over."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from portal.editions import freshness
from portal.editions.pages import EditionedPage
from portal.editions.turns import turn

from . import workdays
from .models import Contribution, Request, Review
from .models.reviews import Outcome, State
from .models.tasks import ApprovalTask
from .naming import changes_named
from .people import name_of, person_of
from .sealing import seal
from .standing import Answer, Standing, StepStanding, open_review


def draft_of(review: Review) -> EditionedPage:
    """Return the page under review as it is drafted now."""
    page: EditionedPage = Page.objects.get(pk=review.page).specific.get_latest_revision_as_object()
    return page


def standing_now(review: Review) -> Standing:
    """Return how the draft stands as it is now."""
    return Standing(draft_of(review).proposal(), review)


def begin_step(task: ApprovalTask, state: TaskState, user: Any) -> TaskState:
    """Open the review where there is none, and ask; end the step where it is satisfied already."""
    page = state.workflow_state.content_object.specific.get_latest_revision_as_object()
    if not isinstance(page, EditionedPage):
        return state
    review = _review_of(page, state.workflow_state, user)
    standing = Standing(page.proposal(), review)
    ask(review, standing, current=task.pk)
    step = standing.step(task.pk)
    if step is None or step.is_satisfied:
        state.status = TaskState.STATUS_APPROVED if step and step.answers else TaskState.STATUS_SKIPPED
        state.finished_at = timezone.now()
        state.save()
    return state


@transaction.atomic
@turn()
def note_draft(review: Review, user: Any) -> Standing:
    """Keep who wrote at a text under review, and ask those again whom the edit touched."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    _contribute(review, user)
    # In this turn: whoever decides at the same moment decides before the edit, or sees it.
    standing = standing_now(review)
    ask(review, standing, current=current_task(review))
    return standing


def current_task(review: Review) -> int | None:
    """Return the step of the workflow that the text is at; None while it is not being carried on."""
    workflow = WorkflowState.objects.filter(pk=review.workflow_state_id, status=WorkflowState.STATUS_IN_PROGRESS)
    at: int | None = workflow.values_list("current_task_state__task", flat=True).first()
    return at


@transaction.atomic
@turn()
def ask(review: Review, standing: Standing, *, current: int | None) -> None:
    """Bring what is asked of whom in line with the draft and with what was answered."""
    held = {(row.task_id, row.party_id): row for row in review.requests.all()}
    for step in standing.steps:
        for answer in step.answers:
            row = held.pop((step.task.pk, answer.demand.party), None)
            _ask(
                row or Request(review=review, task_id=step.task.pk, party_id=answer.demand.party),
                step,
                answer,
                current,
                changes_named(standing, answer),
            )
    for row in held.values():
        row.state, row.is_current = State.LEFT_OUT, False
        row.save()


def _ask(row: Request, step: StepStanding, answer: Answer, current: int | None, changes: dict[str, Any]) -> None:
    was_waiting = row.pk is not None and row.state == State.WAITING and row.is_current
    row.state, row.is_current = answer.state, current == step.task.pk
    row.mandatory = answer.demand.mandatory
    row.reasons = [{"part": reason.part, "why": reason.why} for reason in answer.demand.reasons]
    row.changes = changes
    is_waiting = row.state == State.WAITING and row.is_current
    if row.pk is None or (is_waiting and not was_waiting):
        row.asked_at = timezone.now()
        row.due_on = workdays.after(timezone.localdate(), step.task.working_days)
        row.told_at = row.reminded_at = row.escalated_at = None
    row.save()


def close(review: Review, outcome: Outcome) -> None:
    """End a review."""
    review.closed_at, review.outcome = timezone.now(), outcome
    review.save()
    review.requests.update(is_current=False)


def ratify(workflow_state: WorkflowState) -> None:
    """End a review that was held after an emergency, once everybody has agreed."""
    for review in Review.objects.filter(workflow_state=workflow_state, after_the_fact=True, closed_at=None):
        close(review, Outcome.RATIFIED)
        freshness.renew()


def close_what_is_published(workflow_state: WorkflowState) -> None:
    """End the review of a text that made no edition: what was approved is what readers have already."""
    page = Page.objects.get(pk=workflow_state.object_id)
    if page.live and page.live_revision_id == page.latest_revision_id:
        for review in Review.objects.filter(workflow_state=workflow_state, closed_at=None):
            close(review, Outcome.PUBLISHED)


def _review_of(page: EditionedPage, workflow_state: WorkflowState, user: Any) -> Review:
    """Return the review that goes on under a workflow; a new one where the last was given up."""
    review = open_review(page.translation_key, page.locale.language_code)
    if review and review.workflow_state_id == workflow_state.pk:
        return review
    if review and _was_given_up(review):
        close(review, Outcome.ABANDONED)
        review = None
    if review:
        review.workflow_state = workflow_state
        review.save()
        return review
    return _opened(page, workflow_state, user)


def _was_given_up(review: Review) -> bool:
    state = review.workflow_state
    return state is None or state.status == WorkflowState.STATUS_CANCELLED


def _opened(page: EditionedPage, workflow_state: WorkflowState, user: Any) -> Review:
    by = workflow_state.requested_by or user
    review = Review.objects.create(
        work=page.work,
        language=page.locale.language_code,
        page=page.pk,
        title=page.title,
        workflow_state=workflow_state,
        opened_at=timezone.now(),
        opened_by=name_of(by) if by else "",
        position=page.place().position,
        desk_path=page.path,
    )
    _contribute(review, by)
    for revision in _since_the_edition_in_force(page):
        _contribute(review, revision.user)
    return review


def _since_the_edition_in_force(page: EditionedPage) -> Any:
    revisions = page.revisions.select_related("user").order_by("pk")
    live = page.live_revision
    return revisions.filter(pk__gt=live.pk) if live else revisions


def _contribute(review: Review, user: Any) -> None:
    if user is not None:
        words = {"person": person_of(user), "name": name_of(user)}
        row, is_new = Contribution.objects.get_or_create(review=review, account=user.pk, defaults=words)
        if is_new:
            seal(row)
