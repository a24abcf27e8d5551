"""What the page shows of delegations, as plain data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ..delegating import said_of
from ..models import Representation


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
