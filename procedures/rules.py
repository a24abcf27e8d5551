"""What a procedure must state to be published."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.editions.gate import Proposal, PublicationRefused

from .content.documents import DocumentContent
from .content.procedures import ProcedureContent
from .content.steps import Step
from .flow.faults import Fault, faults

_SHOWN = 5


def refuse_faulty(proposal: Proposal) -> None:
    """Guard the gate: steps that nobody does, or that lead nowhere, are not published, whatever way they come in."""
    content = proposal.content
    if isinstance(content, ProcedureContent) and (found := faults(content.steps)):
        raise PublicationRefused(" ".join(_told(fault, content.steps) for fault in found[:_SHOWN]))
    if isinstance(content, DocumentContent) and not content.attachments:
        raise PublicationRefused(_("Choisissez le fichier du document."))


def _told(fault: Fault, steps: tuple[Step, ...]) -> str:
    number, step = next((place, each) for place, each in enumerate(steps, start=1) if each.id == fault.step)
    words = {"number": number, "title": step.title, "message": fault.message}
    return _("Étape %(number)d, « %(title)s » : %(message)s") % words
