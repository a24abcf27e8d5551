"""What the header of every page says of decisions to who has signed in."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth import get_user_model
from django.db.models import Exists, Q
from django.utils import timezone

from ..models import Contribution, DelegationOffer, LegalReviewTask, Representation
from ..waiting import waiting_for

register = template.Library()


@register.simple_tag(takes_context=True)
def decisions_waiting(context: dict[str, Any]) -> int | None:
    """Return how much waits for the person; None for who has nothing to do with decisions. One query for most."""
    user = context.get("user")
    if user is None or not user.is_authenticated or not _decides_or_writes(user):
        return None
    return waiting_for(user, timezone.localdate()).count()


def _decides_or_writes(user: Any) -> bool:
    has_to_do = (
        Q(Exists(Representation.objects.of(user).on(timezone.localdate())))
        | Q(Exists(LegalReviewTask.objects.filter(active=True, groups__in=user.groups.all())))
        | Q(Exists(DelegationOffer.objects.waiting_for(user)))
        | Q(Exists(Contribution.objects.filter(account=user.pk, review__closed_at=None)))
    )
    return bool(get_user_model().objects.filter(has_to_do, pk=user.pk).exists())
