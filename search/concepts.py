"""A word or phrase of a question to a concept: every way in which a passage may say it, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from search.analysis.stopwords import is_light_word
from search.analysis.terms import acronym, plain, stemmed
from search.cognates import cognates
from search.engines.base import Concept
from search.spelling import Lexicon, Word
from search.ways import STEM, Ways, best_term, faithful_term

GLOSSARY = 0.8
OTHER_LANGUAGE = 0.72
PARTLY_NAMED = 0.85
"""What is left of a glossary name's worth when the question has all its words but one."""

TOGETHER = 0.8
"""What a phrase is worth whose words are there in any form: together they say what one stem alone may not."""

KNOWN = 0.8
"""What is left of a glossary name's worth when the texts have the reader's own words."""

ONE_WORD = 0.85
"""What is left of a glossary name's worth when it is one word only: it may mean something else in the text."""

COGNATE = 0.75
NEAR = 0.85
GUESSED = 4
"""How fast a concept loses weight with the certainty that a word was meant."""

PART = 0.8
PART_NAMED = 0.4
"""What a glossary name of one word of a phrase is worth, if that word is at least half of what the phrase tells."""

FALSE_FRIEND = 0.7
"""What is left of a word of another language that a text has too, when the glossary says what it means."""

_LEAST_PART = 0.25
_LESS_USUAL = 0.02
_MOST_NAMES = 8
_COMMON = 0.5
"""What is left of a glossary name's worth when it is in almost every passage."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words of a question that belong together and the glossary entries that they name, if any."""

    words: Sequence[Word]
    entries: tuple[str, ...] = ()
    foreign: bool = False
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Makes concepts. ``spoken`` is the question's language, ``written`` those of the passages that can be shown."""

    lexicon: Lexicon
    spoken: str
    written: tuple[str, ...]

    def concept(self, text: str, group: Group) -> Concept | None:
        """Return what ``group`` asks for; none when no passage can answer."""
        ways = Ways(self.lexicon.vocabulary)
        certainty = min(word.certainty for word in group.words)
        trust = OTHER_LANGUAGE if group.foreign else GLOSSARY
        self._add_literal(ways, group)
        trust *= KNOWN if ways.own else 1.0
        self._add_names(ways, group.entries, trust * certainty * (PARTLY_NAMED if group.partly else 1.0))
        if len(group.words) > 1:
            self._add_parts(ways, group.words)
        elif certainty < 1 or not (ways.worth or self._is_light(group.words[0])):
            self._add_guesses(ways, group.words[0])
        found = ways.concept(text, len(group.words))
        return found and replace(found, weight=round(found.weight * certainty**GUESSED, 4))

    def _is_light(self, word: Word) -> bool:
        return is_light_word(word.forms[0], (self.spoken,))

    def _add_literal(self, ways: Ways, group: Group) -> None:
        """Add the reader's own words: as they are, in other forms, as one hyphenated word, as an acronym."""
        weight = 1.0 if self._languages() or not group.entries else FALSE_FRIEND
        words = group.words
        for place in range(max(len(word.forms) for word in words)):
            forms = [word.forms[min(place, len(word.forms) - 1)] for word in words]
            ways.add(tuple(map(plain, forms)), weight, own=True)
            if len(words) == 1:
                ways.add((acronym(forms[0]),), weight, own=True)
                ways.add_word(forms[0], weight, self._languages(), own=True)
                continue
            for language in self._languages():
                ways.add(self._all(forms, language), STEM * weight, own=True)
                ways.add(_stems(forms, language), TOGETHER * weight, own=True)
        whole = words[0].token.compound
        if whole and all(word.token.compound == whole for word in words):
            ways.add((plain(whole),), weight, own=True)
            ways.add((plain(whole.replace("-", "")),), STEM * weight, own=True)

    def _languages(self) -> tuple[str, ...]:
        """Return the question's language if passages are in it: its stems say nothing about other languages."""
        return (self.spoken,) if self.spoken in self.written else ()

    def _all(self, words: Iterable[str], language: str) -> tuple[str, ...]:
        found = (faithful_term(self.lexicon.vocabulary, word, language) for word in words)
        return tuple(dict.fromkeys(found))

    def _add_names(self, ways: Ways, entries: Iterable[str], weight: float) -> None:
        """Add the names of glossary entries, the most usual first; made of common words, a name is worth less."""
        glossary, vocabulary = self.lexicon.glossary, self.lexicon.vocabulary
        for entry in entries:
            for language in self.written:
                for place, phrase in enumerate(glossary.phrases(entry, language)):
                    wholes = tuple(plain(whole) for whole in phrase.compounds if whole in vocabulary.words)
                    terms = self._all(phrase.words, language) + wholes
                    rarity = vocabulary.rarity(vocabulary.count_all(terms))
                    usual = 1 - _LESS_USUAL * min(place, _MOST_NAMES)
                    worth = weight * usual * (_COMMON + (1 - _COMMON) * rarity)
                    if len(phrase.words) == 1:
                        ways.add_name(phrase.words[0], worth * ONE_WORD, language)
                    else:
                        ways.add(terms, worth)
                        ways.add(_stems(phrase.words, language) + wholes, worth * TOGETHER)

    def _add_guesses(self, ways: Ways, word: Word) -> None:
        """Add what an unknown word may be: akin to a French word, or near to a known one."""
        for guess in cognates(word.forms[0], self.spoken):
            ways.add((stemmed(guess, "fr"),), COGNATE)
        for near in word.near or self.lexicon.nearness.near(word.forms[0]):
            weight = NEAR * near.similarity**2
            ways.add((plain(near.word),), weight)
            ways.add_word(near.word, weight, self.written)

    def _add_parts(self, ways: Ways, words: Sequence[Word]) -> None:
        """Let the telling words of a phrase count alone, for less: each literally and by its own glossary entries."""
        rarities = [self._rarity(word.readings[0]) for word in words]
        for word, rarity in zip(words, rarities, strict=True):
            share = rarity / sum(rarities)
            if share >= _LEAST_PART:
                ways.add_word(word.readings[0], PART * share, self._languages())
            named = self.lexicon.glossary.named(word.readings[0], self.spoken)
            self._add_names(ways, named, PART_NAMED * min(1.0, 2 * share))

    def _rarity(self, word: str) -> float:
        vocabulary = self.lexicon.vocabulary
        return vocabulary.rarity(
            max((vocabulary.count(best_term(word, code)) for code in self._languages()), default=0)
        )


def _stems(words: Iterable[str], language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(best_term(word, language) for word in words))
