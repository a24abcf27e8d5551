"""A mail to whoever is asked to act for a party: beside the answer to who asks, which tells nothing of accounts."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from ..models import DelegationOffer
from ..people import name_of

logger = logging.getLogger(__name__)

MOST_MAILS = 50


def tell_of_offers() -> int:
    """Tell everybody once of what they are asked; return how many mails went."""
    if not settings.EMAIL_IS_SET_UP:
        return 0
    waiting = DelegationOffer.objects.open().filter(told_at=None, declined_at=None, to__is_active=True)
    rows = waiting.exclude(to__email="").select_related("to", "by").order_by("offered_at", "pk")
    return sum(_tell(row) for row in rows[:MOST_MAILS])


def _tell(offer: DelegationOffer) -> bool:
    """Send one mail; where it fails, it is tried again."""
    untold = DelegationOffer.objects.filter(pk=offer.pk, told_at=None)
    if not untold.update(told_at=timezone.now()):
        return False
    try:
        with override(_language(offer.to)):
            send_mail(
                _("Mandat : on vous demande de décider pour une autre personne"), _body(offer), None, [_to(offer)]
            )
    except Exception:  # whatever is wrong with one mail, the others go
        logger.exception("The mail about offer %s failed", offer.pk)
        DelegationOffer.objects.filter(pk=offer.pk).update(told_at=None)
        return False
    return True


def _body(offer: DelegationOffer) -> str:
    assert offer.to is not None
    address = f"{settings.BASE_URL}{reverse('decisions')}"
    words = {"person": name_of(offer.to), "by": name_of(offer.by), "day": offer.last_day, "decisions": address}
    return render_to_string("approvals/mail/offer.txt", words).strip() + "\n"


def _to(offer: DelegationOffer) -> str:
    assert offer.to is not None
    return offer.to.email


def _language(user: Any) -> str:
    profile = UserProfile.objects.filter(user=user).first()
    return (profile.preferred_language if profile else "") or settings.LANGUAGE_CODE
