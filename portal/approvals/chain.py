"""Rows that are only added, each with the digest of the one before it."""

from __future__ import annotations

import datetime
from typing import Any

from portal.editions.seals import canonical, seal_of
from portal.editions.turns import turn

from .models import ChainEnd
from .models.verdicts import Sealed

_NOT_SEALED = {"id", "digest"}


def append(row: Sealed) -> None:
    """Number, date, chain and save a new row, and note it as the end: within a transaction."""
    with turn() as moment:
        end = _end_to_follow(type(row))
        row.number = end.number + 1
        row.previous_digest = end.digest
        row.recorded_at = moment
        row.digest = digest_of(row)
        row.save()
        end.number, end.digest = row.number, row.digest
        end.save()


def digest_of(row: Sealed) -> str:
    """Return the digest of everything that a row says."""
    fields = [field for field in row._meta.concrete_fields if field.name not in _NOT_SEALED]
    return seal_of(canonical({field.attname: plain(getattr(row, field.attname)) for field in fields}))


def kept_end(model: type[Sealed]) -> ChainEnd:
    """Return the end of a chain as it was noted; number 0 where nothing was."""
    chain = str(model._meta.model_name)
    return ChainEnd.objects.filter(chain=chain).first() or ChainEnd(chain=chain)


def last_of(model: type[Sealed]) -> tuple[int, str]:
    """Return number and digest of the last row that is there; 0 where there is none."""
    last = model._default_manager.order_by("number").values_list("number", "digest").last()
    return last or (0, "")


def plain(value: Any) -> Any:
    """Return a value as what JSON knows."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return str(value)


def _end_to_follow(model: type[Sealed]) -> ChainEnd:
    """Return the end that the next row follows: also where that row is gone, so that it stays missed."""
    end, last = kept_end(model), last_of(model)
    if last[0] > end.number:
        end.number, end.digest = last
    return end
