"""Which words of a shown text answer the question: segments, never markup, so that a template does the escaping."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.terms import token_terms
from search.analysis.tokens import tokenise

_JOINING = " \u00a0\u202f-\u2011'’"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text; ``marked`` when its words matched the question."""

    text: str
    marked: bool = False


def highlight(text: str, language: str, terms: Set[str]) -> tuple[Segment, ...]:
    """Return ``text`` in segments, the words that carry one of ``terms`` marked; joined, they give ``text`` again."""
    segments: list[Segment] = []
    done = 0
    for start, end in _spans(text, language, terms):
        if start > done:
            segments.append(Segment(text[done:start]))
        segments.append(Segment(text[start:end], marked=True))
        done = end
    if done < len(text):
        segments.append(Segment(text[done:]))
    return tuple(segments)


def _spans(text: str, language: str, terms: Set[str]) -> Iterator[tuple[int, int]]:
    """Yield the marked places; words that touch or have only a space between them make one."""
    current: tuple[int, int] | None = None
    for start, end, found in _words(text, language):
        if terms.isdisjoint(found):
            continue
        if current and text[current[1] : start] in _JOINING:
            current = (current[0], end)
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


@lru_cache(maxsize=4000)
def _words(text: str, language: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Return where each word of a text is, with the terms that find it."""
    return tuple((token.start, token.end, token_terms(token, language)) for token in tokenise(text))
