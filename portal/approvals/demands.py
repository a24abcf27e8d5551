"""Who must be asked about a change, and why: computed from what it changes, corrected by legal."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from portal.editions.gate import Proposal
from portal.editions.kinds import Content

from .models import Review
from .models.tasks import ApprovalTask, PartiesApprovalTask
from .parties import party_for
from .subjects import subject_of


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is asked: the part that touches them (empty: the whole), in words."""

    part: str
    why: str


@dataclass(frozen=True, slots=True)
class Demand:
    """Somebody who must be asked at a step: a party, or the step's group (no party)."""

    task: int
    party: UUID | None
    parts: frozenset[str]
    reasons: tuple[Reason, ...]
    mandatory: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """What is put to the vote: a draft, what the text said before, the parts that change, and how much it matters."""

    proposal: Proposal
    before: Content | None
    changed: frozenset[str]
    review: Review | None
    is_minor: bool


def demands_of(task: ApprovalTask, judged: Judged) -> list[Demand]:
    """Return whom a step must ask."""
    if isinstance(task, PartiesApprovalTask):
        return _of_parties(task, judged)
    return [Demand(task.pk, None, judged.changed, ())]


def _of_parties(task: PartiesApprovalTask, judged: Judged) -> list[Demand]:
    if judged.is_minor and not task.asks_about_minor:
        return []
    reasons = _reasons(judged)
    mandatory = set(task.mandatory_parties.values_list("party", flat=True))
    return [
        Demand(
            task=task.pk,
            party=party,
            parts=frozenset(reason.part for reason in why) or judged.changed,
            reasons=tuple(why),
            mandatory=party in mandatory or party in _insisted(judged.review),
        )
        for party, why in reasons.items()
    ]


def _reasons(judged: Judged) -> dict[UUID, list[Reason]]:
    """Return the parties that the change touches, those that legal added, without those that legal left out."""
    found: dict[UUID, list[Reason]] = defaultdict(list)
    subject = subject_of(judged.proposal.kind)
    parties: dict[UUID, UUID] = {}
    for touched in subject.parties_to_consult(judged.before, judged.proposal.content, judged.changed):
        party = parties.setdefault(touched.work, party_for(touched.work))
        reason = Reason(touched.part, touched.why)
        if reason not in found[party]:
            found[party].append(reason)
    if judged.review:
        for invitation in judged.review.invitations.order_by("pk"):
            found.setdefault(invitation.party_id, []).extend(
                Reason(part, _("Ajoutée par le service juridique : %(reason)s") % {"reason": invitation.reason})
                for part in sorted(judged.changed)
            )
        for exemption in judged.review.exemptions.order_by("pk"):
            found.pop(exemption.party_id, None)
    return dict(found)


def _insisted(review: Review | None) -> set[UUID]:
    """Return the parties that legal added as mandatory."""
    return set(review.invitations.filter(mandatory=True).values_list("party", flat=True)) if review else set()
