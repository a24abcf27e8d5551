"""Minor or material: what the portal proposes, and what persons make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.editions.turns import turn

from .access import is_of_legal
from .deciding import Incomplete, NotEntitled, TextChanged
from .models import Review, Weighing, Weight
from .people import name_of, person_of
from .reviewing import ask, current_task, standing_now
from .sealing import seal
from .standing import Standing


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much a change matters, the reasons for which the portal calls it material, and who said otherwise."""

    weight: Weight
    reasons: Sequence[str]
    proposed: Weight
    by: Weighing | None = None
    waits: Weighing | None = None

    @property
    def was_lowered(self) -> bool:
        """Whether persons made less of it than the portal proposes."""
        return self.weight == Weight.MINOR and self.proposed == Weight.MATERIAL


def weighed(standing: Standing) -> Weighed:
    """Return how the change of a draft is weighed."""
    reasons = standing.material
    proposed = Weight.MATERIAL if reasons else Weight.MINOR
    review = standing.review
    waits = unconfirmed(review, standing.submission.token) if review else None
    return Weighed(standing.weight, reasons, proposed, standing.weighing, waits)


def unconfirmed(review: Review, token: str) -> Weighing | None:
    """Return who said that the change of exactly that draft is minor, while nobody has confirmed it."""
    return review.weighings.filter(token=token, confirmed_at=None, weight=Weight.MINOR).order_by("at", "pk").last()


@transaction.atomic
@turn()
def weigh(*, review: Review, weight: Weight, token: str, reason: str, by: Any) -> Weighing:
    """Weigh a change otherwise than the portal proposes; a lighter weight counts once another person confirms it.

    Raises ``DecisionRefused`` with a reason for the person.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    standing = _seen(review, token)
    if not (is_of_legal(by, review) or person_of(by) in standing.authors):
        raise NotEntitled(_("La portée d’une modification se décide entre ses auteurs et le service juridique."))
    if not reason.strip():
        raise Incomplete(_("Dites pourquoi : les lecteurs le verront."))
    words = {"reason": reason.strip(), "name": name_of(by), "person": person_of(by), "at": timezone.now()}
    asked = {"review": review, "weight": weight, "token": token}
    weighing, is_new = Weighing.objects.get_or_create(**asked, defaults=words)
    if is_new:
        seal(weighing)
    _ask_again(review)
    return weighing


@transaction.atomic
@turn()
def confirm(*, weighing: Weighing, by: Any) -> Weighing:
    """Confirm that a change is minor: never by the person who said so first."""
    weighing = Weighing.objects.select_for_update().get(pk=weighing.pk)
    standing = _seen(weighing.review, weighing.token)
    if not is_of_legal(by, weighing.review) or person_of(by) in standing.authors:
        raise NotEntitled(_("Le service juridique le confirme, par quelqu’un qui n’a pas écrit à ce texte."))
    if person_of(by) == weighing.person:
        raise NotEntitled(_("Vous l’avez proposé : une autre personne doit le confirmer."))
    if weighing.confirmed_at is None:
        weighing.confirmed_name, weighing.confirmed_person = name_of(by), person_of(by)
        weighing.confirmed_at = timezone.now()
        weighing.save()
        seal(weighing)
        _ask_again(weighing.review)
    return weighing


def _seen(review: Review, token: str) -> Standing:
    """Return how the draft stands, if it is the one that the person saw."""
    standing = standing_now(review)
    if review.closed_at is not None or standing.submission.token != token:
        raise TextChanged(_("Le texte a changé depuis que vous l’avez ouvert : relisez avant de décider."))
    return standing


def _ask_again(review: Review) -> None:
    ask(review, standing_now(review), current=current_task(review))
