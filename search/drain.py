"""The drain: the one writer of the index. It applies what the outbox says, after the change, and can die anywhere.

Rows are read first and deleted last, by id; between the two, the works' present state is computed from the
database and replaces what the index had. A crash at any line leaves the rows, and doing it again does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings
from filelock import FileLock

from .documents import documents_for
from .engines import get_engine
from .former_names import with_successors
from .models import OutboxRow

BATCH = 500
FOREVER = -1.0


@contextmanager
def writing(timeout: float = FOREVER) -> Iterator[None]:
    """Be the one writer of the index; raise ``filelock.Timeout`` if another stays it for ``timeout`` seconds."""
    directory = Path(settings.SEARCH_INDEX_DIR)
    directory.mkdir(parents=True, exist_ok=True)
    with FileLock(directory / "writer.lock", timeout=timeout, thread_local=False):
        yield


def drain_once(timeout: float = FOREVER) -> int:
    """Apply the oldest changes of the outbox; return how many."""
    if not OutboxRow.objects.exists():
        return 0
    with writing(timeout):
        return apply_oldest()


def drain(timeout: float = FOREVER) -> int:
    """Apply changes until the outbox is empty; return how many."""
    total = 0
    while count := drain_once(timeout):
        total += count
    return total


def rebuild(done: Callable[[int], object] = lambda count: None) -> None:
    """Build the index anew from the database while questions go on; ``done`` hears of works finished."""
    with writing():
        rows = list(OutboxRow.objects.values_list("id", flat=True))
        get_engine().rebuild(documents_for(None, done))
        _forget(rows)


def apply_oldest() -> int:
    """Apply the oldest changes; only for who is the one writer."""
    rows = dict(OutboxRow.objects.order_by("id").values_list("id", "work")[:BATCH])
    if rows:
        reindex(set(rows.values()))
        _forget(rows)
    return len(rows)


def reindex(works: set[UUID]) -> None:
    """Make the index say of ``works``, and of what came of them, what the database says; for the one writer."""
    works = with_successors(works)
    get_engine().replace([work.hex for work in works], documents_for(works))


def _forget(rows: Iterable[int]) -> None:
    ids = list(rows)
    for start in range(0, len(ids), BATCH):
        OutboxRow.objects.filter(id__in=ids[start : start + BATCH]).delete()
