"""Ending a text that needs approval: no verdict is asked, but a right of its own."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.editions.gate import Ending, PublicationRefused

from .models.tasks import ApprovalTask
from .policy import governing_workflows

RIGHT = "approvals.end_approved_text"


class EndingRefused(PublicationRefused):
    """A text under approval was to be ended by who has no right to; it stays in force."""

    awaits_approval = True


def refuse_to_end_what_was_approved(ending: Ending) -> None:
    """Refuse to end a text under approval to everybody but those who have the right."""
    if ending.by is not None and ending.by.has_perm(RIGHT):
        return
    if _is_under_approval(ending):
        raise EndingRefused(
            _("Ce texte est soumis à approbation : seul qui en a le droit, au service juridique, peut y mettre fin.")
        )


def _is_under_approval(ending: Ending) -> bool:
    workflows = governing_workflows(work=ending.work, kind=ending.kind, parent=None)
    tasks = (task.specific for workflow in workflows for task in workflow.tasks.filter(active=True))
    return any(isinstance(task, ApprovalTask) for task in tasks)
