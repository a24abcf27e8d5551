"""Does the index say what the database says? Compared passage by passage, by a digest of every field."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from .documents import documents_for
from .drain import apply_oldest, reindex, writing
from .engines import get_engine
from .engines.base import Document
from .models import OutboxRow


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, as ids of passages; ``works`` are those to index again; ``compared`` counts passages."""

    compared: int
    missing: frozenset[str]
    extra: frozenset[str]
    different: frozenset[str]
    works: frozenset[UUID]

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return not self.works


@dataclass(frozen=True, slots=True)
class _Print:
    id: str
    work: str
    digest: str


def check(*, repair: bool = False, done: Callable[[int], object] = lambda count: None) -> Comparison:
    """Compare index and database, the outbox applied first; with ``repair`` index again what differs."""
    with writing():
        while apply_oldest():
            pass
        comparison = compare(done)
        if repair and not comparison.agrees:
            reindex(set(comparison.works))
        return comparison


def compare(done: Callable[[int], object] = lambda count: None) -> Comparison:
    """Compare as things are; what changed meanwhile is on its way, and no difference."""
    indexed = _prints(get_engine().documents())
    stored = _prints(documents_for(None, done))
    pending = {work.hex for work in OutboxRow.objects.values_list("work", flat=True)}
    extra = _settled(indexed - stored, pending)
    missing = _settled(stored - indexed, pending)
    different = extra.keys() & missing.keys()
    return Comparison(
        compared=stored.total(),
        missing=frozenset(missing.keys() - different),
        extra=frozenset(extra.keys() - different),
        different=frozenset(different),
        works=frozenset(UUID(work) for work in (*extra.values(), *missing.values())),
    )


def digest(document: Document) -> str:
    """Return a digest of every field."""
    content = json.dumps(asdict(document), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _prints(documents: Iterable[Document]) -> Counter[_Print]:
    # Counted, for an index may hold a passage twice.
    return Counter(_Print(document.id, document.work, digest(document)) for document in documents)


def _settled(prints: Counter[_Print], pending: set[str]) -> dict[str, str]:
    return {each.id: each.work for each in prints if each.work not in pending}
