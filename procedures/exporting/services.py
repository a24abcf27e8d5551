"""Exports the texts in force as the file that imports back to the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from org.importing.export import AUDIENCE_NAMES, reference_row
from org.importing.mapping import without_blanks, work_key
from org.importing.yaml_file import write_yaml
from portal.editions.files.attached import AttachedFile
from portal.editions.models import InForce

from ..importing import desk
from ..importing.schema import FORMAT
from ..importing.validation import KINDS
from ..models import DocumentPage
from .files import Shelf
from .names import Names, Row, identified
from .texts import ROWS, explicit

FILE: Final = "procedures.yaml"
LISTS: Final = tuple(name for name, _row in ROWS.values())


@dataclass(frozen=True, slots=True)
class Export:
    """What a file says, how many texts are in it, and the files that are not beside it."""

    data: Row
    texts: int
    left_out: list[AttachedFile]


def exported(folder: Path | None = None) -> Export:
    """Return the texts in force today, in the terms of ``importing.schema``; their files are copied to ``folder``."""
    held = list(_in_force())
    names = Names(
        keys=desk.keys(desk.ACTORS) | desk.keys(desk.TEXTS),
        documents={row.work_id: row.title for row in held if row.work.kind == DocumentPage.kind_name},
    )
    shelf = Shelf(folder)
    lists: dict[str, list[Row]] = {name: [] for name in LISTS}
    for row in held:
        name, _make = ROWS[type(row.edition.content)]
        lists[name].append(_text(row, names, shelf))
    rows = without_blanks(lists)
    data = {"format": FORMAT, "reference": _reference(lists), **rows}
    return Export(without_blanks(data), len(held), shelf.left_out)


def export_procedures(path: Path) -> Export:
    """Write the texts in force to a YAML file or, with their files, to a folder."""
    if path.suffix.lower() in (".yaml", ".yml"):
        export, file = exported(), path
    else:
        path.mkdir(parents=True, exist_ok=True)
        export, file = exported(path), path / FILE
    write_yaml(export.data, file)
    return export


def _in_force() -> Iterable[InForce]:
    held = InForce.objects.on(timezone.localdate()).filter(language=desk.LANGUAGE, work__kind__in=KINDS.values())
    readable = held.filter(edition__withdrawal=None).select_related("edition", "work")
    return readable.order_by("position", "title", "work")


def _text(held: InForce, names: Names, shelf: Shelf) -> Row:
    key, edition = names.of(held.work_id), held.edition
    content: Any = edition.content
    dates = {"start": held.starts.isoformat(), "approximate": edition.approximate, "note": edition.date_note}
    common = {
        "title": content.title,
        "slug": held.slug,
        "reference": content.reference,
        "audience": AUDIENCE_NAMES[held.work.audience],
        "in_force": without_blanks(dates),
    }
    _list, fields = ROWS[type(content)]
    row = without_blanks({**common, **fields(key, content, names, shelf)}) | explicit(content)
    return identified({"key": key}, held.work_id, work_key(key)) | row


def _reference(lists: Mapping[str, list[Row]]) -> Row:
    """Return the short lists as far as the texts choose from them."""
    texts = [row for rows in lists.values() for row in rows]
    steps = [step for row in texts for step in row.get("steps", ())]
    returns = [each for row in texts for each in row.get("returns", ())]
    used = {
        "profiles": _codes(steps, "profiles"),
        "channels": _codes(steps, "channels") | _codes(returns, "channel"),
        "document_types": _codes(lists["documents"], "type"),
        "places": _codes(steps, "place"),
        "legal_references": _codes([*texts, *steps], "legal_basis"),
    }
    return without_blanks(
        {
            name: [reference_row(row) for row in model.objects.filter(code__in=used[name]).order_by("code")]
            for name, model in desk.LISTS.items()
        }
    )


def _codes(rows: Iterable[Row], field: str) -> set[str]:
    found = (row.get(field, ()) for row in rows)
    return {code for codes in found for code in ([codes] if isinstance(codes, str) else codes)}
