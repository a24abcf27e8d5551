"""Reads a workbook into the plain data of a structure file, with the cell of every part."""

from __future__ import annotations

import datetime
from contextlib import closing
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .problems import Document, ImportRefused, Location, Position, Problem
from .schema import FORMAT
from .xlsx_safety import refuse_dangerous, unreadable
from .xlsx_sheets import FLAGS, LABELS, LINES, LISTS, OWNER, OWNERS, SHEETS, WRITTEN, Sheet, owner_of

MOST_ROWS = 20_000
MOST_COLUMNS = 100


def read_xlsx(path: Path) -> Document:
    """Read a workbook; raise ``ImportRefused`` for what is none, or would be dangerous to open."""
    refuse_dangerous(path)
    try:
        workbook = load_workbook(path, read_only=True)
        with closing(workbook):
            return _Reader(workbook).document()
    except Exception as error:  # a workbook that is broken inside fails in as many ways as it has parts
        raise ImportRefused([Problem(Position(1, 1), unreadable())]) from error


class _Reader:
    """Collects the rows of all sheets into one structure file."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.problems: list[Problem] = []
        self.faulty: set[Location] = set()
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
        return Document(self.data, self.positions, LABELS, tuple(self.problems), frozenset(self.faulty))

    def _problem(self, position: Position, message: str) -> None:
        self.problems.append(Problem(position, message))

    def _sheet(self, sheet: Sheet) -> None:
        page = self.workbook[sheet.title]
        page.reset_dimensions()  # a workbook may say that a sheet is as large as it likes
        rows = page.iter_rows(max_col=MOST_COLUMNS)
        headers = [str(cell.value).strip() if cell.value is not None else "" for cell in next(rows, ())]
        paths = dict(sheet.columns)
        self._check_headers(sheet, headers, paths)
        for number, cells in enumerate(rows, start=2):
            values = {
                header: cell
                for header, cell in zip(headers, cells, strict=False)
                if header and cell.value is not None and str(cell.value).strip()
            }
            if values and number > MOST_ROWS:
                self._problem(Position(number, 1, sheet.title), _("Une feuille a %d lignes au plus.") % MOST_ROWS)
                return
            if values:
                self._row(sheet, number, values, headers)

    def _check_headers(self, sheet: Sheet, headers: list[str], paths: dict[str, str]) -> None:
        for column, header in enumerate(headers, start=1):
            if header and header not in paths and not (sheet.owned and header == OWNER):
                admitted = ", ".join([*([OWNER] if sheet.owned else []), *paths])
                message = _("Colonne « %(header)s » inconnue ; colonnes admises : %(list)s.")
                self._problem(Position(1, column, sheet.title), message % {"header": header, "list": admitted})
            elif header and header in headers[: column - 1]:
                message = _("La colonne « %(header)s » est donnée deux fois.") % {"header": header}
                self._problem(Position(1, column, sheet.title), message)

    def _check_value(self, cell: Any, position: Position, location: Location) -> None:
        """Refuse a formula or an error: they are no values, and are never guessed."""
        if cell.data_type == "f":
            self._problem(position, _("La cellule contient une formule : remplacez-la par sa valeur."))
        elif cell.data_type == "e":
            self._problem(position, _("La cellule contient une erreur de calcul (%s).") % cell.value)
        else:
            return
        self.faulty.add(location)

    def _row(self, sheet: Sheet, number: int, values: dict[str, Any], headers: list[str]) -> None:
        paths = dict(sheet.columns)
        target = self._target(sheet, number, values, headers)
        if target is None:
            return
        location, rows = target
        if sheet.path == ("doubts",):
            if "doute" in values:
                place = (*location, len(rows))
                self.positions[place] = Position(number, headers.index("doute") + 1, sheet.title)
                rows.append(self._value(place, "", sheet, values["doute"]))
            return
        row: dict[str, Any] = {}
        place = location if sheet.path == ("organisation",) else (*location, len(rows))
        self.positions[place] = Position(number, 1, sheet.title)
        for column, header in enumerate(headers, start=1):
            if header in paths:
                parts = paths[header].split(".")
                self.positions[(*place, *parts)] = Position(number, column, sheet.title)
                if header in values:
                    _set(row, parts, self._value((*place, *parts), paths[header], sheet, values[header]))
        self._keep(sheet, place, rows, row)

    def _value(self, location: Location, path: str, sheet: Sheet, cell: Any) -> Any:
        self._check_value(cell, self.positions[location], location)
        return _plain(sheet, path, cell.value)

    def _target(
        self, sheet: Sheet, number: int, values: dict[str, Any], headers: list[str]
    ) -> tuple[Location, Any] | None:
        if not sheet.owned:
            holder = self.data
            for part in sheet.path[:-1]:
                holder = holder[str(part)]
            name = str(sheet.path[-1])
            return sheet.path, holder.setdefault(name, []) if name != "organisation" else holder
        owner = str(values[OWNER].value).strip() if OWNER in values else ""
        found = self.owners.get(owner)
        if found is None:
            message = _("« %(key)s » n’est pas la clé d’une unité du classeur.") % {"key": owner}
            column = headers.index(OWNER) + 1 if OWNER in headers else 1
            self._problem(Position(number, column, sheet.title), message)
            return None
        location, row = found
        name = str(sheet.path[0])
        return (*location, name), row.setdefault(name, [])

    def _keep(self, sheet: Sheet, place: Location, rows: Any, row: dict[str, Any]) -> None:
        if sheet.path == ("organisation",):
            if self.data["organisation"]:
                self._problem(
                    self.positions[place], _("Une seule organisation par classeur : cette ligne est de trop.")
                )
            self.data["organisation"] = row
        else:
            rows.append(row)
        name = str(sheet.path[0])
        if name in OWNERS:
            self.owners[owner_of(name, row)] = (place, row)


def _set(row: dict[str, Any], parts: list[str], value: Any) -> None:
    for part in parts[:-1]:
        row = row.setdefault(part, {})
    row[parts[-1]] = value


def _plain(sheet: Sheet, path: str, value: Any) -> Any:
    """Return what a cell says, as its field expects it."""
    if path in LISTS:
        return [part.strip() for part in str(value).split(",") if part.strip()]
    if path in LINES:
        return [part.strip() for part in str(value).splitlines() if part.strip()]
    if path in FLAGS:
        return {"oui": True, "non": False}.get(str(value).strip().lower(), value)
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.date) or (path in sheet.numbers and not isinstance(value, str)):
        return value
    return WRITTEN.sub(lambda found: chr(int(found[1], 16)), str(value).strip())
