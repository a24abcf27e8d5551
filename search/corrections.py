"""« Vouliez-vous dire… »: near words, as texts that the reader may see write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.analysis.terms import plain
from search.analysis.tokens import tokenise
from search.engines.base import Document, Hit
from search.question import Correction


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word of a question that nobody knows, and the word that was meant, with its accents."""

    written: str
    meant: str


def proposals(corrections: Iterable[Correction], hits: Sequence[Hit]) -> Iterator[Proposal]:
    """Yield, for each unknown word, the nearest word that one of ``hits`` has: nothing from hidden texts."""
    for correction in corrections:
        found = (_as_written(word, hits) for word in correction.suggestions)
        meant = next(filter(None, found), "")
        if meant:
            yield Proposal(correction.written, meant)


def put_right(question: str, proposed: Iterable[Proposal]) -> str:
    """Return ``question`` with its doubtful words as they were meant."""
    for proposal in proposed:
        word = rf"(?<!\w){re.escape(proposal.written)}(?!\w)"
        question = re.sub(word, lambda _found, meant=proposal.meant: meant, question, count=1)  # type: ignore[misc]
    return question


def _as_written(word: str, hits: Iterable[Hit]) -> str:
    documents = (hit.document for hit in hits if plain(word) in hit.document.terms)
    return next((written for document in documents for written in _in_text(word, document)), "")


def _in_text(word: str, document: Document) -> Iterator[str]:
    """Yield ``word`` as the passage writes it; a compound (« port-de-paix ») from its first part to its last."""
    tokens = [token for token in tokenise(document.text) if word in (token.compound, *token.forms)]
    if tokens and tokens[0].compound == word:
        parts = [token for token in tokens if token.compound == word][: word.count("-") + 1]
        yield document.text[parts[0].start : parts[-1].end]
    elif tokens and len(tokens[0].forms) == 1:
        written = document.text[tokens[0].start : tokens[0].end]
        yield written if tokens[0].acronym else written.lower()
