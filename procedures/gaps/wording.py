"""Which words tell one responsibility from another: by their beginnings, and by how many sentences say them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from org.gaps.likeness import words_of

Beginnings = frozenset[str]

# « enregistrer », « enregistrement »: the beginning of a word says what it is about.
_BEGINNING, _SHORTEST = 6, 4
# What every step and every responsibility may say.
_SAID_OF_ANYTHING: Final = frozenset(
    ("assure", "veille", "faire", "fait", "autre", "person", "migran", "office", "servic", "direct", "chaque")
)
# A word said by more sentences than this part of them tells nothing apart; in a small structure no word is.
_COMMON_PART, _COMMON_LEAST = 0.04, 10


def beginnings(text: str) -> Beginnings:
    """Return the beginnings of the words of a sentence that say something."""
    return frozenset(word[:_BEGINNING] for word in words_of(text) if len(word) >= _SHORTEST) - _SAID_OF_ANYTHING


def common_among(sentences: Iterable[Beginnings]) -> Beginnings:
    """Return what too many of different sentences say: a sentence repeated from unit to unit counts once."""
    different = set(sentences)
    told = Counter(word for words in different for word in words)
    most = max(_COMMON_LEAST, _COMMON_PART * len(different))
    return frozenset(word for word, count in told.items() if count > most)
