"""What Wagtail tells of workflows: whoever was asked is asked no more once the text is taken back."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import WorkflowState
from wagtail.signals import workflow_cancelled, workflow_rejected

from .models import Request, Review
from .models.reviews import Outcome
from .pages import ReviewedPage
from .reviewing import close


@receiver([workflow_cancelled, workflow_rejected])
def ask_nobody(sender: type, instance: WorkflowState, **kwargs: Any) -> None:
    """Take what waits off everybody's list; what was said stays."""
    Request.objects.filter(review__workflow_state=instance).update(is_current=False)


@receiver(post_delete)
def give_up_what_is_gone(sender: type, instance: Any, **kwargs: Any) -> None:
    """End the review of a draft that was deleted: nobody can decide on it any more."""
    if isinstance(instance, ReviewedPage):
        for review in Review.objects.filter(page=instance.pk, closed_at=None):
            close(review, Outcome.ABANDONED)
