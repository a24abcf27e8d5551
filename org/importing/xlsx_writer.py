"""Writes the plain data of a structure file as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from .xlsx_sheets import LINES, OWNER, OWNERS, SHEETS, UNWRITABLE, YES, Sheet, owner_of


def write_xlsx(data: dict[str, Any], path: Path) -> None:
    """Write a structure file as a workbook."""
    workbook = Workbook()
    for title in workbook.sheetnames:
        del workbook[title]
    for sheet in SHEETS:
        page = workbook.create_sheet(sheet.title)
        headers = ([OWNER] if sheet.owned else []) + [header for header, _path in sheet.columns]
        page.append(headers)
        for cell in page[1]:
            cell.font = Font(bold=True)
        for number, row in enumerate(_written_rows(sheet, data), start=2):
            for column, value in enumerate(row, start=1):
                _write(page.cell(number, column), value)
        page.freeze_panes = "A2"
        _widen(page)
    workbook.save(path)


def _write(cell: Any, value: Any) -> None:
    """Write a value so that it is read back as it is, also text that looks like a formula or an error."""
    if isinstance(value, str):
        cell.value = UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
        cell.data_type = "s"
        # As if typed with an apostrophe: the cell stays text also when somebody edits it.
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value


def _written_rows(sheet: Sheet, data: dict[str, Any]) -> Iterator[list[Any]]:
    if not sheet.owned:
        found: Any = data
        for part in sheet.path:
            found = found.get(part, {}) if isinstance(found, dict) else found
        for row in [found] if isinstance(found, dict) and found else found or []:
            yield [_cell(row, path) for _header, path in sheet.columns]
        return
    for name in OWNERS:
        found = data.get(name, [])
        for owner in [found] if isinstance(found, dict) else found:
            for row in owner.get(str(sheet.path[0]), []):
                yield [owner_of(name, owner), *(_cell(row, path) for _header, path in sheet.columns)]


def _cell(row: Any, path: str) -> Any:
    value = row
    for part in path.split(".") if path else ():
        value = value.get(part) if isinstance(value, dict) else None
    if path in LINES and value:
        return "\n".join(value)
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
