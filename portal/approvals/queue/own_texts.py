"""The texts that a person wrote, under review: who is waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from wagtail.models import WorkflowState

from portal.editions.reading import Link, Reading

from ..models import Request, Review
from ..models.reviews import State
from ..party_names import party_names
from ..waiting import wrote_at
from .presentation import chains_of


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text under review; ``waited_for`` are the names of those who are asked, ``is_back``: its author must act."""

    review: Review
    chain: Sequence[Link]
    waited_for: Sequence[str]
    is_back: bool


def own_reviews(user: Any) -> QuerySet[Review]:
    """Return the open reviews of texts that a person wrote at, the oldest first."""
    found = Review.objects.filter(wrote_at(user), closed_at=None).select_related("workflow_state")
    return found.order_by("opened_at", "pk")


def own_shown(reviews: Sequence[Review], user: Any, reading: Reading) -> list[OwnText]:
    """Return how these texts stand: a fixed number of queries."""
    rows = Request.objects.filter(review__in=reviews, state=State.WAITING, is_current=True)
    waiting = list(rows.select_related("task").order_by("due_on", "pk"))
    names = party_names({row.party_id for row in waiting}, user, reading)
    chains = chains_of(reviews, reading)
    return [
        OwnText(
            review=review,
            chain=chains.get(review.pk, ()),
            waited_for=[
                names[row.party_id] if row.party_id else row.task.name for row in waiting if row.review_id == review.pk
            ],
            is_back=_is_back(review),
        )
        for review in reviews
    ]


def _is_back(review: Review) -> bool:
    state = review.workflow_state
    return state is None or state.status in (WorkflowState.STATUS_NEEDS_CHANGES, WorkflowState.STATUS_CANCELLED)
