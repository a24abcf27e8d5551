"""Who holds the posts of a text, as one reader may see it, on the reader's date and as it was recorded."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from portal.editions.audiences import Audience
from portal.editions.reading import Reading

from .models.holdings import Capacity, Holding

# A post's holder comes first, then who stands in for them, then who may act in their name.
_RANKS = {capacity.value: rank for rank, capacity in enumerate(Capacity)}


@dataclass(frozen=True, slots=True)
class Act:
    """The text by which a person was appointed."""

    name: str
    citation: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in a post: as what, since when, until when, by which act. Personal data are there for staff only."""

    name: str
    capacity: Capacity
    starts: datetime.date
    ends: datetime.date | None = None
    scope: str = ""
    act: Act | None = None
    phone: str = ""
    email: str = ""


Holders = Mapping[UUID, tuple[Holder, ...]]


def holders_of(work: UUID, reading: Reading) -> Holders:
    """Return who holds each post of ``work``: one query."""
    rows = Holding.objects.of_works([work]).on(reading.date, reading.recorded).select_related("person", "act")
    by_post: dict[UUID, list[Holder]] = defaultdict(list)
    for holding in sorted(rows, key=lambda row: (_RANKS[row.capacity], row.starts)):
        by_post[holding.post].append(_shown(holding, for_staff=reading.audience >= Audience.STAFF))
    return {post: tuple(holders) for post, holders in by_post.items()}


def _shown(holding: Holding, *, for_staff: bool) -> Holder:
    act, person = holding.act, holding.person
    return Holder(
        name=person.name,
        capacity=Capacity(holding.capacity),
        starts=holding.starts,
        ends=holding.ends,
        scope=holding.scope,
        act=Act(act.name, act.citation, act.url) if act else None,
        phone=person.phone if for_staff else "",
        email=person.email if for_staff else "",
    )
