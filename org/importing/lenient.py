"""Reads a file that has faults as far as it can be read, so that all of them can be told at once."""

from __future__ import annotations

import copy
from typing import Any

from pydantic import ValidationError

from .problems import Location
from .schema import FORMAT, StructureFile

Error = dict[str, Any]
ATTEMPTS = 3

# What stands in for a value that a row cannot do without. It is never imported.
STAND_INS: dict[str, Any] = {
    "format": FORMAT,
    "title": "?",
    "text": "?",
    "document": "?",
    "fr": "?",
    "name": {"fr": "?"},
    "country": "HT",
    "start": "2000-01-01",
    "parent": "faute",
    "kind": "faute",
    "to": "faute",
    "unit": "faute",
    "nature": "created",
    "date": "2000-01-01",
}


def read_leniently(data: object) -> tuple[StructureFile | None, list[Error]]:
    """Return the file with what is wrong in it, and, where it is wrong, without it or with a stand-in.

    There is no file when too much of it is missing.
    """
    try:
        return StructureFile.model_validate(data), []
    except ValidationError as error:
        errors = _errors(error)
    return _mended(copy.deepcopy(data), errors), errors


def _errors(error: ValidationError) -> list[Error]:
    return [{**item, "loc": _location(item["loc"])} for item in error.errors()]


def _location(loc: tuple[str | int, ...]) -> Location:
    return tuple(part for part in loc if isinstance(part, int) or not part.startswith("function-"))


def _mended(data: object, errors: list[Error]) -> StructureFile | None:
    for _attempt in range(ATTEMPTS):
        for number, error in enumerate(errors):
            _mend(data, error["loc"], number)
        try:
            return StructureFile.model_validate(data)
        except ValidationError as error:
            errors = _errors(error)
    return None


def _mend(data: Any, location: Location, number: int) -> None:
    """Put a stand-in where ``location`` is wrong, or take the field away."""
    for part in location[:-1]:
        try:
            data = data[part]
        except (LookupError, TypeError):
            return
    last = location[-1] if location else None
    if isinstance(data, list) and isinstance(last, int) and last < len(data):
        data[last] = f"faute-{number}"
    elif isinstance(data, dict):
        data.pop(last, None)
        if last in ("key", "code"):
            data[last] = f"faute-{number}"
        elif last == "kind" and "ties" in location:
            data[last] = "works_with"
        elif last in STAND_INS:
            data[last] = STAND_INS[last]
