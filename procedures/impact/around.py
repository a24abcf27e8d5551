"""What else a reorganisation touches: holders of posts, who decides for a party."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from org.forms import HeldPost as PostKey
from org.forms import posts_ever
from org.models import Holding
from portal.approvals.models import Representation
from portal.editions.models import Work


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post of the unit, and who holds it."""

    work: UUID
    post: str
    person: str
    term: str


def holdings_of(works: Collection[UUID], audience: int) -> list[HeldPost]:
    """Return who holds posts of ``works`` today or later."""
    today = timezone.localdate()
    readable = Work.objects.filter(key__in=list(works), effective_audience__lte=audience).values("key")
    rows = Holding.objects.said_now().filter(Q(ends=None) | Q(ends__gte=today), work__in=readable)
    held = list(rows.select_related("person").order_by("work", "starts", "pk"))
    titles = posts_ever({row.work for row in held})
    return [HeldPost(row.work, titles.get(PostKey(row.work, row.post), ""), row.person.name, row.term) for row in held]


def representatives_of(works: Collection[UUID]) -> list[Representation]:
    """Return the accounts that decide for ``works`` as parties today."""
    rows = Representation.objects.on(timezone.localdate()).filter(party__in=list(works))
    return list(rows.select_related("user", "party").order_by("party", "starts", "pk"))
