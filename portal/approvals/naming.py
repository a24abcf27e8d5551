"""What a change touches, in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from django.conf import settings
from django.utils.translation import override

from .parts import PLACE, TERMS, field_of, row_of
from .standing import Answer, Standing
from .subjects import subject_of

MOST = 3


def changes_named(standing: Standing, answer: Answer) -> dict[str, Any]:
    """Return what somebody is asked about, in every language: kept with the request, so that no list needs a draft.

    Once they have answered, it is what changed since.
    """
    parts = answer.again if answer.verdict and answer.again else answer.demand.parts
    names = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            names[code] = parts_named(standing, parts)
    count = max(map(len, names.values()))
    return {
        "again": answer.verdict is not None,
        "count": count,
        "names": {code: found[:MOST] for code, found in names.items()},
    }


def parts_named(standing: Standing, parts: Collection[str]) -> list[str]:
    """Return what parts are called, in the order of the text, in the active language."""
    return list(dict.fromkeys(names_by_part(standing, parts).values()))


def names_by_part(standing: Standing, parts: Collection[str]) -> dict[str, str]:
    """Return by part what it is called, in the order of the text; an order is no news where rows came or went."""
    subject, content = subject_of(standing.proposal.kind), standing.proposal.content
    with_rows = {field_of(part) for part in parts if row_of(part)}
    told = [part for part in parts if row_of(part) or part not in with_rows]
    return {part: subject.name_part(standing.before, content, part) for part in sorted(told, key=_order(content))}


def _order(content: Any) -> Any:
    """Return the order in which the parts of a content are read."""
    known = [PLACE, *(field.name for field in fields(content)), TERMS]
    places = {name: place for place, name in enumerate(known)}
    rows = {
        f"{name}:{getattr(row, 'id', '')}": number for name in known for number, row in enumerate(_rows(content, name))
    }

    def key(part: str) -> tuple[int, int, str]:
        return places.get(field_of(part), len(known)), rows.get(part, len(rows)), part

    return key


def _rows(content: Any, name: str) -> Collection[Any]:
    value = getattr(content, name, ())
    return value if isinstance(value, list | tuple) else ()
