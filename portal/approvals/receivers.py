"""What Wagtail tells of workflows: whoever was asked is asked no more once the text is taken back."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import WorkflowState
from wagtail.signals import workflow_cancelled, workflow_rejected

from .models import Request


@receiver([workflow_cancelled, workflow_rejected])
def ask_nobody(sender: type, instance: WorkflowState, **kwargs: Any) -> None:
    """Take what waits off everybody's list; what was said stays."""
    Request.objects.filter(review__workflow_state=instance).update(is_current=False)
