"""Spreadsheets: one sheet a subject, one row a thing, the same content as YAML.

The sheets are described once, below; reading and writing follow the description both ways.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException

from .problems import Document, ImportRefused, Location, Position, Problem
from .schema import FORMAT

ENTITY = [
    ("clé", "key"),
    ("identifiant", "id"),
    ("titre", "title"),
    ("sigle", "acronym"),
    ("adresse", "slug"),
    ("mission", "mission"),
    ("siège", "place"),
    ("public", "audience"),
    ("en vigueur depuis", "in_force.start"),
    ("date approximative", "in_force.approximate"),
    ("remarque sur la date", "in_force.note"),
]
NAMES = [("nom", "name.fr"), ("nom (ht)", "name.ht"), ("nom (en)", "name.en"), ("nom (es)", "name.es")]
SOURCE = [("document", "document"), ("lignes", "lines"), ("remarque", "note")]
OWN_SOURCE = [(f"source : {header}", f"source.{path}") for header, path in SOURCE]
ROW = [("clé", "key"), ("identifiant", "id")]
YES = "oui"
LISTS = {"shared_with", "legal_basis"}
FLAGS = {"internal_rules", "head", "in_force.approximate"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows go to ``path``, or, if they have an owner, to ``path`` of the owner with that key."""

    title: str
    path: Location
    columns: list[tuple[str, str]]
    owned: bool = False


SHEETS = [
    Sheet("Organisation", ("organisation",), [*ENTITY, ("site", "website")]),
    Sheet("Unités", ("units",), [("au-dessus", "parent"), ("type", "kind"), *ENTITY]),
    Sheet(
        "Attributions",
        ("responsibilities",),
        [
            *ROW,
            ("attribution", "text"),
            ("par règlement interne", "internal_rules"),
            ("partagée avec", "shared_with"),
            ("base légale", "legal_basis"),
            ("doute", "doubt"),
            *OWN_SOURCE,
        ],
        owned=True,
    ),
    Sheet(
        "Postes",
        ("posts",),
        [
            *ROW,
            ("titre", "title"),
            ("dirige", "head"),
            ("rang", "rank"),
            ("effectif", "headcount"),
            ("qualifications", "qualifications"),
            ("téléphone", "contact.phone"),
            ("courriel", "contact.email"),
            ("bureau", "contact.office"),
            ("doute", "doubt"),
            *OWN_SOURCE,
        ],
        owned=True,
    ),
    Sheet("Membres", ("members",), [*ROW, ("fonction", "title"), ("unité du membre", "unit")], owned=True),
    Sheet(
        "Liens", ("ties",), [("identifiant", "id"), ("vers", "to"), ("lien", "kind"), ("en quoi", "note")], owned=True
    ),
    Sheet("Sources", ("sources",), SOURCE, owned=True),
    Sheet("Doutes", ("doubts",), [("doute", "")], owned=True),
    Sheet("Types d’unité", ("reference", "unit_kinds"), [("code", "code"), *NAMES, ("rang", "rank")]),
    Sheet(
        "Lieux",
        ("reference", "places"),
        [
            ("code", "code"),
            *NAMES,
            ("pays", "country"),
            ("département", "department"),
            ("latitude", "latitude"),
            ("longitude", "longitude"),
        ],
    ),
    Sheet(
        "Bases légales",
        ("reference", "legal_references"),
        [("code", "code"), *NAMES, ("référence", "citation"), ("adresse du texte", "url")],
    ),
]
OWNER = "unité"


def read_xlsx(path: Path) -> Document:
    """Read a workbook; raise ``ImportRefused`` for what is no workbook, or unknown sheets, columns or owners."""
    try:
        workbook = load_workbook(path, data_only=True, read_only=False)
    except (InvalidFileException, BadZipFile, KeyError, OSError, ValueError) as error:
        message = _("Le fichier n’est pas un classeur .xlsx lisible.")
        raise ImportRefused([Problem(Position(1, 1), message)]) from error
    return _Reader(workbook).document()


