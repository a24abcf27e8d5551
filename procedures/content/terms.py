"""A word of a short list, as it stood when the edition was published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A profile, a channel, a type of document: its stable code, and its name in the edition's language."""

    code: str
    name: str
