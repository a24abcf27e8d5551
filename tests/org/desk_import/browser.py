"""What an editor does with a file, and what the pages answer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from org.importing.xlsx_writer import write_xlsx
from org.importing.yaml_file import write_yaml
from org.models import ImportRun
from tests.org.importing.files import Data

INDEX = "import_structure:index"


def upload(client: Client, content: bytes, name: str = "structure.yaml") -> Any:
    """Bring a file and follow where it leads."""
    return client.post(reverse(INDEX), {"file": SimpleUploadedFile(name, content)}, follow=True)


def as_yaml(data: Data, folder: Path) -> bytes:
    path = folder / "written.yaml"
    write_yaml(data, path)
    return path.read_bytes()


def as_xlsx(data: Data, folder: Path, **cells: Any) -> bytes:
    """Return a workbook, with some cells (« Unités!B2 ») set otherwise."""
    path = folder / "written.xlsx"
    write_xlsx(data, path)
    if not cells:
        return path.read_bytes()
    book = load_workbook(path)
    for place, value in cells.items():
        sheet, cell = place.split("!")
        book[sheet][cell] = value
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def confirm(client: Client, run: ImportRun, agreed: str | None = None) -> Any:
    url = reverse("import_structure:confirm", args=[run.pk])
    return client.post(url, {"agreed": run.report_digest if agreed is None else agreed}, follow=True)


def the_run() -> ImportRun:
    return ImportRun.objects.latest("started_at")


def texts(response: Any, selector: str) -> list[str]:
    """Return the words of what the selector finds on a page."""
    page = BeautifulSoup(response.content, "html.parser")
    return [" ".join(part.get_text(" ").split()) for part in page.select(selector)]


def problems(response: Any) -> list[list[str]]:
    """Return the table of what is to be corrected."""
    page = BeautifulSoup(response.content, "html.parser")
    rows = page.select("#import-problems + div tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.find_all(["td", "th"])] for row in rows]


def counts(response: Any) -> dict[str, int]:
    page = BeautifulSoup(response.content, "html.parser")
    return {each.dt.get_text(): int(each.dd.get_text()) for each in page.select(".import-counts div")}