class _Reader:
    """Collects the rows of all sheets into one structure file."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.problems: list[Problem] = []
        self.positions: dict[Location, Position] = {}
        self.data: dict[str, Any] = {"format": FORMAT, "reference": {}, "organisation": {}, "units": []}
        self.owners: dict[str, tuple[Location, dict[str, Any]]] = {}

    def document(self) -> Document:
        known = {sheet.title for sheet in SHEETS}
        for title in self.workbook.sheetnames:
            if title not in known:
                self._problem(Position(1, 1, title), _("Feuille inconnue ; feuilles admises : %s.") % ", ".join(known))
        for sheet in SHEETS:
            if sheet.title in self.workbook.sheetnames:
                self._sheet(sheet)
        if self.problems:
            raise ImportRefused(self.problems)
        return Document(self.data, self.positions)

    def _problem(self, position: Position, message: str) -> None:
        self.problems.append(Problem(position, message))

    def _sheet(self, sheet: Sheet) -> None:
        rows = self.workbook[sheet.title].iter_rows(values_only=True)
        headers = [str(cell).strip() if cell is not None else "" for cell in next(rows, ())]
        paths = dict(sheet.columns)
        for column, header in enumerate(headers, start=1):
            if header and header not in paths and not (sheet.owned and header == OWNER):
                admitted = ", ".join([*([OWNER] if sheet.owned else []), *paths])
                message = _("Colonne « %(header)s » inconnue ; colonnes admises : %(list)s.")
                self._problem(Position(1, column, sheet.title), message % {"header": header, "list": admitted})
        for number, cells in enumerate(rows, start=2):
            values = {
                header: (column, value)
                for column, (header, value) in enumerate(zip(headers, cells, strict=False), start=1)
                if header and value is not None and str(value).strip()
            }
            if values:
                self._row(sheet, number, values, paths)

    def _row(self, sheet: Sheet, number: int, values: dict[str, tuple[int, Any]], paths: dict[str, str]) -> None:
        target = self._target(sheet, number, values)
        if target is None:
            return
        location, rows = target
        if sheet.path == ("doubts",):
            column, value = values.get("doute", (1, ""))
            self.positions[(*location, len(rows))] = Position(number, column, sheet.title)
            rows.append(str(value))
            return
        row: dict[str, Any] = {}
        place = location if sheet.path == ("organisation",) else (*location, len(rows))
        self.positions[place] = Position(number, 1, sheet.title)
        for header, (column, value) in values.items():
            if header in paths:
                parts = paths[header].split(".")
                _set(row, parts, _plain(paths[header], value))
                self.positions[(*place, *parts)] = Position(number, column, sheet.title)
        self._keep(sheet, place, rows, row)

    def _target(self, sheet: Sheet, number: int, values: dict[str, tuple[int, Any]]) -> tuple[Location, Any] | None:
        if not sheet.owned:
            holder = self.data
            for part in sheet.path[:-1]:
                holder = holder[str(part)]
            name = str(sheet.path[-1])
            return sheet.path, holder.setdefault(name, []) if name != "organisation" else holder
        column, owner = values.get(OWNER, (1, ""))
        found = self.owners.get(str(owner).strip())
        if found is None:
            message = _("« %(key)s » n’est pas la clé d’une unité du classeur.") % {"key": owner}
            self._problem(Position(number, column, sheet.title), message)
            return None
        location, row = found
        name = str(sheet.path[0])
        return (*location, name), row.setdefault(name, [])

    def _keep(self, sheet: Sheet, place: Location, rows: Any, row: dict[str, Any]) -> None:
        if sheet.path == ("organisation",):
            self.data["organisation"] = row
        else:
            rows.append(row)
        if sheet.path in (("organisation",), ("units",)):
            self.owners[str(row.get("key", ""))] = (place, row)


def _set(row: dict[str, Any], parts: list[str], value: Any) -> None:
    for part in parts[:-1]:
        row = row.setdefault(part, {})
    row[parts[-1]] = value


def _plain(path: str, value: Any) -> Any:
    if path in LISTS:
        return [part.strip() for part in str(value).split(",") if part.strip()]
    if path in FLAGS:
        return {"oui": True, "non": False}.get(str(value).strip().lower(), value)
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer() and path in ("headcount", "rank"):
        return int(value)
    if path in ("headcount", "rank", "latitude", "longitude") and isinstance(value, int | float):
        return value
    return value if isinstance(value, datetime.date) else str(value).strip()


def write_xlsx(data: dict[str, Any], path: Path) -> None:
    """Write a structure file as a workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in SHEETS:
        page = workbook.create_sheet(sheet.title)
        headers = ([OWNER] if sheet.owned else []) + [header for header, _path in sheet.columns]
        page.append(headers)
        for cell in page[1]:
            cell.font = Font(bold=True)
        for row in _written_rows(sheet, data):
            page.append(row)
        page.freeze_panes = "A2"
        _widen(page)
    workbook.save(path)


def _written_rows(sheet: Sheet, data: dict[str, Any]) -> Iterator[list[Any]]:
    if not sheet.owned:
        found: Any = data
        for part in sheet.path:
            found = found.get(part, {}) if isinstance(found, dict) else found
        for row in [found] if isinstance(found, dict) and found else found or []:
            yield [_cell(row, path) for _header, path in sheet.columns]
        return
    for owner in (data["organisation"], *data.get("units", [])):
        for row in owner.get(str(sheet.path[0]), []):
            yield [owner["key"], *(_cell(row, path) for _header, path in sheet.columns)]


def _cell(row: Any, path: str) -> Any:
    value = row
    for part in path.split(".") if path else ():
        value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return YES if value else "non"
    return value


def _widen(page: Any) -> None:
    for column in page.columns:
        longest = max((len(str(cell.value or "")) for cell in column), default=0)
        page.column_dimensions[column[0].column_letter].width = min(max(longest + 2, 10), 60)
        for cell in column[1:]:
            cell.alignment = Alignment(wrap_text=longest > 58, vertical="top")
