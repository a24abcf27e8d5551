"""Rows of structure pages, as the database holds them: each with an id of its own."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from wagtail.models import Page

from org.models import LegalReference

Row = dict[str, Any]


def row(kind: str, value: Any) -> Row:
    """Return a row of any kind."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def responsibility(
    text: str, *, shared_with: tuple[Page, ...] = (), legal_basis: tuple[LegalReference, ...] = (), **fields: Any
) -> Row:
    """Return a responsibility."""
    chosen = {"shared_with": [page.pk for page in shared_with], "legal_basis": [text.pk for text in legal_basis]}
    return row("responsibility", {"text": text, **chosen, **fields})


def internal_rules(text: str, **fields: Any) -> Row:
    """Return a responsibility that internal rules define."""
    return {**responsibility(text, **fields), "type": "internal_rules"}


def post(title: str, **fields: Any) -> Row:
    """Return a post."""
    return row("post", {"title": title, **fields})


def member(title: str, unit: Page | None = None) -> Row:
    """Return a member of a committee."""
    return row("member", {"title": title, "unit": unit.pk if unit else None})


def tie(to: Page, kind: str = "works_with", note: str = "") -> Row:
    """Return a functional tie."""
    return row("tie", {"to": to.pk, "kind": kind, "note": note})


def source(document: str = "000", lines: str = "", note: str = "") -> Row:
    """Return a source of the page."""
    return row("source", {"document": document, "lines": lines, "note": note})


def named_unit(unit: Page | tuple[Page, str]) -> Row:
    """Return a unit before or after a change, with the name that it bore if one is given."""
    page, name = unit if isinstance(unit, tuple) else (unit, "")
    return row("unit", {"unit": page.pk, "name": name})
