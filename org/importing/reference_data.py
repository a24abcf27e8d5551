"""The reference data that a file brings along: what would change, and changing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import override

from ..drafts import kind_of, legal_basis_of, seat_of
from ..models import LegalReference, Place, UnitKind
from ..models.reference import ReferenceData
from . import schema
from .mapping import Lists, work_key

MODELS: dict[str, type[ReferenceData]] = {
    "unit_kinds": UnitKind,
    "places": Place,
    "legal_references": LegalReference,
}


def known_codes() -> dict[str, set[str]]:
    """Return the codes that the portal knows, by list."""
    return {name: set(model.objects.values_list("code", flat=True)) for name, model in MODELS.items()}


def changes(rows: schema.ReferenceRows) -> Iterator[tuple[ReferenceData, list[str]]]:
    """Yield each row that is new or different, filled but not saved, with the names of its changed fields."""
    for name, model in MODELS.items():
        existing = {row.code: row for row in model.objects.all()}
        for row in getattr(rows, name):
            instance = existing.get(row.code) or model(code=row.code)
            changed = [field for field, value in _values(row).items() if _set(instance, field, value)]
            if changed or instance.pk is None:
                yield instance, changed


def lists(language: str) -> Lists:
    """Return all reference data as a text in ``language`` would seal them."""
    with override(language):
        return Lists(
            kinds={row.code: kind for row in UnitKind.objects.all() if (kind := kind_of(row))},
            seats={row.code: seat for row in Place.objects.all() if (seat := seat_of(row))},
            laws={row.code: legal_basis_of(row) for row in LegalReference.objects.all()},
            work=work_key,
        )


def _values(row: Any) -> dict[str, Any]:
    values = {field: value for field, value in row.model_dump().items() if field not in ("code", "name")}
    for code, _label in settings.LANGUAGES:
        values[f"name_{code}"] = getattr(row.name, code)
    for field in ("latitude", "longitude"):
        if values.get(field) is not None:
            values[field] = f"{values[field]:.4f}"
    return values


def _set(instance: ReferenceData, field: str, value: Any) -> bool:
    """Set a field; return whether it changed. Empty and missing are the same, as the file has only one of them."""
    before = getattr(instance, field)
    same = str(before if before is not None else "") == str(value if value is not None else "")
    if not same:
        setattr(instance, field, value)
    return not same
