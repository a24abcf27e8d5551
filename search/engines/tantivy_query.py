"""From the portal's query to tantivy's: pure builders, no parser."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

import tantivy
from tantivy import FieldType, Occur
from tantivy import Query as TantivyQuery

from search.engines.base import Alternative, Concept, Filters, Query
from search.engines.tantivy_schema import CONCERN_FIELDS, EVERYBODY, FACETS

PLACES: Final[dict[tuple[str, ...], float]] = {
    ("terms",): 1.0,
    ("title_terms",): 0.8,
    ("terms", "title_terms"): 0.6,
    ("context_terms",): 0.25,
}
"""What a match is worth: in the passage, in its unit's title, spread over both (several words), in what is above."""

Clause = tuple[Occur, TantivyQuery]


class Statistics(Protocol):
    """What the builders ask of an index: how rare a term is in a field (0 = not there)."""

    def rarity(self, field: str, term: str) -> float: ...


def build(query: Query, schema: tantivy.Schema, statistics: Statistics) -> TantivyQuery:
    """Return the whole question: at least ``minimum`` concepts, of the passages that the reader may see."""
    concepts = [(Occur.Should, _concept(concept, schema, statistics)) for concept in query.concepts]
    return TantivyQuery.boolean_query(
        [*_filters(query.filters, schema), *concepts], minimum_number_should_match=query.minimum
    )


def visible(filters: Filters | None, schema: tantivy.Schema) -> TantivyQuery:
    """Return every passage that the filters let through; all of them without filters."""
    return TantivyQuery.boolean_query(_filters(filters, schema)) if filters else TantivyQuery.all_query()


def inverse_document_frequency(total: int, matching: int) -> float:
    """Return the factor by which tantivy multiplies a rare term's score (BM25)."""
    return math.log(1 + (total - matching + 0.5) / (matching + 0.5))


def _concept(concept: Concept, schema: tantivy.Schema, statistics: Statistics) -> TantivyQuery:
    ways = [way for alternative in concept.alternatives for way in _ways(alternative, schema, statistics)]
    if not ways:
        return TantivyQuery.empty_query()
    return TantivyQuery.boost_query(TantivyQuery.disjunction_max_query(ways), concept.weight)


def _ways(alternative: Alternative, schema: tantivy.Schema, statistics: Statistics) -> Iterator[TantivyQuery]:
    for fields, weight in PLACES.items():
        terms = alternative.terms
        if len(fields) == 1 or len(terms) > 1:
            matches = [_anywhere(term, fields, schema, statistics) for term in terms]
            if matches and all(matches):
                yield TantivyQuery.boost_query(_all(matches), weight * alternative.weight / len(terms))


def _anywhere(
    term: str, fields: tuple[str, ...], schema: tantivy.Schema, statistics: Statistics
) -> TantivyQuery | None:
    """Return a match of ``term`` in one of ``fields``, 1.0 on average however rare it is; None if there is none."""
    matches = [
        TantivyQuery.boost_query(TantivyQuery.term_query(schema, field, term, index_option="freq"), 1 / rarity)
        for field in fields
        if (rarity := statistics.rarity(field, term))
    ]
    return TantivyQuery.disjunction_max_query(matches) if len(matches) > 1 else next(iter(matches), None)


def _all(matches: Sequence[TantivyQuery | None]) -> TantivyQuery:
    found = [match for match in matches if match is not None]
    return found[0] if len(found) == 1 else TantivyQuery.boolean_query([(Occur.Must, match) for match in found])


def _filters(filters: Filters, schema: tantivy.Schema) -> list[Clause]:
    clauses = [
        _equal(schema, "served", filters.language),
        _between(schema, "audience", upper=filters.audience),
        *_holding(schema, ("starts", "ends"), filters.on),
        *_holding(schema, ("recorded_from", "recorded_until"), filters.said),
    ]
    chosen = ((name, getattr(filters, name)) for name in (*FACETS, "family"))
    clauses += [_equal(schema, name, value) for name, value in chosen if value]
    asked = ((name, getattr(filters, name)) for name in CONCERN_FIELDS)
    clauses += [_one_of(schema, name, (*codes, EVERYBODY)) for name, codes in asked if codes]
    return [(Occur.Must, TantivyQuery.const_score_query(clause, 0.0)) for clause in clauses]


def _holding(schema: tantivy.Schema, interval: tuple[str, str], at: int | None) -> list[TantivyQuery]:
    """Return what is true of half open intervals that hold ``at`` a point; nothing is asked of them without one."""
    if at is None:
        return []
    since, until = interval
    return [_between(schema, since, upper=at), _between(schema, until, lower=at + 1)]


def _equal(schema: tantivy.Schema, field: str, value: str) -> TantivyQuery:
    return TantivyQuery.term_query(schema, field, value, index_option="basic")


def _one_of(schema: tantivy.Schema, field: str, values: Sequence[str]) -> TantivyQuery:
    return TantivyQuery.boolean_query([(Occur.Should, _equal(schema, field, value)) for value in values])


def _between(
    schema: tantivy.Schema, field: str, *, lower: int | None = None, upper: int | None = None
) -> TantivyQuery:
    return TantivyQuery.range_query(schema, field, FieldType.Integer, lower_bound=lower, upper_bound=upper)
