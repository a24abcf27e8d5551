"""Who is told about requests: read for many requests at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import WorkflowTask

from ..models import Contribution, LegalReviewTask, Representation, Request, Review
from ..people import person_of


class Circle:
    """The people around some reviews; a few queries, however many there are."""

    def __init__(self, reviews: Iterable[Review]) -> None:
        self.reviews = {review.pk: review for review in reviews}

    def asked(self, request: Request) -> list[Any]:
        """Return who may answer: never an author of the text."""
        asked = self._representatives[request.party_id] if request.party_id else self._members[request.task_id]
        return [user for user in asked if not self._is_author(user, request.review_id)]

    def watching(self, request: Request) -> list[Any]:
        """Return who is told that a request is late: who is asked, legal, and whoever submitted the text."""
        review = self.reviews[request.review_id]
        return _once([*self.asked(request), *self._legal(review), *_submitter(review)])

    def authors(self, review: Review) -> list[Any]:
        """Return who wrote at a text, and whoever submitted it."""
        rows = [row for row in self._contributions if row.review_id == review.pk]
        wrote = [self._accounts[row.account] for row in rows if row.account in self._accounts]
        return _once([*wrote, *_submitter(review)])

    def _legal(self, review: Review) -> list[Any]:
        state = review.workflow_state
        tasks = self._legal_tasks[state.workflow_id] if state else ()
        return [user for task in tasks or sorted(self._members) for user in self._members[task]]

    def _is_author(self, user: Any, review: int) -> bool:
        return (review, user.pk) in self._wrote or (review, self._person(user)) in self._wrote

    @cached_property
    def _person(self) -> Callable[[Any], str]:
        return cache(person_of)

    @cached_property
    def _contributions(self) -> list[Contribution]:
        return list(Contribution.objects.filter(review__in=self.reviews).order_by("pk"))

    @cached_property
    def _wrote(self) -> set[tuple[int, int | str]]:
        """By review the accounts and the persons who wrote at it."""
        rows = self._contributions
        return {(row.review_id, who) for row in rows for who in (row.account, row.person)}

    @cached_property
    def _accounts(self) -> dict[int, Any]:
        return get_user_model().objects.filter(is_active=True).in_bulk([row.account for row in self._contributions])

    @cached_property
    def _representatives(self) -> dict[UUID | None, list[Any]]:
        found: dict[UUID | None, list[Any]] = defaultdict(list)
        held = Representation.objects.on(timezone.localdate()).filter(user__is_active=True).select_related("user")
        for row in held.order_by("pk"):
            if row.user not in found[row.party_id]:
                found[row.party_id].append(row.user)
        return found

    @cached_property
    def _members(self) -> dict[int, list[Any]]:
        """The members of the groups of each step of legal's."""
        found: dict[int, list[Any]] = defaultdict(list)
        tasks = LegalReviewTask.objects.filter(active=True).prefetch_related("groups__user_set")
        for task in tasks.order_by("pk"):
            members = [user for group in task.groups.all() for user in group.user_set.all() if user.is_active]
            found[task.pk] = sorted(_once(members), key=lambda user: user.pk)
        return found

    @cached_property
    def _legal_tasks(self) -> dict[int, list[int]]:
        """The steps of legal's by workflow."""
        found: dict[int, list[int]] = defaultdict(list)
        rows = WorkflowTask.objects.filter(task__in=list(self._members)).order_by("workflow", "sort_order")
        for workflow, task in rows.values_list("workflow", "task"):
            found[workflow].append(task)
        return found


def _submitter(review: Review) -> list[Any]:
    by = review.workflow_state.requested_by if review.workflow_state else None
    return [by] if by and by.is_active else []


def _once(users: Iterable[Any]) -> list[Any]:
    return list({user.pk: user for user in users}.values())
