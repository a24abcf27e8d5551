"""Imports who holds which post from a YAML file of its own; a second run records only what has changed.

Units and posts are named by the keys of the structure's file. A row's ``key`` gives its record: to correct a row
is to say something else of the same holding, and what was said before stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import ValidationError as ShapeError

from ..forms import HeldPost, posts_ever
from ..models import Holding, LegalReference, Person
from .mapping import row_id, work_key
from .problems import Document, ImportRefused, Problem
from .schema import Day, Key, Row, Short, Slug, Title
from .yaml_file import read_yaml


class HoldingRow(Row):
    """A person in a post, from ``start`` until ``end`` (both days included)."""

    key: Key
    unit: Key
    post: Key
    person: Title
    capacity: Literal["holder", "interim", "delegate"] = "holder"
    scope: Short = ""
    start: Day
    end: Day | None = None
    act: Slug | None = None

    def held(self) -> HeldPost:
        """Return the post."""
        return HeldPost(work_key(self.unit), row_id(self.unit, "posts", self.post))

    def record(self) -> UUID:
        """Return the identity of the holding."""
        return row_id(self.unit, "holdings", self.key)


class HoldingsFile(Row):
    """A whole file."""

    format: Literal["mandat-holdings/1"]
    holdings: list[HoldingRow]


def import_holdings(path: Path) -> int:
    """Record what the file says, all of it or nothing; return how many holdings were recorded or changed."""
    document = read_yaml(path)
    rows = _rows(document)
    known = posts_ever(row.held().work for row in rows)
    problems: list[Problem] = []
    recorded = 0
    with transaction.atomic():
        for index, row in enumerate(rows):
            try:
                recorded += _recorded(row, known)
            except ValidationError as refusal:
                position = document.position(("holdings", index))
                problems += (Problem(position, message) for message in refusal.messages)
        if problems:
            raise ImportRefused(problems)
    return recorded


def _rows(document: Document) -> list[HoldingRow]:
    problems = list(document.problems)
    try:
        if not problems:
            return HoldingsFile.model_validate(document.data).holdings
    except ShapeError as error:
        problems += _misshapen(error, document)
    raise ImportRefused(problems)


def _misshapen(error: ShapeError, document: Document) -> Iterator[Problem]:
    for fault in error.errors():
        field = next((part for part in reversed(fault["loc"]) if isinstance(part, str)), "holdings")
        words = {"field": field, "value": str(fault["input"])[:60], "hint": ""}
        known = {
            "missing": _("Le champ « %(field)s » manque."),
            "extra_forbidden": _("Le champ « %(field)s » est inconnu.%(hint)s"),
        }
        message = known.get(fault["type"], _("« %(value)s » ne convient pas au champ « %(field)s »."))
        yield Problem(document.position(fault["loc"]), message % words)


def _recorded(row: HoldingRow, known: dict[HeldPost, str]) -> bool:
    """Record a row; return whether it says anything new."""
    held = row.held()
    if held not in known:
        words = {"post": row.post, "unit": row.unit}
        raise ValidationError(_("« %(unit)s » n’a pas de poste « %(post)s ».") % words)
    standing = Holding.objects.said_now().filter(record=row.record()).first()
    holding = standing or Holding(record=row.record())
    said = holding.said()
    _take_over(holding, row, held)
    if standing and holding.said() == said:
        return False
    holding.full_clean()
    holding.save()
    return True


def _take_over(holding: Holding, row: HoldingRow, held: HeldPost) -> None:
    values: dict[str, Any] = {
        "person": Person.objects.get_or_create(name=row.person)[0],
        "work": held.work,
        "post": held.post,
        "starts": row.start,
        "ends": row.end,
        "capacity": row.capacity,
        "scope": row.scope,
        "act": _act(row.act),
    }
    for name, value in values.items():
        setattr(holding, name, value)


def _act(code: str | None) -> LegalReference | None:
    act = LegalReference.objects.filter(code=code).first() if code else None
    if code and act is None:
        raise ValidationError(_("La base légale « %(code)s » est inconnue.") % {"code": code})
    return act
