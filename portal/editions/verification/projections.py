"""The projections: replayed from the editions in a transaction that is taken back, and compared in the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from ..models import Edition
from ..rebuilding import PROJECTIONS, replay
from ..turns import turn
from .faults import Fault, Place, What

MOST_SHOWN = 20


def check_projections() -> Iterator[Fault]:
    """Yield which texts the projections show otherwise than the editions say; others wait to write meanwhile."""
    faults: list[Fault] = []
    try:
        with transaction.atomic(), turn():
            for model in PROJECTIONS:
                _keep(model)
            replay()
            for model in PROJECTIONS:
                faults += _differences(model)
            transaction.set_rollback(True)
    except Exception as error:  # whatever a damaged edition makes of the replay
        faults = [Fault(What.PROJECTIONS, _("les éditions ne se rejouent pas : %(error)s") % {"error": error})]
    yield from faults


def _keep(model: type[Model]) -> None:
    """Put what is stored aside, until the transaction ends."""
    end = " ON COMMIT DROP" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {_kept(model)}{end} AS SELECT * FROM {model._meta.db_table}")  # noqa: S608 - constants


def _kept(model: type[Model]) -> str:
    return f"stored_{model._meta.db_table}"


def _differences(model: type[Model]) -> Iterator[Fault]:
    """Yield the texts of which other rows are stored than the editions make."""
    places: set[Place] = set()
    stored, made = _kept(model), model._meta.db_table
    for one, other in ((stored, made), (made, stored)):
        places.update(_places(model, one, other))
    for place in sorted(places, key=str)[:MOST_SHOWN]:
        message = _("la projection %(name)s ne dit pas ce que disent les éditions") % {"name": model.__name__}
        yield Fault(What.PROJECTIONS, message, place)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {stored}")


def _places(model: type[Model], one: str, other: str) -> Iterator[Place]:
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    listed = ", ".join(columns)
    counted = f"SELECT {listed}, COUNT(*) FROM {{}} GROUP BY {listed}"  # noqa: S608 - constants
    with connection.cursor() as cursor:
        cursor.execute(f"{counted.format(one)} EXCEPT {counted.format(other)}")
        for row in cursor.fetchmany(MOST_SHOWN):
            yield _place(dict(zip(columns, row, strict=False)))


def _place(row: dict[str, Any]) -> Place:
    edition = Edition.objects.filter(pk=row["edition_id"]).first() if "edition_id" in row else None
    if edition:
        return Place(edition.title, edition.work_id, edition.language)
    if "work_id" not in row:
        return Place()
    work = row["work_id"] if isinstance(row["work_id"], UUID) else UUID(row["work_id"])
    return Place(_title(work), work, row["language"])


def _title(work: UUID) -> str:
    return Edition.objects.filter(work=work).order_by("number").values_list("title", flat=True).last() or ""
