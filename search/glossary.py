"""The field's glossary, compiled: phrases in any of the portal's languages lead to entries, entries to phrases.

Pure: entries come from wherever they are kept (reference data, a file) as plain rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from search.analysis.content import content
from search.analysis.stemming import lemma, stem
from search.analysis.stopwords import is_light_word
from search.analysis.tokens import tokenise

_LONGEST_PHRASE = 6
_MOST_READINGS = 16
_FEW_WORDS = 2
_SHORT_NAME = 2

Readings = Sequence[str]
"""The folded words that one word of a question may stand for, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept of the field; each list of ``terms`` (by language) holds interchangeable names of it."""

    key: str
    terms: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of an entry: its folded content words in one language, and the hyphenated words that these make."""

    entry: str
    language: str
    words: tuple[str, ...]
    compounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``start`` to ``end`` (excluded) of a question name ``entries``; ``language`` is the one they are in.

    ``partly``: one word of the name is missing.
    """

    start: int
    end: int
    entries: tuple[str, ...]
    language: str
    partly: bool = False


_Lookup = dict[tuple[str, frozenset[str]], list[Phrase]]


class Glossary:
    """A compiled glossary. Building costs some milliseconds for each hundred entries; keep it."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._phrases: dict[str, list[Phrase]] = {}
        self._by_stems: _Lookup = defaultdict(list)
        self._by_most_stems: _Lookup = defaultdict(list)
        self._stems: dict[str, set[str]] = defaultdict(set)
        words: set[str] = set()
        for entry in entries:
            words.update(self._add(entry))
        self._words = frozenset(words)

    def phrases(self, entry: str, language: str) -> list[Phrase]:
        """Return the names of an entry in one language."""
        return [phrase for phrase in self._phrases.get(entry, []) if phrase.language == language]

    def words(self) -> frozenset[str]:
        """Return every folded content word of every name."""
        return self._words

    def knows(self, word: str, languages: Iterable[str]) -> bool:
        """Tell whether a folded word, or a form of it, stands in a name in one of ``languages``."""
        return any(stem(word, language) in self._stems[language] for language in languages)

    def find(self, words: Sequence[Readings], languages: Sequence[Sequence[str]]) -> list[Match]:
        """Return what the words of a question name, the longest phrases first, none overlapping.

        ``languages`` are groups, the likeliest first; a group is only asked when those before it know nothing.
        """
        matches: list[Match] = []
        taken: set[int] = set()
        for place in _windows(len(words)):
            span = range(place[0], place[-1] + 1)
            if taken.isdisjoint(span) and (match := self._match(words, place, languages)):
                matches.append(match)
                taken.update(span)
        return sorted(matches, key=lambda match: match.start)

    def named(self, word: str, language: str) -> tuple[str, ...]:
        """Return the entries that a folded word alone is a name of, in any number or gender."""
        phrases = self._by_stems.get((language, frozenset((stem(word, language),))), ())
        same = (phrase.entry for phrase in phrases if lemma(phrase.words[0], language) == lemma(word, language))
        return tuple(dict.fromkeys(same))

    def _match(self, words: Sequence[Readings], place: Sequence[int], groups: Sequence[Sequence[str]]) -> Match | None:
        readings = [words[index] for index in place]
        for lookup, partly in ((self._by_stems, False), (self._by_most_stems, True)):
            for group in groups:
                for combination in islice(product(*readings), _MOST_READINGS):
                    found = [phrase for language in group for phrase in _named(lookup, combination, language)]
                    if found:
                        entries = tuple(dict.fromkeys(phrase.entry for phrase in found))
                        return Match(place[0], place[-1] + 1, entries, found[0].language, partly)
        return None

    def _add(self, entry: Entry) -> Iterator[str]:
        phrases = [
            phrase for language, terms in entry.terms.items() for phrase in _compiled(entry.key, language, terms)
        ]
        self._phrases[entry.key] = phrases
        for phrase in phrases:
            stems = frozenset(stem(word, phrase.language) for word in phrase.words)
            self._by_stems[phrase.language, stems].append(phrase)
            for missing in stems if len(stems) > _FEW_WORDS else ():
                self._by_most_stems[phrase.language, stems - {missing}].append(phrase)
            self._stems[phrase.language] |= stems
            yield from phrase.words


def _windows(length: int) -> Iterator[Sequence[int]]:
    """Yield the places to look at in a question: long before short, then pairs around another word, then words."""
    for size in range(min(_LONGEST_PHRASE, length), 1, -1):
        yield from (range(start, start + size) for start in range(length - size + 1))
    yield from ((start, start + 2) for start in range(length - 2))
    yield from ((start,) for start in range(length))


def _named(lookup: _Lookup, words: Sequence[str], language: str) -> list[Phrase]:
    """Return the phrases made of these words; those in exactly these forms, if there are any."""
    found = lookup.get((language, frozenset(stem(word, language) for word in words)), [])
    return [phrase for phrase in found if set(phrase.words) == set(words)] or found


def _compiled(entry: str, language: str, terms: Iterable[str]) -> list[Phrase]:
    found = (_phrase(entry, language, term) for term in terms)
    return [phrase for phrase in dict.fromkeys(found) if phrase.words]


def _phrase(entry: str, language: str, term: str) -> Phrase:
    """Return a name in the words that a question would keep; in none when one word would stand for a long name."""
    tokens = tokenise(term)
    kept = content(tokens, (language,))
    words = tuple(token.forms[0] for token in kept)
    alone = len(words) == 1 < len(tokens)
    if alone and (len(tokens) > _SHORT_NAME or is_light_word(words[0], (language,))):
        return Phrase(entry, language, ())
    return Phrase(entry, language, words, tuple(dict.fromkeys(token.compound for token in kept if token.compound)))
