"""What the page shows of delegations, as plain data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ..delegating import said_of
from ..models import DelegationOffer, Representation
from ..people import name_of


@dataclass(frozen=True, slots=True)
class Delegation:
    """Somebody who acts for a party for a time; the last day is one of them."""

    number: int
    name: str
    party: str
    starts: datetime.date
    last_day: datetime.date | None
    act: str


def running(rows: Iterable[Representation], names: Mapping[UUID, str]) -> list[Delegation]:
    """Return delegations with the names of people and parties."""
    return [
        Delegation(
            number=row.pk,
            name=said_of(row),
            party=names.get(row.party_id, ""),
            starts=row.starts,
            last_day=row.until - datetime.timedelta(days=1) if row.until else None,
            act=row.act,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Offer:
    """A delegation that was offered: to whoever is called so, or by somebody; the last day is one of them."""

    number: int
    name: str
    party: str
    last_day: datetime.date
    act: str
    is_declined: bool


def offered(rows: Iterable[DelegationOffer], names: Mapping[UUID, str]) -> list[Offer]:
    """Return what a person offered, to whom they typed: the account behind it is not theirs to know."""
    return [_offer(row, row.typed, names) for row in rows]


def received(rows: Iterable[DelegationOffer], names: Mapping[UUID, str]) -> list[Offer]:
    """Return what others offer to a person, with who does."""
    return [_offer(row, name_of(row.by), names) for row in rows]


def _offer(row: DelegationOffer, name: str, names: Mapping[UUID, str]) -> Offer:
    is_declined = row.declined_at is not None
    return Offer(row.pk, name, names.get(row.party_id, ""), row.last_day, row.act, is_declined)
