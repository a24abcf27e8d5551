"""A reader's question to a query: what it is about, in every way in which the texts may say it.

The text itself goes no further than here; engines get finished terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.analysis.content import content, spoken
from search.analysis.kinds import KINDS_OF_UNITS
from search.analysis.stopwords import is_light_word
from search.analysis.terms import word_terms
from search.analysis.tokens import tokenise
from search.concepts import Group, Interpreter
from search.engines.base import Concept, Filters, Query
from search.spelling import LANGUAGES, Lexicon, Word, words_of

SOURCE_LANGUAGE = "fr"
_LONGEST_QUESTION = 400
_MOST_WORDS = 24
_KIND_OF_UNIT = 0.5
_LIGHT = 0.15


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
    languages = tuple(dict.fromkeys((language, filters.language, SOURCE_LANGUAGE)))
    words = words_of(content(tokens, (language,))[:_MOST_WORDS], lexicon, language)
    interpreter = Interpreter(lexicon, language, tuple(code for code in languages if code in lexicon.languages))
    concepts, unknown = _concepts(text, list(_groups(words, lexicon, languages)), interpreter, languages)
    query = Query(concepts, filters, limit=limit)
    return Question(text, language, query, unknown, tuple(_corrections(text, words, lexicon)))


def _concepts(
    text: str, groups: Sequence[Group], interpreter: Interpreter, languages: Sequence[str]
) -> tuple[tuple[Concept, ...], tuple[str, ...]]:
    """Return the concepts of a question, and what of it no passage can answer."""
    concepts: list[Concept] = []
    unknown: list[str] = []
    for group in groups:
        asked = text[group.words[0].token.start : group.words[-1].token.end]
        concept = interpreter.concept(asked, group)
        if concept is None:
            unknown.append(asked)
        else:
            share = _share(group, languages) if len(groups) > 1 else 1.0
            concepts.append(replace(concept, weight=round(concept.weight * share, 4)))
    return tuple(concepts), tuple(unknown)


def _groups(words: Sequence[Word], lexicon: Lexicon, near_languages: Sequence[str]) -> Iterator[Group]:
    """Yield the words that belong together with the glossary entries they name, in the order of the question."""
    others = tuple(code for code in LANGUAGES if code not in near_languages)
    languages = [*((code,) for code in near_languages), others]
    index = 0
    for match in lexicon.glossary.find([word.readings for word in words], languages):
        yield from map(Group, _compounds(words[index : match.start]))
        yield Group(words[match.start : match.end], match.entries, match.language in others, match.partly)
        index = match.end
    yield from map(Group, _compounds(words[index:]))


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


def _share(group: Group, languages: Sequence[str]) -> float:
    """Return how much of its weight a group keeps beside others."""
    if _is_kind_of_unit(group, languages):
        return _KIND_OF_UNIT
    word = group.words[0].forms[0]
    light = len(group.words) == 1 and is_light_word(word, (languages[0],))
    return _LIGHT if light else 1.0


def _is_kind_of_unit(group: Group, languages: Sequence[str]) -> bool:
    """Tell whether ``group`` only says that a service, a bureau, a direction is looked for."""
    word = group.words[0].forms[0]
    kinds = (word_terms(word, language)[-1] in KINDS_OF_UNITS[language] for language in languages)
    return len(group.words) == 1 and any(kinds)


def _corrections(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Correction]:
    """Yield the words that were guessed, with the guesses that a passage has."""
    for word in words:
        suggestions = tuple(near.word for near in word.near if near.word in lexicon.vocabulary.words)
        if suggestions:
            yield Correction(text[word.token.start : word.token.end], suggestions)
