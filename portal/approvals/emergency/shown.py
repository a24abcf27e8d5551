"""Which texts are in force as they were published in an emergency, for lists and search to say so."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from portal.editions.reading import Reading


def published_in_emergency(works: Collection[UUID], reading: Reading) -> set[UUID]:
    """Return those of ``works`` whose edition in force, as the reader asks, was published before its approvals."""
    if not works:
        return set()
    held = reading.held().filter(work__in=works, edition__approval__is_emergency=True)
    return set(held.values_list("work", flat=True))
