"""The outbox: what changed is written down in the transaction of the change, to be indexed after it."""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction

from .models import OutboxRow

changed = threading.Event()
"""Set when a change was committed in this process: wakes the drainer before its next look."""


def record(works: Collection[UUID]) -> None:
    """Note that ``works`` are to be indexed again, in the current transaction."""
    OutboxRow.objects.bulk_create(OutboxRow(work=work) for work in works)
    transaction.on_commit(changed.set, robust=True)


def record_changed_works(sender: object, works: frozenset[UUID], **kwargs: Any) -> None:
    """Receive ``works_changed``."""
    record(works)
