"""Wagtail's own mails about workflows, kept for what is not under review.

They go out while a decision is being recorded, and name the draft in their subject.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.dispatch import Signal
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from ..models import Review

_SIGNALS: dict[str, Signal] = {
    "submitted": workflow_submitted,
    "rejected": workflow_rejected,
    "approved": workflow_approved,
}


def stand_in_for_wagtails_mails() -> None:
    """Take the places that Wagtail's notifiers register under; before they do, when its admin is ready."""
    for name, signal in _SIGNALS.items():
        place = f"workflow_state_{name}_email_notification"
        signal.connect(_unless_reviewed(name), sender=WorkflowState, weak=False, dispatch_uid=place)


def _unless_reviewed(name: str) -> Callable[..., None]:
    def tell(sender: Any, instance: WorkflowState, **kwargs: Any) -> None:
        from wagtail.admin import signal_handlers

        notifiers = {
            "submitted": signal_handlers.workflow_submission_email_notifier,
            "rejected": signal_handlers.workflow_rejection_email_notifier,
            "approved": signal_handlers.workflow_approval_email_notifier,
        }
        if not Review.objects.filter(workflow_state=instance).exists():
            notifiers[name](instance=instance, **kwargs)

    return tell
