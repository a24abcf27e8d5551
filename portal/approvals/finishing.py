"""The end of a workflow: the text goes to the gate under the name of who submitted it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_approved(workflow_state: WorkflowState, user: Any = None) -> None:
    """Ask the gate to publish the draft as it is: whatever was edited since it was approved is refused there."""
    # Wagtail asks for this function while its models are being made.
    from .reviewing import close_what_is_published, ratify

    if _was_switched_off(workflow_state):
        _leave_a_draft(workflow_state, user)
        return
    revision = workflow_state.content_object.get_latest_revision()
    # Whoever submits needs no right to publish: those who approved gave it.
    revision.publish(user=workflow_state.requested_by or user, skip_permission_checks=True)
    ratify(workflow_state)
    close_what_is_published(workflow_state)


def _was_switched_off(workflow_state: WorkflowState) -> bool:
    """Whether the workflow ends because it, or the step that the text was at, was switched off: nobody agreed."""
    from wagtail.models import TaskState

    if not workflow_state.workflow.active:
        return True
    decided = workflow_state.task_states.exclude(status=TaskState.STATUS_SKIPPED).select_related("task")
    last = decided.order_by("pk").last()
    return last is not None and (last.status == TaskState.STATUS_CANCELLED or not last.task.active)


def _leave_a_draft(workflow_state: WorkflowState, user: Any) -> None:
    """End the workflow without the approval that Wagtail takes it for: whoever has the right may publish the draft."""
    workflow_state.status = workflow_state.STATUS_IN_PROGRESS
    workflow_state.cancel(user=user)
