"""Words near to one that nobody knows: typing mistakes, spelling by ear, beginnings of words.

Every word is compared with the whole vocabulary (15,000 words in about two milliseconds), by letters and by sound.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from search.analysis.phonetics import sound

_SHORTEST = 4
_FIRST_LETTER = 0.08
_SAME_SOUND = 0.94
_NEAR_SOUND = 0.9
_BEGINNING = 0.8
_LEAST = 0.68
_BEHIND = 0.1
_FAMILY = 6
_CANDIDATES = 12
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Near:
    """A known word and how near it is: 1 is the same word."""

    word: str
    similarity: float


class Nearness:
    """Known words, arranged by length and by sound. Made once for each version of an index."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._sounds: dict[int, list[str]] = defaultdict(list)
        self._of_sound: dict[str, list[str]] = defaultdict(list)
        self._sorted = sorted(word for word in set(words) if len(word) >= _SHORTEST and not word.isdigit())
        for word in self._sorted:
            self._by_length[len(word)].append(word)
            self._of_sound[sound(word)].append(word)
        for key in self._of_sound:
            self._sounds[len(key)].append(key)
        self._nearest = lru_cache(maxsize=_REMEMBERED)(self._search)

    def near(self, word: str, limit: int = 3) -> list[Near]:
        """Return the known words nearest to a folded word, itself left out; none for very short words."""
        if len(word) < _SHORTEST or any(letter.isdigit() for letter in word):
            return []
        return list(self._nearest(word)[:limit])

    def _search(self, word: str) -> tuple[Near, ...]:
        best: dict[str, float] = {}
        nearest = [*self._by_letters(word), *self._by_sound(word), *self._by_beginning(word)]
        for found in nearest or self._by_common_beginning(word):
            if found.word == word:
                continue
            best[found.word] = max(best.get(found.word, 0.0), found.similarity)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        enough = max(_LEAST, ranked[0][1] - _BEHIND) if ranked else _LEAST
        return tuple(Near(known, likeness) for known, likeness in ranked if likeness >= enough)

    def _by_letters(self, word: str) -> Iterator[Near]:
        for known, distance in _closest(word, self._by_length, _tolerance(len(word))):
            if _is_likely_slip(word, known):
                yield Near(known, _similarity(word, known, distance))

    def _by_sound(self, word: str) -> Iterator[Near]:
        key = sound(word)
        if len(key) < _SHORTEST - 1:
            return
        for known_key, distance in _closest(key, self._sounds, min(2, len(key) // 5)):
            if known_key[0] != key[0]:
                continue
            likeness = _SAME_SOUND if not distance else _NEAR_SOUND * (1 - distance / max(len(key), len(known_key)))
            for known in self._of_sound[known_key]:
                letters = OSA.normalized_similarity(word, known)
                yield Near(known, likeness * (0.85 + 0.15 * letters))

    def _by_beginning(self, word: str) -> Iterator[Near]:
        """Yield the words that begin like this one (« compta », « stat »), the shortest first."""
        low = bisect_left(self._sorted, word)
        begun = []
        while low < len(self._sorted) and self._sorted[low].startswith(word):
            begun.append(self._sorted[low])
            low += 1
        for known in sorted(begun, key=len)[:_CANDIDATES]:
            yield Near(known, _BEGINNING)

    def _by_common_beginning(self, word: str) -> Iterator[Near]:
        """Yield the word with the longest beginning in common: another form of the same family, mistyped."""
        place = bisect_left(self._sorted, word)
        around = self._sorted[max(0, place - 1) : place + 1]
        shared = {known: Prefix.similarity(word, known) for known in around}
        for known, length in shared.items():
            if length >= max(_FAMILY, len(word) // 2, len(known) // 2) and length == max(shared.values()):
                yield Near(known, _LEAST)


def _tolerance(length: int) -> int:
    """Return how many mistakes a word of this length may have."""
    return 1 if length < 6 else 2 if length < 9 else 3


def _is_likely_slip(word: str, known: str) -> bool:
    """Tell whether one may be typed for the other: another first letter, or another letter in a short word of the
    same length, mostly makes another word (« mail, main », « venir, tenir »), unless they sound alike.
    """
    if word[0] != known[0] and len(word) == len(known):
        return sound(word)[:1] == sound(known)[:1] or word[:2] == known[1::-1]
    short_and_changed = len(word) == len(known) < _FAMILY and sorted(word) != sorted(known)
    return not short_and_changed or sound(word) == sound(known)


def _similarity(word: str, known: str, distance: int) -> float:
    other_start = word[0] != known[0] and sound(word)[:1] != sound(known)[:1]
    return 1 - distance / max(len(word), len(known)) - (_FIRST_LETTER if other_start else 0.0)


def _closest(word: str, by_length: dict[int, list[str]], tolerance: int) -> Iterator[tuple[str, int]]:
    for length in range(len(word) - tolerance, len(word) + tolerance + 1):
        known = by_length.get(length)
        if known:
            found = process.extract(
                word, known, scorer=OSA.distance, processor=None, score_cutoff=tolerance, limit=_CANDIDATES
            )
            yield from ((each, int(distance)) for each, distance, _place in found)
