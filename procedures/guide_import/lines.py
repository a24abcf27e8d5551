"""A Word guide as a list of lines: its headings, its numbered steps, its paragraphs, its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

_HEADING: Final = re.compile(r"(?:heading|titre) (\d)", re.IGNORECASE)
_TITLES: Final = ("title", "titre")
_BULLETS: Final = ("bullet", "none")
_WRITTEN_NUMBER: Final = re.compile(r"(\d{1,2})\s*[.)°]\s+(?=\S)")
TITLE_LEVEL: Final = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. ``level``: that of a heading, 0 for the title; ``numbered``: an item of a list that counts."""

    number: int
    text: str
    level: int | None = None
    numbered: bool = False
    bullet: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows of texts; ``number`` is that of the paragraph that it would be."""

    number: int
    rows: tuple[tuple[str, ...], ...]


def lines_of(data: bytes) -> Iterator[Line | Grid]:
    """Yield the lines of a .docx in order; empty paragraphs are counted, not given."""
    document = Document(BytesIO(data))
    formats = _Formats(document)
    for number, part in enumerate(document.iter_inner_content(), start=1):
        if isinstance(part, Table):
            yield Grid(number, tuple(tuple(_plain(cell.text) for cell in row.cells) for row in part.rows))
        elif text := _plain(part.text):
            yield _line(number, part, text, formats)


def _line(number: int, paragraph: Paragraph, text: str, formats: _Formats) -> Line:
    name = (paragraph.style.name or "").strip().lower() if paragraph.style else ""
    if name in _TITLES:
        return Line(number, text, TITLE_LEVEL)
    if found := _HEADING.match(name):
        return Line(number, text, int(found[1]))
    list_format, depth = formats.of(paragraph)
    if not list_format and (written := _WRITTEN_NUMBER.match(text)):
        return Line(number, text[written.end() :], numbered=True)
    counts = bool(list_format) and list_format not in _BULLETS
    return Line(number, text, numbered=counts, bullet=list_format in _BULLETS, depth=depth)


class _Formats:
    """How the lists of a document count: Word keeps it apart from the paragraphs."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, str], str] = {}
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)

    def _read(self, numbering: Any) -> None:
        lists = {each.get(qn("w:abstractNumId")): each for each in numbering.iter(qn("w:abstractNum"))}
        for item in numbering.iter(qn("w:num")):
            pointed = item.find(qn("w:abstractNumId"))
            levels = lists[pointed.get(qn("w:val"))] if pointed is not None else ()
            for level in levels:
                kind = level.find(qn("w:numFmt"))
                if kind is not None:
                    self._levels[item.get(qn("w:numId")), level.get(qn("w:ilvl"))] = kind.get(qn("w:val"))

    def of(self, paragraph: Paragraph) -> tuple[str, int]:
        """Return how the list of a paragraph counts (empty: it is in none), and how deep the paragraph is in it."""
        for properties in (paragraph._p.pPr, paragraph.style.element.pPr if paragraph.style else None):
            numbers: Any = properties.numPr if properties is not None else None
            if numbers is not None and numbers.numId is not None:
                depth = numbers.ilvl.val if numbers.ilvl is not None else 0
                return self._levels.get((str(numbers.numId.val), str(depth)), ""), depth
        return "", 0


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
