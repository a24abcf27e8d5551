"""Who may see a review: who was asked, who wrote, legal, and who publishes. Nobody else learns that there is one."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from wagtail.models import Page, TaskState

from portal.editions.models import Work

from .models import LegalReviewTask, Representation, Request, Review
from .models.reviews import State
from .people import person_of
from .waiting import wrote_at


def visible_review(user: Any, pk: int) -> Review:
    """Return a review that ``user`` may see; for anybody else there is none."""
    review = Review.objects.select_related("work", "workflow_state").filter(pk=pk).first()
    if review is None or not may_see(user, review):
        raise Http404
    return review


def may_see(user: Any, review: Review) -> bool:
    """Whether a person has to do with a review."""
    return (
        is_of_legal(user, review)
        or Review.objects.filter(wrote_at(user), pk=review.pk).exists()
        or review.verdicts.filter(Q(account=user.pk) | Q(person=person_of(user))).exists()
        or asked_parties(review).filter(party__in=_represented(user)).exists()
        or may_publish(user, Page.objects.filter(pk=review.page).first())
    )


def is_of_legal(user: Any, review: Review) -> bool:
    """Whether a person is a member of a group that a step of the review asks."""
    tasks = review.requests.filter(party=None).values("task")
    return LegalReviewTask.objects.filter(pk__in=tasks, groups__in=user.groups.all()).exists()


def asked_parties(review: Review) -> QuerySet[Request]:
    """Return the parties whose turn has come once: before, the text is none of their business yet."""
    started = TaskState.objects.filter(workflow_state=review.workflow_state_id, task=OuterRef("task"))
    answered = Q(state__in=(State.AGREED, State.AGAINST, State.ABSTAINED))
    return review.requests.exclude(party=None).filter(Q(is_current=True) | answered | Exists(started))


def may_publish(user: Any, page: Page | None) -> bool:
    """Whether a person may publish a page on the desk."""
    return page is not None and bool(page.permissions_for_user(user).can_publish())


def own_parties(user: Any) -> QuerySet[Work]:
    """Return the parties that a person represents today."""
    return Work.objects.filter(key__in=_represented(user))


def _represented(user: Any) -> Any:
    return Representation.objects.of(user).on(timezone.localdate()).values("party")
