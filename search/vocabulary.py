"""The words of an index with their counts: what is known, how rare it is."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search.analysis.stemming import lemma, stem
from search.analysis.stopwords import STOP_WORDS

_COMMONEST = 0.05
_SMALL_WORDS = 8
"""How many small words of its own a language must show before texts are taken to be in it."""


class Vocabulary:
    """Plain words with the number of passages they are in; stems are counted once for each language asked for.

    ``languages`` are those that passages are in: a stem of another language is in none, whatever words it has.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = words
        self.total = max(words.values(), default=1)
        self.languages = _languages(words)
        self._stems: dict[str, Counter[str]] = {}
        self._forms: dict[str, dict[str, list[str]]] = {}

    def count(self, term: str) -> int:
        """Return in how many passages a finished term is, at most."""
        kind, _, rest = term.partition(":")
        if kind == "s":
            language, _, found = rest.partition(":")
            return min(self._counts(language)[found], self.total)
        return self.words.get(rest, 0)

    def count_all(self, terms: Iterable[str]) -> int:
        """Return in how many passages all of ``terms`` can be together, at most."""
        return min((self.count(term) for term in terms), default=0)

    def is_known(self, word: str, language: str) -> bool:
        """Tell whether a folded word, or a form of it in ``language``, is in a passage."""
        return word in self.words or stem(word, language) in self._counts(language)

    def forms(self, word: str, language: str) -> Sequence[str]:
        """Return the words of the texts that differ from a folded word in number or gender only."""
        if language not in self._forms:
            forms: dict[str, list[str]] = defaultdict(list)
            for known in self.words if language in self.languages else ():
                forms[lemma(known, language)].append(known)
            self._forms[language] = forms
        return self._forms[language].get(lemma(word, language), ())

    def rarity(self, count: float) -> float:
        """Return how much a word that is in ``count`` passages tells: from almost 0 (everywhere) to 1."""
        share = math.log(1 + (self.total - min(count, self.total) + 0.5) / (count + 0.5))
        return max(_COMMONEST, min(1.0, share / math.log(1 + (self.total + 0.5) / 1.5)))

    def warm(self, languages: Iterable[str]) -> None:
        """Count the stems now, so that the first question does not wait for it."""
        for language in languages:
            self._counts(language)
            self.forms("", language)

    def _counts(self, language: str) -> Counter[str]:
        if language not in self._stems:
            counts: Counter[str] = Counter()
            for word, count in self.words.items() if language in self.languages else ():
                if "-" not in word:
                    counts[stem(word, language)] += count
            self._stems[language] = counts
        return self._stems[language]


def _languages(words: Mapping[str, int]) -> frozenset[str]:
    """Return the languages whose own small words are there, and French, in which the portal's sources are."""
    shared = Counter(word for small in STOP_WORDS.values() for word in small if len(word) > 1)
    present = (
        language
        for language, small in STOP_WORDS.items()
        if sum(shared[word] == 1 and word in words for word in small) >= _SMALL_WORDS
    )
    return frozenset({"fr", *present})
