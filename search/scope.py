"""Organisations that a question names beside something else: they say where to look, not what for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search.analysis.kinds import KINDS_OF_UNITS
from search.engines.base import Concept, Document

_Names = Mapping[str, frozenset[str]]
_ACRONYM = "a:"


def scopes(concepts: Sequence[Concept], documents: Iterable[Document]) -> dict[int, frozenset[str]]:
    """Return the places of the concepts that name organisations, with these; none when nothing else is asked."""
    if len(concepts) < 2:
        return {}
    names = _names(documents)
    named = {place: _named(concept, names) for place, concept in enumerate(concepts)}
    found = {place: organisations for place, organisations in named.items() if organisations}
    return found if len(found) < len(concepts) else {}


def _names(documents: Iterable[Document]) -> _Names:
    """Return the terms that name each organisation alone: its acronym, what kind of thing it calls itself."""
    shortest: dict[str, tuple[str, ...]] = {}
    languages: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        title = document.context_terms or document.title_terms
        key = document.organisation
        if key not in shortest or len(title) < len(shortest[key]):
            shortest[key] = title
        languages[key].add(document.language)
    return {key: _telling(terms, languages[key]) for key, terms in shortest.items()}


def _telling(terms: Sequence[str], languages: Iterable[str]) -> frozenset[str]:
    kinds = frozenset[str]().union(*(KINDS_OF_UNITS.get(language, ()) for language in languages))
    first = next((index for index, term in enumerate(terms) if term.startswith(_ACRONYM)), None)
    acronym = () if first is None else (terms[first], "w:" + terms[first].removeprefix(_ACRONYM))
    return frozenset(acronym) | (frozenset(terms[:2]) & kinds)


def _named(concept: Concept, names: _Names) -> frozenset[str]:
    best = max((way.weight for way in concept.alternatives), default=0.0)
    alone = {way.terms[0] for way in concept.alternatives if len(way.terms) == 1 and way.weight > best * 0.9}
    return frozenset(organisation for organisation, terms in names.items() if not terms.isdisjoint(alone))
