"""The sentence of an edition that a request is about."""

from __future__ import annotations

from portal.editions.models import Edition


def passage_of(edition: Edition, anchor: str) -> str:
    """Return what readers see at ``anchor``; empty for the whole text, or when the edition has no such passage."""
    if not anchor:
        return ""
    return next((passage.text for passage in edition.passages() if passage.anchor == anchor), "")
