"""Whoever holds a party lets somebody else act for it, for a time; a delegate cannot go further."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.editions.turns import turn

from .models import Notice, Representation, RepresentationQuerySet, Request
from .models.notices import Told
from .models.parties import Capacity
from .notices.noting import notices_to
from .people import name_of, person_of

LONGEST = datetime.timedelta(days=366)
MAY_DELEGATE = (Capacity.HOLDER, Capacity.INTERIM)


class DelegationRefused(Exception):
    """A delegation that cannot be; ``field`` is what to correct, the text is for the person, in their language."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def held_by(user: Any) -> RepresentationQuerySet:
    """Return the parties that a person may delegate today."""
    return Representation.objects.of(user).on(timezone.localdate()).filter(capacity__in=MAY_DELEGATE)


def delegations_of(user: Any) -> RepresentationQuerySet:
    """Return the delegations, of today or to come, that a person may end."""
    running = Representation.objects.filter(Q(until=None) | Q(until__gt=timezone.localdate()))
    mine = held_by(user).order_by().values("party")
    return running.filter(capacity=Capacity.DELEGATE, party__in=mine).select_related("user").order_by("until", "pk")


def account_named(typed: str) -> Any:
    """Return the account that somebody named exactly, by its name or by its address; None where that names no one."""
    asked = typed.strip()
    active = get_user_model().objects.filter(is_active=True)
    by_name = active.filter(username=asked).first()
    if by_name or "@" not in asked:
        return by_name
    by_address = list(active.filter(email__iexact=asked)[:2])
    return by_address[0] if len(by_address) == 1 else None


@transaction.atomic
@turn()
def delegate(*, party: UUID, to: Any, last_day: datetime.date, act: str, by: Any) -> Representation:
    """Have ``to``, who has accepted, act for a party from today until the end of a day.

    Raises ``DelegationRefused`` in words for both of them.
    """
    check_end(last_day, party=party, by=by)
    if person_of(to) == person_of(by):
        raise DelegationRefused("account", _("Personne ne se délègue à soi-même."))
    until = last_day + datetime.timedelta(days=1)
    running = Representation.objects.filter(Q(until=None) | Q(until__gt=timezone.localdate()), party=party, user=to)
    if running.filter(starts__lt=until).exists():
        raise DelegationRefused("account", _("Cette partie est déjà représentée par ce compte à ces dates."))
    fields = {"starts": timezone.localdate(), "until": until, "act": act.strip()}
    made = Representation.objects.create(party_id=party, user=to, capacity=Capacity.DELEGATE, **fields)
    log(instance=made, action="wagtail.create", user=by, title=str(made))
    _tell(made)
    return made


@transaction.atomic
@turn()
def end_delegation(*, delegation: int, by: Any) -> Representation:
    """End at once what a person delegated; raises ``DelegationRefused`` where it is not theirs to end."""
    held = delegations_of(by).filter(pk=delegation).first()
    if held is None:
        raise DelegationRefused("", _("Cette délégation est terminée, ou n’est pas la vôtre."))
    today = timezone.localdate()
    log(instance=held, action="wagtail.edit" if held.starts < today else "wagtail.delete", user=by, title=str(held))
    if held.starts < today:
        held.until = today
        held.save(update_fields=["until"])
    else:
        held.delete()  # it ends on the day it began; what was decided by it stays
    return held


def check_end(last_day: datetime.date, *, party: UUID, by: Any) -> None:
    """Refuse what a person may not delegate until the end of a day; raises ``DelegationRefused``."""
    own_ends = list(held_by(by).filter(party=party).order_by("pk").values_list("until", flat=True))
    if not own_ends:
        raise DelegationRefused("party", _("Seul le titulaire d’une partie, ou son intérimaire, la délègue."))
    today = timezone.localdate()
    if last_day < today:
        raise DelegationRefused("last_day", _("Ce jour est passé : une délégation finit aujourd’hui ou plus tard."))
    if last_day > today + LONGEST:
        raise DelegationRefused("last_day", _("Une délégation dure un an au plus ; renouvelez-la ensuite."))
    if None not in own_ends and last_day >= max(end for end in own_ends if end):
        raise DelegationRefused("last_day", _("À cette date, qui délègue ne représente plus cette partie."))


def _tell(delegation: Representation) -> None:
    """Have the delegate told of what waits for the party: whoever was there before was told already."""
    now = timezone.now()
    waiting = Request.objects.waiting().filter(party=delegation.party_id, told_at__isnull=False)
    for request in waiting.select_related("review"):
        Notice.objects.bulk_create(
            notices_to([delegation.user], Told.ASKED, now, review=request.review, request=request)
        )


def said_of(delegation: Representation) -> str:
    """Return whom a delegation names."""
    return name_of(delegation.user)
