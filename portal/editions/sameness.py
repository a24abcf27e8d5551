"""Does an edition say what is proposed? A new schema alone makes no text say anything else."""

from __future__ import annotations

from .gate import Proposal
from .kinds import Document, kind_named
from .models import Edition
from .seals import normalised


def says_the_same(edition: Edition, proposal: Proposal) -> bool:
    """Whether ``edition`` says what is proposed: under the same seal, or once it is brought up to today's schema."""
    if edition.seal == proposal.seal():
        return True
    is_older = edition.document["schema"] < kind_named(proposal.kind).schema
    return is_older and _brought_up(edition) == proposal.document()


def _brought_up(edition: Edition) -> Document:
    """Return the document of an edition as today's schema writes it."""
    kind = kind_named(edition.document["kind"])
    document: Document = normalised(
        {**edition.document, "schema": kind.schema, "content": kind.write(edition.content)}
    )
    return document
