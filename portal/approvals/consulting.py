"""Legal adds a party to those that a change touches, or leaves one out: by name, with a reason, for all to read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.editions.models import Work
from portal.editions.turns import turn

from .access import is_of_legal
from .deciding import DecidedMeanwhile, Incomplete, NotEntitled
from .models import Exemption, Invitation, Representation, Review
from .models.tasks import PartiesApprovalTask
from .people import name_of, person_of
from .reviewing import ask, current_task, standing_now
from .sealing import seal
from .standing import Standing

LONGEST_REASON = 1000


@transaction.atomic
@turn()
def add_party(*, review: Review, party: UUID, mandatory: bool, reason: str, by: Any) -> Invitation:
    """Have a party asked although the change touches it not; raises ``DecisionRefused`` with a reason."""
    review, standing = _locked(review, by)
    _check_reason(reason)
    if not parties_to_add(review, standing).filter(key=party).exists():
        raise Incomplete(_("Choisissez une des parties proposées."))
    added = Invitation.objects.create(
        review=review,
        party_id=party,
        mandatory=mandatory,
        reason=reason.strip(),
        by=name_of(by),
        user=by,
        at=timezone.now(),
    )
    seal(added)
    _ask_again(review)
    return added


@transaction.atomic
@turn()
def leave_out_party(*, review: Review, party: UUID, reason: str, by: Any) -> Exemption:
    """Have a party not asked; raises ``DecisionRefused`` with a reason.

    Never by an author of the text, and never a party that has answered: what it said counts.
    """
    review, standing = _locked(review, by)
    if person_of(by) in standing.authors:
        raise NotEntitled(_("Vous avez écrit à ce texte : une autre personne doit décider de qui n’est pas consulté."))
    _check_reason(reason)
    if review.verdicts.filter(party=party).exists():
        raise DecidedMeanwhile(_("Cette partie a répondu : ce qu’elle a dit compte, elle ne peut plus être écartée."))
    if party not in parties_to_leave_out(standing):
        raise Incomplete(_("Choisissez une des parties proposées."))
    left_out = Exemption.objects.create(
        review=review, party_id=party, reason=reason.strip(), by=name_of(by), person=person_of(by), at=timezone.now()
    )
    seal(left_out)
    _ask_again(review)
    return left_out


def parties_to_add(review: Review, standing: Standing) -> QuerySet[Work]:
    """Return whom legal may add: parties that somebody represents, that are neither asked nor left out."""
    if not _steps_of_parties(standing):
        return Work.objects.none()
    represented = Representation.objects.on(timezone.localdate()).values("party")
    asked = {answer.demand.party for step in _steps_of_parties(standing) for answer in step.answers}
    found = Work.objects.filter(key__in=represented).exclude(key__in=asked - {None})
    return found.exclude(key__in=review.exemptions.values("party"))


def parties_to_leave_out(standing: Standing) -> list[UUID]:
    """Return whom legal may leave out: parties that are asked and have not answered."""
    answered = set(standing.review.verdicts.values_list("party", flat=True)) if standing.review else set()
    asked = (answer.demand.party for step in _steps_of_parties(standing) for answer in step.answers)
    return list(dict.fromkeys(party for party in asked if party and party not in answered))


def _steps_of_parties(standing: Standing) -> list[Any]:
    return [step for step in standing.steps if isinstance(step.task, PartiesApprovalTask)]


def _locked(review: Review, by: Any) -> tuple[Review, Standing]:
    """Return the review, locked, and how it stands; refuse who is not of legal."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.closed_at is not None:
        raise DecidedMeanwhile(_("Cet examen est terminé : il n’y a plus rien à décider ici."))
    standing = standing_now(review)
    if not is_of_legal(by, review):
        raise NotEntitled(_("Le service juridique décide de qui est consulté."))
    return review, standing


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Incomplete(_("Dites pourquoi : tous ceux qui décident le liront."))
    if len(reason) > LONGEST_REASON:
        raise Incomplete(_("Cette raison est trop longue : résumez-la."))


def _ask_again(review: Review) -> None:
    ask(review, standing_now(review), current=current_task(review))
