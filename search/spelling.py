"""What an unknown word may have been meant to be: a near word, a word run into the next one, two words in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis.stopwords import is_asking_word, is_light_word, is_stop_word
from search.analysis.tokens import Token
from search.glossary import Glossary
from search.nearness import Near, Nearness
from search.vocabulary import Vocabulary

LANGUAGES = ("fr", "ht", "en", "es")
_SHORTEST_HALF = 3
_SPLIT = 0.85


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All the words that can be understood. Made once for each version of the index and of the glossary."""

    vocabulary: Vocabulary
    glossary: Glossary
    nearness: Nearness

    @classmethod
    def of(cls, vocabulary: Vocabulary, glossary: Glossary) -> Lexicon:
        """Return the lexicon of an index and a glossary."""
        return cls(vocabulary, glossary, Nearness(vocabulary.words.keys() | glossary.words()))

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages that passages are in."""
        return self.vocabulary.languages

    def knows(self, word: str, language: str) -> bool:
        """Tell whether a folded word of ``language``, or a form of it, is in a text or in the glossary."""
        return self.vocabulary.is_known(word, language) or self.glossary.knows(word, LANGUAGES)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question with what it may stand for; ``near`` is empty when it is known as it is."""

    token: Token
    forms: tuple[str, ...]
    near: tuple[Near, ...] = ()

    @property
    def readings(self) -> tuple[str, ...]:
        """Return the folded words that this one may stand for, the likeliest first."""
        return (*self.forms, *(near.word for near in self.near))

    @property
    def certainty(self) -> float:
        """Return how sure the likeliest reading is."""
        return self.near[0].similarity if self.near else 1.0


def words_of(tokens: Sequence[Token], lexicon: Lexicon, language: str) -> list[Word]:
    """Return the words of a question, the unknown ones with their near words, those written apart put together.

    ``language`` is the one that the question is in.
    """
    found: list[Word] = []
    index = 0
    while index < len(tokens):
        joined = _joined(tokens[index : index + 2], lexicon, language)
        found += [joined] if joined else _understood(tokens[index], lexicon, language)
        index += 2 if joined else 1
    return found


def _understood(token: Token, lexicon: Lexicon, language: str) -> list[Word]:
    if any(lexicon.knows(form, language) for form in token.forms) or (token.acronym and len(token.acronym) < 4):
        return [Word(token, token.forms)]
    if _is_ordinary(token.forms[0]):
        return [Word(token, token.forms)]
    halves = _halves(token.forms[0], lexicon)
    near = tuple(lexicon.nearness.near(token.forms[0]))
    if halves and (not near or near[0].similarity < _SPLIT):
        return [Word(token, (half,)) for half in halves]
    return [Word(token, token.forms, near)]


def _is_ordinary(word: str) -> bool:
    """Tell whether a word is an everyday one: rightly spelt, even if no text has it."""
    return (
        is_light_word(word, LANGUAGES)
        or is_asking_word(word, LANGUAGES)
        or any(is_stop_word(word, language) for language in LANGUAGES)
    )


def _joined(tokens: Sequence[Token], lexicon: Lexicon, language: str) -> Word | None:
    """Return one word for two that only make sense together (« cyber sécurité »)."""
    if len(tokens) < 2:
        return None
    first, second = tokens[0].forms[0], tokens[1].forms[0]
    both = first + second
    if lexicon.knows(first, language) and lexicon.knows(second, language):
        return None
    if both not in lexicon.vocabulary.words and both not in lexicon.glossary.words():
        return None
    return Word(Token(tokens[0].start, tokens[1].end, (both,)), (both,))


def _halves(word: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return the two known words that an unknown one is made of, the commonest pair first."""
    known = lexicon.vocabulary.words
    cuts = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
    pairs = [(word[:cut], word[cut:]) for cut in cuts if word[:cut] in known and word[cut:] in known]
    return max(pairs, key=lambda pair: (min(map(len, pair)), pair), default=None)
