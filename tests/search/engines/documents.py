"""Passages and questions made by hand, for tests of engines."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from search.engines.base import NOW, Alternative, Concept, Document, Filters, Query

TODAY = datetime.date(2026, 11, 22).toordinal()
FOREVER = datetime.date.max.toordinal() + 1


def words(text: str) -> tuple[str, ...]:
    """Return the plain tokens of a text that needs no analysis."""
    return tuple(f"w:{word}" for word in text.split())


BLANK = Document(
    id="",
    work="",
    language="fr",
    served=("fr", "ht", "en", "es"),
    audience=0,
    starts=TODAY - 100,
    ends=FOREVER,
    recorded_from=0,
    recorded_until=NOW + 1,
    organisation="onm",
    unit_kind="direction",
    place="port-au-prince",
    kind="responsibility",
    anchor="",
    position=0,
    depth=1,
    title="",
    acronym="",
    text="",
    terms=(),
    title_terms=(),
    context_terms=(),
    above=(),
)


def passage(id_: str, text: str = "", *, title: str = "", context: str = "", **changes: object) -> Document:
    """Return a passage; its work is what stands before the colon of its id."""
    return replace(
        BLANK,
        id=id_,
        work=id_.split(":")[0],
        text=text,
        title=title,
        terms=words(text),
        title_terms=words(title),
        context_terms=words(context),
        **changes,  # type: ignore[arg-type]
    )


def word(text: str, *synonyms: tuple[str, float], weight: float = 1.0) -> Concept:
    """Return a concept: a word (or several that must all match) and what else may say it."""
    ways = [Alternative(words(text)), *(Alternative(words(other), worth) for other, worth in synonyms)]
    return Concept(text, tuple(ways), weight)


def question(
    *concepts: Concept | str,
    minimum: int = 1,
    limit: int = 200,
    language: str = "fr",
    audience: int = 0,
    on: int = TODAY,
    **facets: object,
) -> Query:
    """Return a query of a reader who may see only public passages, unless said otherwise."""
    asked = tuple(word(each) if isinstance(each, str) else each for each in concepts)
    filters = Filters(language, audience, on, **facets)  # type: ignore[arg-type]
    return Query(asked, filters, minimum, limit)


def ids(found: Iterable[object]) -> list[str]:
    """Return the ids of hits or documents, in their order."""
    return [getattr(each, "document", each).id for each in found]
