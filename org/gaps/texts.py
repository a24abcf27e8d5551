"""What texts say. An edition never changes: what was read once is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.editions.kinds import Content
from portal.editions.models import Edition


@dataclass(frozen=True, slots=True)
class Kept:
    """What an edition says, and the source edition that it renders."""

    content: Content
    renders: int | None


# More parameters than this are too many for some databases.
MANY = 10_000

_known: dict[str, Kept] = {}


def contents(editions: Iterable[str]) -> Mapping[str, Kept]:
    """Return what each of the ``editions`` says, by their digests: at most one query.

    A digest names one content for ever; a primary key may come back after a transaction that was undone.
    """
    global _known  # one assignment: whoever reads in another thread has the old one or the new one
    wanted = set(editions)
    known = {digest: kept for digest, kept in _known.items() if digest in wanted}
    if unknown := wanted - known.keys():
        found = Edition.objects.filter(digest__in=unknown) if len(unknown) < MANY else Edition.objects.all()
        known.update(
            {
                edition.digest: Kept(edition.content, edition.document["renders"])
                for edition in found.iterator()
                if edition.digest in unknown
            }
        )
    _known = known
    return known
