"""The reference data that a file brings along: what would change, and changing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import override

from ..drafts import kind_of, legal_basis_of, seat_of
from ..models import LegalReference, Place, UnitKind
from ..models.reference import ReferenceData
from . import schema
from .mapping import Lists, work_key

Models = Mapping[str, type[ReferenceData]]
MODELS: Models = {
    "unit_kinds": UnitKind,
    "places": Place,
    "legal_references": LegalReference,
}


def known_codes(models: Models = MODELS) -> dict[str, set[str]]:
    """Return the codes that the portal knows, by list."""
    return {name: set(model.objects.values_list("code", flat=True)) for name, model in models.items()}


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    """A row that is new or different, filled but not saved; ``fields`` says of each what it was and what it is."""

    instance: ReferenceData
    is_new: bool
    fields: dict[str, tuple[str, str]]

    def __str__(self) -> str:
        name = f"{self.instance._meta.verbose_name} « {self.instance.code} »"
        return f"+ {name}" if self.is_new else f"~ {name} ({', '.join(self.fields)})"


def changes(rows: schema.Row, models: Models = MODELS) -> Iterator[ReferenceChange]:
    """Yield each row that is new or different; ``rows`` has a list for each of ``models``."""
    for name, model in models.items():
        existing = {row.code: row for row in model.objects.all()}
        for row in getattr(rows, name):
            instance = existing.get(row.code) or model(code=row.code)
            told = {field: _set(instance, field, value) for field, value in _values(row).items()}
            changed = {field: change for field, change in told.items() if change}
            if changed or instance.pk is None:
                yield ReferenceChange(instance, instance.pk is None, changed)


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


def _set(instance: ReferenceData, field: str, value: Any) -> tuple[str, str] | None:
    """Set a field; return what it was and is, if it changed. Empty and missing are the same: the file has only one."""
    before, after = _written(getattr(instance, field)), _written(value)
    if before == after:
        return None
    setattr(instance, field, value)
    return before, after


def _written(value: Any) -> str:
    return "" if value is None else str(value)
