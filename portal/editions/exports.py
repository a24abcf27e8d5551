"""Lists of the admin taken away as .xlsx and .csv, without anything in them that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

BYTE_ORDER_MARK = "\ufeff".encode()
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """Return a value that a spreadsheet shows as it is: text that would start a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_A_FORMULA) else value


class HarmlessExportMixin(SpreadsheetExportMixin):
    """Exports text as text. In .xlsx cells have a type; in .csv only their first character tells."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Return what is written into a cell."""
        written = super().preprocess_field_value(field, value, export_format)
        return harmless(written) if export_format == self.FORMAT_CSV else written

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """Yield the lines, marked as UTF-8, without which Excel garbles accents."""
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)
