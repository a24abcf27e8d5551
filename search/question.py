"""A reader's question to a query: what it is about, in every way in which the texts may say it.

The text itself goes no further than here; engines get finished terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.analysis.content import content, spoken
from search.analysis.tokens import tokenise
from search.concepts import Interpreter
from search.engines.base import Concept, Filters, Query
from search.spelling import LANGUAGES, Lexicon, Word, words_of

SOURCE_LANGUAGE = "fr"
_LONGEST_QUESTION = 400
_MOST_WORDS = 24
_MANY_CONCEPTS = 4


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that nobody knows, as it was written, and the known words that it may have been meant to be."""

    written: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: the query, the language it is in, and what of it stays unknown or was guessed."""

    text: str
    language: str
    query: Query
    unknown: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


def understand(text: str, lexicon: Lexicon, filters: Filters, *, limit: int = 200) -> Question:
    """Return what ``text`` asks for, for a reader whose language is that of ``filters``."""
    tokens = tokenise(text[:_LONGEST_QUESTION])
    language = spoken(tokens, filters.language)
    near_languages = tuple(dict.fromkeys((language, filters.language, SOURCE_LANGUAGE)))
    words = words_of(content(tokens, (language,))[:_MOST_WORDS], lexicon)
    concepts: list[Concept] = []
    unknown: list[str] = []
    written = tuple(code for code in near_languages if code in lexicon.vocabulary.languages)
    interpreter = Interpreter(lexicon, language, written)
    for group, entries, foreign in _groups(words, lexicon, near_languages):
        asked = text[group[0].token.start : group[-1].token.end]
        concept = interpreter.concept(asked, group, entries, foreign=foreign)
        if concept:
            concepts.append(concept)
        else:
            unknown.append(asked)
    query = Query(tuple(concepts), filters, minimum=_minimum(len(concepts)), limit=limit)
    return Question(text, language, query, tuple(unknown), tuple(_corrections(text, words, lexicon)))


def _groups(
    words: Sequence[Word], lexicon: Lexicon, near_languages: Sequence[str]
) -> Iterator[tuple[Sequence[Word], tuple[str, ...], bool]]:
    """Yield the words that belong together with the glossary entries they name, in the order of the question."""
    others = tuple(code for code in LANGUAGES if code not in near_languages)
    languages = [*((code,) for code in near_languages), others]
    index = 0
    for match in lexicon.glossary.find([word.readings for word in words], languages):
        yield from ((group, (), False) for group in _compounds(words[index : match.start]))
        yield words[match.start : match.end], match.entries, match.language in others
        index = match.end
    yield from ((group, (), False) for group in _compounds(words[index:]))


def _compounds(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield words one by one, those of one hyphenated word together."""
    index = 0
    while index < len(words):
        last = index + 1
        whole = words[index].token.compound
        while whole and last < len(words) and words[last].token.compound == whole:
            last += 1
        yield words[index:last]
        index = last


def _minimum(concepts: int) -> int:
    """Return how many concepts a passage must match: a long question is not answered by one common word."""
    return 1 if concepts < _MANY_CONCEPTS else 2


def _corrections(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Correction]:
    """Yield the words that were guessed, with the guesses that a passage has."""
    for word in words:
        suggestions = tuple(near.word for near in word.near if near.word in lexicon.vocabulary.words)
        if suggestions:
            yield Correction(text[word.token.start : word.token.end], suggestions)
