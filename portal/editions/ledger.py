"""The ledger: one digest over every edition and every withdrawal, in the order of recording.

A work's chain does not show that its last edition was cut off; the ledger's head does, written down elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from typing import Any

from .models import Edition, LedgerHead, Withdrawal
from .seals import seal_of

_ONLY_ROW = 1


def following(digest: str, entered: str) -> str:
    """Return the ledger's digest after the edition or the withdrawal whose digest is ``entered``."""
    return seal_of(f"{digest}{entered}".encode())


def head() -> LedgerHead:
    """Return how many editions the ledger holds, and its digest."""
    return LedgerHead.objects.filter(pk=_ONLY_ROW).first() or LedgerHead(pk=_ONLY_ROW)


def append(recorded: Edition | Withdrawal) -> None:
    """Enter what was recorded: for who has their turn (``turns.turn``), in the same transaction."""
    held = head()
    held.count += 1
    held.digest = following(held.digest, recorded.digest)
    held.save()


def entered() -> Iterator[str]:
    """Yield the digest of everything recorded, in order: in one turn editions come before withdrawals."""
    return (digest for _order, digest in merge(_recorded(0, Edition), _recorded(1, Withdrawal)))


def _recorded(kind: int, model: type[Edition] | type[Withdrawal]) -> Iterator[tuple[tuple[Any, int, int], str]]:
    rows = model._default_manager.order_by("recorded_at", "pk").values_list("recorded_at", "pk", "digest")
    return (((moment, kind, pk), digest) for moment, pk, digest in rows.iterator())
