"""The only code that lets a text pass the gate before its approvals."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition

from ..models import Approval, Review
from ..pages import ReviewedPage
from ..people import name_of
from ..reviewing import ask, current_task, standing_now
from ..standing import Standing, open_review, standing_of
from .declared import Emergency, declare

PUBLISHED = "approvals.emergency"
RIGHT = "approvals.publish_in_emergency"


@transaction.atomic
def publish_in_emergency(*, page: ReviewedPage, reason: str, by: Any) -> Edition:
    """Publish the draft of ``page`` now, for ``reason``, and ask those who should have agreed.

    Raises ``PermissionDenied`` without the right, ``PublicationRefused`` with a reason for the person.
    """
    if not by.has_perm(RIGHT):
        raise PermissionDenied
    if not reason.strip():
        raise PublicationRefused(_("Dites pourquoi ce texte ne peut pas attendre : les lecteurs le verront toujours."))
    draft: ReviewedPage = page.get_latest_revision_as_object()
    standing = standing_of(draft.proposal())
    _check(draft, standing)
    review = _review_to_come(draft, by)
    with declare(Emergency(draft.translation_key, reason.strip(), name_of(by))):
        draft.get_latest_revision().publish(user=by, skip_permission_checks=True)
    approval = (
        Approval.objects.filter(edition__work=draft.translation_key, is_emergency=True).order_by("number").last()
    )
    if approval is None or approval.record["seal"] != standing.submission.seal:
        raise PublicationRefused(_("Ce texte est déjà publié tel qu’il est : il n’y a pas d’urgence."))
    log(instance=page, action=PUBLISHED, user=by, data={"reason": reason.strip()})
    _ask_afterwards(review, standing.base)
    return approval.edition


def _check(draft: ReviewedPage, standing: Standing) -> None:
    if standing.is_complete:
        raise PublicationRefused(_("Ce texte a toutes ses approbations : publiez-le simplement."))
    if draft.go_live_at and draft.go_live_at > timezone.now():
        raise PublicationRefused(_("La publication de ce texte est prévue plus tard : retirez d’abord cette date."))


def _review_to_come(draft: ReviewedPage, by: Any) -> Review:
    """Return the review under way; a new one where there is none."""
    language = draft.locale.language_code
    review = open_review(draft.translation_key, language)
    if review is None or not _goes_on(review):
        workflow = draft.get_workflow()
        assert workflow is not None
        workflow.start(draft, by)
        review = open_review(draft.translation_key, language)
    assert review is not None
    return review


def _ask_afterwards(review: Review, base: Edition | None) -> None:
    """Have the review compare with what was in force before."""
    Review.objects.filter(pk=review.pk).update(after_the_fact=True, base=base)
    review.refresh_from_db()
    ask(review, standing_now(review), current=current_task(review))


def _goes_on(review: Review) -> bool:
    states = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    return WorkflowState.objects.filter(pk=review.workflow_state_id, status__in=states).exists()
