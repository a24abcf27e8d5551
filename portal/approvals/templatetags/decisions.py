"""What the header of every page says of decisions to who has signed in."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, IntegerField, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..models import LegalReviewTask, Representation, Review
from ..waiting import waiting_for, wrote_at

register = template.Library()


@register.simple_tag(takes_context=True)
def decisions_waiting(context: dict[str, Any]) -> int | None:
    """Return how much waits for the person; None for who has nothing to do with decisions. One query."""
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return None
    today = timezone.localdate()
    waiting = waiting_for(user, today).order_by().annotate(one=Value(1)).values("one")
    has_to_do = (
        Q(Exists(Representation.objects.of(user).on(today)))
        | Q(Exists(LegalReviewTask.objects.filter(active=True, groups__in=user.groups.all())))
        | Q(Exists(Review.objects.filter(wrote_at(user), closed_at=None)))
    )
    count = Coalesce(Subquery(waiting.annotate(count=Count("pk")).values("count"), output_field=IntegerField()), 0)
    found = get_user_model().objects.filter(has_to_do, pk=user.pk).values_list(count, flat=True)
    return found.first()
