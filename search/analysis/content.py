"""What a question or a term is about: its tokens without stop words and without the words of asking."""

from __future__ import annotations

from collections.abc import Sequence

from search.analysis.phrases import asking
from search.analysis.stopwords import STOP_WORDS, is_asking_word, is_stop_word
from search.analysis.tokens import Token

_CLEAR_LEAD = 2


def spoken(tokens: Sequence[Token], language: str) -> str:
    """Return the language that ``tokens`` are in, as far as their small words tell: ``language`` unless another
    is clearly ahead, because few words of a question are enough to mislead.
    """
    words = [form for token in tokens for form in token.forms[:1]]
    votes = {code: sum(word in known for word in words) for code, known in STOP_WORDS.items()}
    best = max(votes, key=lambda code: (votes[code], code == language, code))
    return best if votes[best] >= votes.get(language, 0) + _CLEAR_LEAD else language


def content(tokens: Sequence[Token], languages: Sequence[str]) -> tuple[Token, ...]:
    """Return the tokens that say what is meant; all of them when nothing would be left."""
    asked = asking([token.forms[0] for token in tokens], languages)
    meant = [token for place, token in enumerate(tokens) if place not in asked and not _is_small(token, languages)]
    about = [token for token in meant if not is_asking_word(token.forms[0], tuple(languages))]
    if about:
        return tuple(about)
    return tuple(meant or [token for token in tokens if not _is_small(token, languages)] or tokens)


def _is_small(token: Token, languages: Sequence[str]) -> bool:
    if token.acronym and len(token.acronym) > 1:
        return False
    word = token.forms[0]
    if len(word) == 1:
        return not word.isdigit()
    return any(is_stop_word(word, language) for language in languages) and not (token.compound and len(word) > 2)
