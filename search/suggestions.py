"""What a reader may be about to ask: units, then guides, whose name has words that begin with what is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.editions.kinds import Family, kinds_in_hierarchy, kinds_of_family
from portal.editions.reading import Reading
from search.analysis.folding import fold

MOST = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The name of a unit or of a guide, as a question to ask."""

    text: str
    acronym: str


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    suggestion: Suggestion
    of_a_unit: bool


def suggest(typed: str, reading: Reading, *, limit: int = MOST) -> list[Suggestion]:
    """Return names for what is typed so far: units first, of them those that begin with it, then the shorter."""
    beginnings = _words(typed[:100])
    if not beginnings:
        return []
    matching = [name for name in _names(reading) if _matches(name.words, beginnings)]
    matching.sort(key=lambda name: _order(name, beginnings[0]))
    return list(dict.fromkeys(name.suggestion for name in matching))[:limit]


def _order(name: _Name, beginning: str) -> tuple[bool, bool, int, tuple[str, ...]]:
    return (not name.of_a_unit, not name.words[0].startswith(beginning), len(name.words), name.words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(folded for word in re.split(r"\W+", text) if (folded := fold(word)))


def _matches(words: Sequence[str], beginnings: Sequence[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)


def _names(reading: Reading) -> tuple[_Name, ...]:
    """Return all names that a reader may see, kept until something changes."""
    kept = reading.kept()
    if suggest not in kept:
        units, guides = kinds_in_hierarchy(), kinds_of_family(Family.PROCEDURES)
        rows = reading.addressed().filter(work__kind__in={*units, *guides})
        kept[suggest] = tuple(
            _Name(_words(f"{title} {acronym}"), Suggestion(title, acronym), kind not in guides)
            for title, acronym, kind in rows.values_list("title", "acronym", "work__kind")
        )
    found: tuple[_Name, ...] = kept[suggest]
    return found
