"""Tokens to finished terms: what is indexed, searched for and highlighted, always by the same rules."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from search.analysis.stemming import stem
from search.analysis.stopwords import is_stop_word
from search.analysis.tokens import Token, tokenise


def plain(word: str) -> str:
    """Return the term of a folded word as it is."""
    return f"w:{word}"


def acronym(word: str) -> str:
    """Return the term of a folded acronym."""
    return f"a:{word}"


def stemmed(word: str, language: str) -> str:
    """Return the term of a folded word's stem in ``language``."""
    return f"s:{language}:{stem(word, language)}"


@lru_cache(maxsize=100_000)
def word_terms(word: str, language: str) -> tuple[str, ...]:
    """Return the terms of a folded word; stop words have no stem."""
    if is_stop_word(word, language):
        return (plain(word),)
    return (plain(word), stemmed(word, language))


def token_terms(token: Token, language: str) -> tuple[str, ...]:
    """Return every term by which ``token`` can be found."""
    return _terms_of(token.forms, token.acronym, token.compound, language)


@lru_cache(maxsize=50_000)
def _terms_of(forms: tuple[str, ...], short: str, compound: str, language: str) -> tuple[str, ...]:
    found = [term for form in forms for term in word_terms(form, language)]
    found += [acronym(short)] if short else []
    found += [plain(compound)] if compound else []
    return tuple(dict.fromkeys(found))


def terms(text: str, language: str) -> tuple[str, ...]:
    """Return the distinct terms of ``text`` written in ``language``, in order of first appearance."""
    return all_terms([text], language)


def all_terms(texts: Iterable[str], language: str) -> tuple[str, ...]:
    """Return the distinct terms of several texts (a sentence and its keywords) written in one language."""
    tokens = (token for text in texts for token in tokenise(text))
    return tuple(dict.fromkeys(term for token in tokens for term in token_terms(token, language)))
