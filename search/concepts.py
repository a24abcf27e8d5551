"""A word or phrase of a question to a concept: every way in which a passage may say it, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.analysis.stopwords import is_stop_word
from search.analysis.terms import acronym, plain, stemmed
from search.cognates import cognates
from search.engines.base import Alternative, Concept
from search.spelling import Lexicon, Word

STEM = 0.95
GLOSSARY = 0.8
OTHER_LANGUAGE = 0.72
COGNATE = 0.75
NEAR = 0.85
PART = 0.5
_LEAST_PART = 0.34
_COMMON = 0.5
"""What is left of a glossary name's worth when it is in almost every passage."""
_WIDENING = 0.5
_MOST_ALTERNATIVES = 24

Terms = tuple[str, ...]


@dataclass(slots=True)
class Ways:
    """The ways to say one thing, each with the most that it was found to be worth."""

    lexicon: Lexicon
    worth: dict[Terms, float]
    own: int = 0
    others: float = 0.0

    def add(self, terms: Terms, weight: float, *, own: bool = False) -> None:
        """Note a way to say it, unless no passage does; ``own`` are the reader's own words."""
        count = self.lexicon.vocabulary.count_all(terms)
        if not count:
            return
        if own:
            self.own = max(self.own, count)
        elif terms not in self.worth:
            self.others += weight * count
        self.worth[terms] = max(self.worth.get(terms, 0.0), weight)

    def concept(self, text: str) -> Concept | None:
        """Return the concept, none when nothing can match."""
        if not self.worth:
            return None
        ranked = sorted(self.worth.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ALTERNATIVES]
        alternatives = tuple(Alternative(terms, round(weight, 4)) for terms, weight in ranked)
        rarity = self.lexicon.vocabulary.rarity(self.own + _WIDENING * self.others)
        return Concept(text, alternatives, round(rarity, 4))


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Makes concepts. ``spoken`` is the question's language, ``written`` those of the passages that can be shown."""

    lexicon: Lexicon
    spoken: str
    written: tuple[str, ...]

    def concept(self, text: str, words: Sequence[Word], entries: Sequence[str], *, foreign: bool) -> Concept | None:
        """Return what ``words``, which name glossary ``entries``, ask for; none when no passage can answer."""
        ways = Ways(self.lexicon, {})
        for literal, weight in self._literal(words):
            ways.add(literal, weight, own=True)
        certainty = min(word.certainty for word in words)
        self._add_names(ways, entries, (OTHER_LANGUAGE if foreign else GLOSSARY) * certainty)
        if not entries or certainty < 1:
            self._add_guesses(ways, words)
        if len(words) > 1:
            self._add_parts(ways, words)
        return ways.concept(text)

    def _literal(self, words: Sequence[Word]) -> Iterator[tuple[Terms, float]]:
        for place in range(max(len(word.forms) for word in words)):
            forms = [word.forms[min(place, len(word.forms) - 1)] for word in words]
            yield tuple(map(plain, forms)), 1.0
            for language in self.written:
                yield tuple(_best_term(form, language) for form in forms), STEM
        whole = words[0].token.compound
        if whole and all(word.token.compound == whole for word in words):
            yield (plain(whole),), 1.0
            yield (plain(whole.replace("-", "")),), STEM
        if len(words) == 1:
            yield from (((acronym(form),), 1.0) for form in words[0].forms)

    def _add_names(self, ways: Ways, entries: Iterable[str], weight: float) -> None:
        """Add the names of glossary entries; a name made of common words is worth less than a telling one."""
        glossary, vocabulary = self.lexicon.glossary, self.lexicon.vocabulary
        for entry in entries:
            for language in self.written:
                for phrase in glossary.phrases(entry, language):
                    terms = tuple(dict.fromkeys(_best_term(word, language) for word in phrase.words))
                    rarity = vocabulary.rarity(vocabulary.count_all(terms))
                    ways.add(terms, weight * (_COMMON + (1 - _COMMON) * rarity))

    def _add_guesses(self, ways: Ways, words: Sequence[Word]) -> None:
        """Add what unknown words may be: akin to a French word, or near to a known one."""
        for word in words if len(words) == 1 else ():
            for guess in cognates(word.forms[0], self.spoken):
                ways.add((stemmed(guess, "fr"),), COGNATE)
            for near in word.near:
                for term in (plain(near.word), *(_best_term(near.word, language) for language in self.written)):
                    ways.add((term,), NEAR * near.similarity**2)

    def _add_parts(self, ways: Ways, words: Sequence[Word]) -> None:
        """Let the telling words of a phrase count alone, for less."""
        terms = [(_best_term(word.readings[0], language),) for word in words for language in self.written]
        rarities = {term: self.lexicon.vocabulary.rarity(self.lexicon.vocabulary.count_all(term)) for term in terms}
        total = sum(rarities.values()) / len(self.written)
        for term, rarity in rarities.items():
            if rarity >= _LEAST_PART * total:
                ways.add(term, PART * rarity)


def _best_term(word: str, language: str) -> str:
    return plain(word) if is_stop_word(word, language) else stemmed(word, language)
