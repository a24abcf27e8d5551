"""The end of a workflow: the text goes to the gate under the name of who submitted it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_approved(workflow_state: WorkflowState, user: Any = None) -> None:
    """Ask the gate to publish the draft as it is: whatever was edited since it was approved is refused there."""
    # Wagtail asks for this function while its models are being made.
    from .reviewing import close_what_is_published, ratify

    revision = workflow_state.content_object.get_latest_revision()
    # Whoever submits needs no right to publish: those who approved gave it.
    revision.publish(user=workflow_state.requested_by or user, skip_permission_checks=True)
    ratify(workflow_state)
    close_what_is_published(workflow_state)
