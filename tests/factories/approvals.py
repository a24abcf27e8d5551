"""Workflows, and people who decide in them. The portal must be set up."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import Group, User
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from org.models import StructurePage
from portal.approvals.consulting import leave_out_party
from portal.approvals.deciding import Decision, Result, decide
from portal.approvals.models import LegalReviewTask, PartiesApprovalTask, Representation, Review
from portal.approvals.reviewing import standing_now
from portal.approvals.standing import open_review
from portal.setup import LEGAL

from .people import UserFactory

LONG_AGO = datetime.date(2020, 1, 1)


def legal_review(**fields: Any) -> LegalReviewTask:
    """Return a step for the legal service."""
    task = LegalReviewTask.objects.create(name=fields.pop("name", "Examen juridique"), **fields)
    task.groups.add(Group.objects.get(name=LEGAL))
    return task


def parties_approval(**fields: Any) -> PartiesApprovalTask:
    """Return a step for the parties."""
    return PartiesApprovalTask.objects.create(name=fields.pop("name", "Accord des parties"), **fields)


def read_again(**fields: Any) -> GroupApprovalTask:
    """Return a step of Wagtail's own for the legal service: the gate does not insist on it."""
    task = GroupApprovalTask.objects.create(name=fields.pop("name", "Relecture"), **fields)
    task.groups.add(Group.objects.get(name=LEGAL))
    return task


def workflow(*tasks: Task, over: Page | None = None, name: str = "Approbation") -> Workflow:
    """Return a workflow of these steps, set on a subtree if one is given."""
    made = Workflow.objects.create(name=name)
    for order, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=made, task=task, sort_order=order)
    if over is not None:
        WorkflowPage.objects.create(workflow=made, page=over)
    return made


def lawyer(**fields: Any) -> User:
    """Return a member of the legal service."""
    return UserFactory(in_groups=[LEGAL], **fields)


def representative(party: Page, *, capacity: str = "holder", user: User | None = None, **fields: Any) -> User:
    """Return somebody who decides for the organisation or unit of a page."""
    found = user or UserFactory()
    dates = {"starts": LONG_AGO, **fields}
    Representation.objects.create(party=party.specific.work, user=found, capacity=capacity, **dates)
    return found


def submitted(page: StructurePage, by: User | None = None, **changes: Any) -> Review:
    """Return the review of a draft of `page` with these changes, submitted by its author."""
    author = by or UserFactory()
    drafted(page, by=author, **changes)
    page.get_workflow().start(page, author)
    return review_of(page)


def drafted(page: StructurePage, by: User | None = None, **changes: Any) -> StructurePage:
    """Save a draft of `page` with these changes."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=by)
    return page


def review_of(page: Page) -> Review:
    """Return the open review of the text of a page."""
    review = open_review(page.translation_key, page.locale.language_code)
    assert review is not None
    return review


def decides(user: User, review: Review, choice: str = "agree", *, party: Page | None = None, **terms: Any) -> Result:
    """Have a person decide on the draft as it is now: for a party, or at the step that the text is at."""
    standing = standing_now(review)
    wanted = party.translation_key if party else None
    named = terms.pop("step", None)
    steps = [step for step in standing.steps if named in (None, step.task.name)]
    step = next(step for step in steps if any(each.demand.party == wanted for each in step.answers))
    last = review.verdicts.filter(task=step.task.pk, party=wanted).order_by("number").last()
    words = "" if choice in ("agree", "abstain") else "Pour une raison."
    sent = Decision(
        task=step.task.pk,
        party=wanted,
        choice=choice,
        token=terms.pop("token", standing.submission.token),
        after=terms.pop("after", last.number if last else 0),
        text=terms.pop("text", words),
        **terms,
    )
    return decide(review=review, decision=sent, by=user)


def token_of(review: Review) -> str:
    """Return what names the draft as it is now, for somebody who looks at it."""
    return standing_now(review).submission.token


def leaves_out(user: User, review: Review, party: Page, reason: str = "Déjà consultée.") -> None:
    """Have legal leave a party out."""
    leave_out_party(review=review, party=party.translation_key, reason=reason, by=user)


def resumed(page: StructurePage, by: User | None = None) -> None:
    """Submit again a text of which changes were asked."""
    WorkflowState.objects.active().for_instance(page).get().resume(user=by or UserFactory())
