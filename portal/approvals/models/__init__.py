"""Tasks in Wagtail's workflows, whom they ask, what was answered, and what became of it."""

from .approvals import Approval
from .chains import ChainEnd
from .holidays import Holiday, HolidayYear
from .minutes import Minute
from .notices import Notice, Reached
from .offers import DelegationOffer, OfferQuerySet
from .parties import Representation, RepresentationQuerySet
from .policies import KindWorkflow
from .reviews import Contribution, Exemption, Invitation, Request, RequestQuerySet, Review, Weighing, Weight
from .tasks import ApprovalTask, LegalReviewTask, MandatoryParty, PartiesApprovalTask
from .verdicts import Choice, Verdict

__all__ = [
    "Approval",
    "ApprovalTask",
    "ChainEnd",
    "Choice",
    "Contribution",
    "DelegationOffer",
    "Exemption",
    "Holiday",
    "HolidayYear",
    "Invitation",
    "KindWorkflow",
    "LegalReviewTask",
    "MandatoryParty",
    "Minute",
    "Notice",
    "OfferQuerySet",
    "PartiesApprovalTask",
    "Reached",
    "Representation",
    "RepresentationQuerySet",
    "Request",
    "RequestQuerySet",
    "Review",
    "Verdict",
    "Weighing",
    "Weight",
]
