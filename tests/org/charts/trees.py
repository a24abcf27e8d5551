"""Trees of units without a database, for what only draws them."""

from __future__ import annotations

from itertools import count
from uuid import UUID

from hypothesis import strategies as st

from org.charts.tree import Unit
from portal.editions.reading import Link

WORDS = [
    "Direction",
    "Service",
    "Section",
    "de",
    "la",
    "gestion",
    "des",
    "risques",
    "et",
    "accompagnement",
    "administratif",
    "financière",
]
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
SHAPES = st.recursive(st.just([]), lambda below: st.lists(below, max_size=6), max_leaves=60)


def link(number: int, title: str = "", **facets: str) -> Link:
    return Link(
        work=UUID(int=number),
        kind="unit",
        parent=None,
        language="fr",
        title=title or f"Unité {number}",
        acronym="",
        url=f"/fr/unite-{number}/",
        facets=facets,
    )


def tree(shape: list, title: str = "", level: int = 0, numbers: count | None = None) -> Unit:
    """Return units nested as ``shape`` is, numbered from 1 in order."""
    numbers = numbers or count(1)
    number = next(numbers)
    named = f"{title} {number}" if title else ""
    return Unit(link(number, named), level, tuple(tree(each, title, level + 1, numbers) for each in shape))


TREES = st.builds(tree, SHAPES, TITLES)
