"""Which words of a shown text answer the question: segments, never markup, so that a template does the escaping."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

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
    for token in tokenise(text):
        if terms.isdisjoint(token_terms(token, language)):
            continue
        if current and text[current[1] : token.start] in _JOINING:
            current = (current[0], token.end)
            continue
        if current:
            yield current
        current = (token.start, token.end)
    if current:
        yield current
