"""Which party answers for an organisation or a unit."""

from __future__ import annotations

from uuid import UUID

from .models import Representation
from .policy import upwards


def party_for(work: UUID) -> UUID:
    """Return the nearest of ``work`` and those above it that somebody represents; else the one at the top."""
    chain = list(upwards(work))
    represented = set(Representation.objects.filter(party__in=chain).values_list("party", flat=True))
    return next((key for key in chain if key in represented), chain[-1])
