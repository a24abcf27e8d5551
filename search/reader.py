"""What a reader may find: on their date, as it is said now or was at their moment."""

from __future__ import annotations

from portal.editions.kinds import Family
from portal.editions.reading import Reading

from .engines.base import NOW, Filters, moment_of


def filters_of(
    reading: Reading, family: Family, *, profiles: tuple[str, ...] = (), channels: tuple[str, ...] = ()
) -> Filters:
    """Return what of a family of texts this reader may see, of what concerns one of the profiles and channels."""
    said = moment_of(reading.recorded) if reading.recorded else NOW
    return Filters(
        reading.language,
        reading.audience,
        reading.date.toordinal(),
        said,
        family=str(family),
        profiles=profiles,
        channels=channels,
    )
