"""A delegation is offered and accepted: who offers it learns nothing of accounts but what their owner answers."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.editions.turns import turn

from .delegating import DelegationRefused, account_named, check_end, delegate, held_by
from .models import DelegationOffer, OfferQuerySet, Representation

MOST_WAITING = 10


def offers_by(user: Any) -> OfferQuerySet:
    """Return what a person offered, and what nobody has accepted yet, of the parties that they hold."""
    mine = held_by(user).order_by().values("party")
    return DelegationOffer.objects.open().filter(by=user, party__in=mine).order_by("offered_at", "pk")


@transaction.atomic
@turn()
def offer(*, party: UUID, typed: str, last_day: datetime.date, act: str, by: Any) -> DelegationOffer:
    """Offer to whoever is called as ``typed`` to act for a party; raises ``DelegationRefused``.

    The same is done and said whether or not that names an account.
    """
    check_end(last_day, party=party, by=by)
    typed = typed.strip()
    if typed.casefold() in {by.get_username().casefold(), by.email.casefold()} - {""}:
        raise DelegationRefused("account", _("Personne ne se délègue à soi-même."))
    waiting = offers_by(by).filter(declined_at=None)
    if waiting.filter(party=party, typed__iexact=typed).exists():
        raise DelegationRefused("account", _("Vous l’avez déjà demandé : la réponse est attendue."))
    if waiting.count() >= MOST_WAITING:
        raise DelegationRefused("account", _("Trop de demandes attendent une réponse : retirez-en d’abord une."))
    to = account_named(typed)
    words = {"typed": typed, "last_day": last_day, "act": act.strip(), "offered_at": timezone.now()}
    return DelegationOffer.objects.create(party_id=party, by=by, to=to, **words)


@transaction.atomic
@turn()
def withdraw(*, offered: int, by: Any) -> DelegationOffer:
    """Take an offer back; raises ``DelegationRefused`` where it was accepted, or is of somebody else."""
    held = DelegationOffer.objects.filter(pk=offered, by=by).first()
    if held is None:
        raise DelegationRefused("", _("Cette demande n’est plus là : elle a été acceptée, ou retirée."))
    held.delete()
    return held


@transaction.atomic
@turn()
def accept(*, offered: int, by: Any) -> Representation:
    """Take a delegation on, from today; raises ``DelegationRefused`` where it no longer can be."""
    held = _waiting(offered, by)
    made = delegate(party=held.party_id, to=by, last_day=held.last_day, act=held.act, by=held.by)
    held.delete()
    return made


@transaction.atomic
@turn()
def decline(*, offered: int, by: Any) -> DelegationOffer:
    """Say no to an offer: who made it will read so."""
    held = _waiting(offered, by)
    held.declined_at = timezone.now()
    held.save(update_fields=["declined_at"])
    return held


def _waiting(offered: int, by: Any) -> DelegationOffer:
    held = DelegationOffer.objects.waiting_for(by).select_related("by").filter(pk=offered).first()
    if held is None:
        raise DelegationRefused("", _("Cette demande n’est plus là : elle a été retirée, ou vous y avez répondu."))
    return held
