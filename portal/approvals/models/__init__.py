"""Tasks in Wagtail's workflows, whom they ask, what was answered, and what became of it."""

from .approvals import Approval
from .parties import Representation, RepresentationQuerySet
from .policies import KindWorkflow
from .reviews import Contribution, Exemption, Invitation, Request, RequestQuerySet, Review, Weighing, Weight
from .tasks import ApprovalTask, LegalReviewTask, MandatoryParty, PartiesApprovalTask
from .verdicts import Choice, Verdict

__all__ = [
    "Approval",
    "ApprovalTask",
    "Choice",
    "Contribution",
    "Exemption",
    "Invitation",
    "KindWorkflow",
    "LegalReviewTask",
    "MandatoryParty",
    "PartiesApprovalTask",
    "Representation",
    "RepresentationQuerySet",
    "Request",
    "RequestQuerySet",
    "Review",
    "Verdict",
    "Weighing",
    "Weight",
]
