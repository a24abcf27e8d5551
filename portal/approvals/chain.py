"""Rows that are only added, each with the digest of the one before it."""

from __future__ import annotations

import datetime
from typing import Any

from portal.editions.seals import canonical, seal_of
from portal.editions.turns import turn

from .models.verdicts import Sealed

_NOT_SEALED = {"id", "digest"}


def append(row: Sealed) -> None:
    """Number, date, chain and save a new row: within a transaction."""
    with turn() as moment:
        last = type(row)._default_manager.order_by("number").last()
        row.number = last.number + 1 if last else 1
        row.previous_digest = last.digest if last else ""
        row.recorded_at = moment
        row.digest = digest_of(row)
        row.save()


def digest_of(row: Sealed) -> str:
    """Return the digest of everything that a row says."""
    fields = [field for field in row._meta.concrete_fields if field.name not in _NOT_SEALED]
    return seal_of(canonical({field.attname: _plain(getattr(row, field.attname)) for field in fields}))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return str(value)
