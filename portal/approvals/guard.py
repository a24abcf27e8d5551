"""The law of the gate: nothing that needs approval is published unless it was given to exactly that text."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.editions.gate import Proposal, PublicationRefused

from .emergency import is_declared_for
from .following import follows_its_source
from .standing import Standing, standing_of


class ApprovalMissing(PublicationRefused):
    """A text was to be published that is not approved as it is; its draft stays."""

    awaits_approval = True


def refuse_what_is_not_approved(proposal: Proposal) -> None:
    """Refuse a text under approval unless every approval it needs was given to it as it is."""
    if is_declared_for(proposal.work):
        return
    standing = standing_of(proposal)
    if not standing.is_complete and not follows_its_source(standing):
        raise ApprovalMissing(what_is_missing(standing))


def what_is_missing(standing: Standing) -> str:
    """Return, for the person who wanted to publish, what the text still needs."""
    steps = [step.task.name for step in standing.steps if not step.is_satisfied]
    if standing.review is None:
        way = _("Soumettez-le à l’approbation ; il sera publié dès qu’il l’aura reçue.")
    else:
        way = _("Il sera publié dès qu’il l’aura reçue tel qu’il est.")
    need = _("Ce texte n’est pas approuvé. Il manque : %(steps)s.") % {"steps": ", ".join(steps)}
    return f"{need} {way}"
