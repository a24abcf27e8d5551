"""French inclusive spelling: from « chef(fe) » or « Directeur/trice » to both genders, each in full."""

from __future__ import annotations

from typing import Final

_REPLACED: Final[dict[str, tuple[str, ...]]] = {
    "trice": ("teur",),
    "rice": ("eur",),
    "euse": ("eur", "eux"),
    "ive": ("if",),
    "ve": ("f",),
    "se": ("x", "r"),
    "iere": ("ier",),
    "ere": ("er",),
    "re": ("r",),
    "enne": ("en",),
    "onne": ("on",),
    "elle": ("el",),
    "ale": ("al",),
    "esse": ("e",),
    "ffe": ("f",),
}
_ADDED: Final = frozenset({"e", "fe", "ne", "le", "te", "s", "x", "que"})

_PLURAL: Final = frozenset({"s", "x"})
_LOOSE: Final = frozenset({"le", "te", "re", "se", "s", "x", "que"})
"""Endings that are also words after a hyphen (« donne-le »), hence not read as endings there."""

_SHORT_WORDS: Final = frozenset({"un"})


def is_ending(word: str, *, after_hyphen: bool = False) -> bool:
    """Tell whether folded ``word`` can be the second half of an inclusive form."""
    singular = _singular(word)
    if after_hyphen and singular in _LOOSE:
        return False
    return singular in _REPLACED or singular in _ADDED


def takes_ending(base: str) -> bool:
    """Tell whether folded ``base`` is long enough to be completed (« un(e) » is the one short word)."""
    return len(base) > 2 or base in _SHORT_WORDS


def both_genders(base: str, ending: str, *, plural: bool = False) -> tuple[str, ...]:
    """Return the forms that « base(ending) » stands for: ``chef``, ``fe`` → ``chef``, ``cheffe``."""
    if ending in _PLURAL:
        return (base, base + ending)
    stem = base[:-1] if base.endswith("s") and len(base) > 3 and ending.endswith("s") else base
    other = _complete(stem, _singular(ending))
    if plural or (ending.endswith("s") and ending != "s"):
        return (_pluralise(base), _pluralise(other))
    return (base, other)


def _complete(base: str, ending: str) -> str:
    for old in _REPLACED.get(ending, ()):
        if base.endswith(old):
            return base.removesuffix(old) + ending
    return base + ending


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 1 and word.endswith("s") else word


def _pluralise(word: str) -> str:
    return word if word.endswith(("s", "x")) else word + "s"
