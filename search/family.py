"""Which of the units that were found stand above which: a part answers for what is said of the whole."""

from __future__ import annotations

from collections.abc import Iterable

from search.engines.base import Document

_Terms = tuple[str, ...]


class Family:
    """Units found by one question, one document for each. What stands above a unit is told by its context alone."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._work_by_chain: dict[_Terms, str] = {}
        for document in documents:
            self._work_by_chain[document.context_terms + document.title_terms] = document.work
        self._lengths = sorted({len(chain) for chain in self._work_by_chain}, reverse=True)
        self._above: dict[_Terms, tuple[str, ...]] = {}

    def above(self, document: Document) -> tuple[str, ...]:
        """Return the found units above the unit of ``document``, the nearest first."""
        context = document.context_terms
        if context not in self._above:
            chains = (context[:length] for length in self._lengths if length <= len(context))
            self._above[context] = tuple(
                self._work_by_chain[chain] for chain in chains if chain in self._work_by_chain
            )
        return self._above[context]

    def is_child(self, document: Document, work: str) -> bool:
        """Tell whether the unit of ``document`` stands right below ``work``."""
        return self._work_by_chain.get(document.context_terms) == work
