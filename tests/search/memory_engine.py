"""The smallest engine: everything in memory, for tests of what stands above engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from search.engines.base import Concept, Document, Filters, Hit, Query, Result

FIELDS = {"terms": 1.0, "title_terms": 0.8, "context_terms": 0.25}


class MemoryEngine:
    """Scores a passage by the weights of the concepts that it matches."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._documents = list(documents)
        self._changes = 0

    def search(self, query: Query) -> Result:
        """Return the passages that match, best first."""
        found = []
        for document in self._documents:
            scores = [_score(concept, document) for concept in query.concepts]
            if query.concepts and sum(map(bool, scores)) >= query.minimum and visible(document, query.filters):
                found.append(Hit(document, sum(scores)))
        found.sort(key=lambda hit: (-hit.score, hit.document.id))
        return Result(found[: query.limit], len({hit.document.work for hit in found}))

    def vocabulary(self, filters: Filters | None = None) -> Mapping[str, int]:
        """Return every plain word with the number of passages it is in."""
        shown = (document for document in self._documents if filters is None or visible(document, filters))
        return Counter(term[2:] for document in shown for term in document.terms if term.startswith("w:"))

    def version(self) -> str:
        """Return a token that changes with every change."""
        return str(self._changes)

    def replace(self, works: Iterable[str], documents: Iterable[Document]) -> None:
        """Make ``documents`` the only ones of ``works``."""
        gone = set(works)
        self.rebuild([*(each for each in self._documents if each.work not in gone), *documents])

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Make ``documents`` the only ones."""
        self._documents = list(documents)
        self._changes += 1

    def documents(self) -> Iterator[Document]:
        """Yield everything."""
        yield from self._documents


def visible(document: Document, filters: Filters) -> bool:
    """Tell whether a reader may and wants to see ``document``."""
    chosen = ("organisation", "unit_kind", "place", "family")
    return (
        filters.language in document.served
        and document.audience <= filters.audience
        and (filters.on is None or document.starts <= filters.on < document.ends)
        and (filters.said is None or document.recorded_from <= filters.said < document.recorded_until)
        and all(getattr(filters, name) in ("", getattr(document, name)) for name in chosen)
        and _concerns(document.profiles, filters.profiles)
        and _concerns(document.channels, filters.channels)
    )


def _concerns(codes: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    return not codes or not asked or not set(codes).isdisjoint(asked)


def _score(concept: Concept, document: Document) -> float:
    best = 0.0
    for field, worth in FIELDS.items():
        present = set(getattr(document, field))
        ways = (way.weight for way in concept.alternatives if present.issuperset(way.terms))
        best = max(best, worth * max(ways, default=0.0))
    return best * concept.weight
