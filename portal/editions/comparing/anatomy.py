"""What a kind of text tells the engine: of what its texts are made, and in which words that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from .changes import Item
from .facts import Fact, Row

Names = Mapping[UUID, str]


def as_it_is(field: str, text: str) -> str:
    """Return a text that needs no other words."""
    return text


def its_name(item: Item, names: Names) -> str:
    """Return what an item is called: by ``names``, or as it says itself."""
    return names.get(item, "") if isinstance(item, UUID) else str(item)


@dataclass(frozen=True, slots=True)
class Script:
    """The words for what changed.

    ``parts`` are named in the order of the page; ``headlines`` says which property of the rows of a part is their
    sentence; ``say`` puts a property that is a code in words, ``name`` an item of a list.
    """

    parts: Mapping[Any, Any]
    headlines: Mapping[Any, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    say: Callable[[str, str], str] = as_it_is
    name: Callable[[Any, Names], str] = its_name


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Of what the texts of a kind are made: ``facts`` of the whole and ``rows``, both by part."""

    facts: Callable[[Any], Mapping[Any, Fact]]
    rows: Callable[[Any], Mapping[Any, Sequence[Row]]]
    script: Script
