"""The ledger: one digest over every edition of the portal, in the order of recording.

A work's chain does not show that its last edition was cut off; the ledger's head does, written down elsewhere.
"""

from __future__ import annotations

from .models import Edition, LedgerHead
from .seals import seal_of

_ONLY_ROW = 1


def following(digest: str, edition_digest: str) -> str:
    """Return the ledger's digest after the edition with ``edition_digest``."""
    return seal_of(f"{digest}{edition_digest}".encode())


def head() -> LedgerHead:
    """Return how many editions the ledger holds, and its digest."""
    return LedgerHead.objects.filter(pk=_ONLY_ROW).first() or LedgerHead(pk=_ONLY_ROW)


def append(edition: Edition) -> None:
    """Write ``edition`` into the ledger: for who has their turn (``turns.turn``), in the same transaction."""
    held = head()
    held.count += 1
    held.digest = following(held.digest, edition.digest)
    held.save()
