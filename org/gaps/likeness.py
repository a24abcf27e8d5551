"""Which sentences say the same: by their words, without case, accents, signs and the words that say nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

_WORD: Final = re.compile(r"\w+")
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_EMPTY: Final = frozenset(
    word
    for line in (
        "a ainsi au aux avec ce ces cette chez comme d dans de des du elle en entre est et eux il ils l la le les",
        "leur leurs lors mais n ne ni nos notre nous on ont ou par pas plus pour qu que qui s sa sans se ses si son",
        "sont sous sur tous tout toute toutes un une vers y",
    )
    for word in line.split()
)
# What stands in more sentences than this is a turn of phrase; it brings no two of them together.
_MOST_IN_COMMON: Final = 60

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """Return the words of a sentence that say something."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return tuple(word for word in _WORD.findall(plain) if word not in _EMPTY)


def likeness(one: Words, other: Words) -> float:
    """Return which part of all their words two sentences have in common."""
    here, there = set(one), set(other)
    return len(here & there) / len(here | there) if here or there else 0.0


def alike(sentences: Sequence[Words], least: float) -> Iterator[tuple[int, int]]:
    """Yield the places of every two sentences that are alike: those that share a pair of words are looked at.

    The same sentence in several places is looked at once; no pair of strangers is compared.
    """
    places: dict[Words, list[int]] = defaultdict(list)
    for place, words in enumerate(sentences):
        if words:
            places[words].append(place)
    for same in places.values():
        if len(same) <= _MOST_IN_COMMON:
            yield from combinations(same, 2)
    different = list(places)
    for one, other in _near(different):
        if likeness(different[one], different[other]) >= least:
            yield from ((a, b) for a in places[different[one]] for b in places[different[other]])


def _near(sentences: Sequence[Words]) -> set[tuple[int, int]]:
    by_pair: dict[frozenset[str], list[int]] = defaultdict(list)
    for place, words in enumerate(sentences):
        for pair in {frozenset(pair) for pair in pairwise(words)} or {frozenset(words)}:
            by_pair[pair].append(place)
    common = (found for found in by_pair.values() if len(found) <= _MOST_IN_COMMON)
    return {pair for found in common for pair in combinations(found, 2)}
