"""Exports an organisation as the structure file that imports back to the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django_countries.fields import Country

from portal.editions.audiences import AUDIENCE_CODES
from portal.editions.models import Work

from ..models import OrganisationPage, StructurePage, UnitPage
from . import reference_data
from .changes import change_rows
from .earlier import earlier_rows
from .endings import Ending, endings
from .mapping import row_from_content, without_blanks, work_key
from .plan import LANGUAGE, dates_of, existing_pages, keys_of
from .schema import FORMAT
from .xlsx_writer import write_xlsx
from .yaml_file import write_yaml

AUDIENCE_NAMES = {int(level): code for code, level in AUDIENCE_CODES.items()}


def exported(organisation: OrganisationPage) -> dict[str, Any]:
    """Return the whole structure of ``organisation``, as drafted, in the terms of ``schema``."""
    pages = existing_pages()
    keys = keys_of(pages)
    audiences = dict(Work.objects.values_list("key", "audience"))
    ours = [page for page in pages.values() if page.path.startswith(organisation.path)]
    ends = endings(LANGUAGE)
    ordered = sorted(ours, key=lambda page: page.path)
    rows = [_row(page, keys, audiences, ends.get(page.translation_key)) for page in ordered]
    dated = ((page, row) for page, row in zip(ordered, rows, strict=True) if "in_force" in row)
    since = {page.translation_key: row["in_force"]["start"] for page, row in dated}
    earlier = earlier_rows(since, LANGUAGE, keys.__getitem__)
    changes = change_rows(organisation, LANGUAGE, keys.__getitem__)
    return {
        "format": FORMAT,
        "reference": _reference([*rows, *earlier, *changes]),
        "organisation": rows[0],
        "units": rows[1:],
        **({"earlier": earlier} if earlier else {}),
        **({"changes": changes} if changes else {}),
    }


def export_structure(organisation: OrganisationPage, path: Path) -> None:
    """Write the structure to a .yaml or .xlsx file, by its suffix."""
    write = write_xlsx if path.suffix.lower() == ".xlsx" else write_yaml
    write(exported(organisation), path)


def _row(
    page: StructurePage, keys: dict[UUID, str], audiences: dict[UUID, int], ending: Ending | None
) -> dict[str, Any]:
    key = keys[page.translation_key]
    row: dict[str, Any] = {"key": key}
    if page.translation_key != work_key(key):
        row["id"] = str(page.translation_key)
    if isinstance(page, UnitPage):
        parent = page.parent_key()
        assert parent is not None
        row["parent"] = keys[parent]
    row["slug"] = page.slug
    row.update(row_from_content(page.edition_content(), lambda work: keys[work]))
    if dates := dates_of(page, ending):
        row["in_force"] = without_blanks(dates.model_dump(mode="json"))
    row["audience"] = AUDIENCE_NAMES[audiences[page.translation_key]]
    return row


def _reference(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return the reference data that ``rows`` use."""
    used = {
        "unit_kinds": {row.get("kind") for row in rows},
        "places": {row.get("place") for row in rows},
        "legal_references": {
            code
            for row in rows
            for stated in (row, *row.get("responsibilities", ()))
            for code in stated.get("legal_basis", ())
        },
    }
    return {
        name: [reference_row(item) for item in model.objects.filter(code__in=used[name] - {None})]
        for name, model in reference_data.MODELS.items()
    }


def reference_row(item: Any) -> dict[str, Any]:
    """Return the row of a file that states a row of reference data."""
    row: dict[str, Any] = {"code": item.code}
    row["name"] = {code: name for code, _label in settings.LANGUAGES if (name := getattr(item, f"name_{code}"))}
    for field in ("rank", "country", "department", "citation", "url"):
        if (value := getattr(item, field, "")) not in ("", None):
            row[field] = value.code if isinstance(value, Country) else value
    for field in ("latitude", "longitude"):
        if getattr(item, field, None) is not None:
            row[field] = float(getattr(item, field))
    return row
