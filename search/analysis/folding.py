"""Words made comparable: lower case, no accents, ligatures opened, nothing but letters and digits."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"})
_ROUNDS = 4


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return ``word`` folded, empty when nothing of it is a letter or a digit; folding twice changes nothing."""
    if word.isascii() and word.isalnum():
        return word.lower()
    for _round in range(_ROUNDS):
        folded = _fold_once(word)
        if folded == word:
            break
        word = folded
    return word


def _fold_once(word: str) -> str:
    opened = unicodedata.normalize("NFKD", word.translate(_LIGATURES)).casefold()
    letters = unicodedata.normalize("NFKD", opened)
    return "".join(letter for letter in letters if letter.isalnum())
