"""The ways in which passages may say one thing, collected with what each is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from search.analysis.stopwords import is_stop_word
from search.analysis.terms import plain, stemmed
from search.engines.base import Alternative, Concept
from search.vocabulary import Vocabulary

STEM = 0.95
_LEAST_STEM = 0.3
"""What is left of a stem's worth when almost all its words are others (« assurance » among « assurer »)."""

_OTHER_WORD = 0.6
"""What a synonym is worth where only another word of its stem is found (« garder » for « gardien »)."""

_OWN_SHARE = 0.33
_MOST_FORMS = 4
_MOST_ALTERNATIVES = 24
_LONGER = 0.5
_DOUBT = 0.5
"""How much less a concept counts whose likeliest way is itself a guess (0: no less)."""


Terms = tuple[str, ...]


@dataclass(slots=True)
class Ways:
    """Ways to say one thing, each with the most that it was found to be worth."""

    vocabulary: Vocabulary
    worth: dict[Terms, float] = field(default_factory=dict)
    own: int = 0

    def add(self, terms: Terms, weight: float, *, own: bool = False) -> None:
        """Note a way to say it, unless no passage does; ``own`` are the reader's own words."""
        count = self.vocabulary.count_all(terms)
        if not count:
            return
        if own:
            self.own = max(self.own, count)
        self.worth[terms] = max(self.worth.get(terms, 0.0), weight)

    def add_word(self, word: str, weight: float, languages: Iterable[str], *, own: bool = False) -> None:
        """Note a word in all its forms; where its stem is mostly that of other words, these count for less."""
        for language in languages:
            term, share = best_term(word, language), own_share(self.vocabulary, word, language)
            if share < _OWN_SHARE:
                forms = sorted(self.vocabulary.forms(word, language), key=lambda form: -self.vocabulary.words[form])
                for form in forms[:_MOST_FORMS]:
                    self.add((plain(form),), STEM * weight, own=own)
            faithful = max(_LEAST_STEM, min(1.0, (share / _OWN_SHARE) ** 0.5))
            self.add((term,), STEM * weight * faithful, own=own and share >= _OWN_SHARE)

    def add_name(self, word: str, weight: float, language: str) -> None:
        """Note a word that nobody wrote but that means the same: in its own forms; other words of its stem less."""
        forms = sorted(self.vocabulary.forms(word, language), key=lambda form: -self.vocabulary.words[form])
        faithful = own_share(self.vocabulary, word, language) if forms else 0.0
        kept = _OTHER_WORD + (1 - _OTHER_WORD) * min(1.0, faithful / _OWN_SHARE)
        for form in forms[:_MOST_FORMS] if kept < 1 else ():
            self.add((plain(form),), weight)
        self.add((best_term(word, language),), weight * kept)

    def concept(self, text: str, words: int = 1) -> Concept | None:
        """Return the concept, none when nothing can match. Made of several ``words``, it is more of the question."""
        if not self.worth:
            return None
        ranked = sorted(self.worth.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ALTERNATIVES]
        alternatives = tuple(Alternative(terms, round(weight, 4)) for terms, weight in ranked)
        count = self.own or min(map(self.vocabulary.count_all, self.worth))
        weight = self.vocabulary.rarity(count) * ranked[0][1] ** _DOUBT * (1 + _LONGER * (min(words, 3) - 1))
        return Concept(text, alternatives, round(weight, 4))


def best_term(word: str, language: str) -> str:
    """Return the term that finds most forms of a folded word."""
    return plain(word) if is_stop_word(word, language) else stemmed(word, language)


def faithful_term(vocabulary: Vocabulary, word: str, language: str) -> str:
    """Return the stem of a folded word, or the word in its commonest form where the stem is that of other words."""
    if own_share(vocabulary, word, language) >= _OWN_SHARE:
        return best_term(word, language)
    forms = vocabulary.forms(word, language)
    return plain(word if word in forms else max(forms, key=lambda form: (vocabulary.words[form], form)))


def own_share(vocabulary: Vocabulary, word: str, language: str) -> float:
    """Return which part of its stem's passages a word has, in all numbers and genders; 1 when it is in none."""
    close = sum(vocabulary.words[form] for form in vocabulary.forms(word, language))
    return close / (vocabulary.count(best_term(word, language)) or close) if close else 1.0
