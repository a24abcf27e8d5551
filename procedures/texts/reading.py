"""Reads the words of a file page by page. May take as long as a bad file makes it: to be called apart.

A page of a PDF is its page. Word and OpenDocument keep no pages: what counts is where they last broke, as they noted
it when the file was saved, or else the breaks that its author made. Without either, the file is one page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any, Final

MOST_PAGES: Final = 1_000
MOST_LETTERS: Final = 2_000_000
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREADABLE: Final = {"Cc", "Cs", "Co", "Cn"}
_HYPHENATED: Final = re.compile(r"(\w)[-\u00ad]\n(?=[a-zà-ÿ])")
_BREAK: Final = "\f"


def pages_of(data: bytes, extension: str) -> list[str]:
    """Return the words of each page; pages and words past what a document can have are left out."""
    pages, left = [], MOST_LETTERS
    for text in READERS[extension](data):
        pages.append(_cleaned(text)[:left])
        left -= len(pages[-1])
        if len(pages) == MOST_PAGES or not left:
            break
    return pages


def _cleaned(text: str) -> str:
    """Return readable text: letters that stand for two are both, words cut at a line's end are whole."""
    text = _HYPHENATED.sub(r"\1", unicodedata.normalize("NFC", text.replace("ﬁ", "fi").replace("ﬂ", "fl")))
    kept = "".join(
        letter if letter in "\n\t" or unicodedata.category(letter) not in _UNREADABLE else " " for letter in text
    )
    lines = (" ".join(line.split()) for line in kept.splitlines())
    return "\n".join(line for line in lines if line)


def _of_pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    for page in PdfReader(BytesIO(data)).pages:
        try:
            yield page.extract_text()
        except Exception:  # one page that is broken leaves the others
            yield ""


def _of_word(data: bytes) -> Iterator[str]:
    from docx import Document

    body = Document(BytesIO(data)).element.body
    laid_out = next(body.iter(f"{_WORD}lastRenderedPageBreak"), None) is not None
    yield from "".join(_pieces(body, laid_out)).strip(_BREAK).split(_BREAK)


def _pieces(element: Any, laid_out: bool) -> Iterator[str]:
    """Yield the text of an element of Word, with a break where a page ends."""
    for child in element:
        name = child.tag
        if name == f"{_WORD}t":
            yield child.text or ""
        elif name in (f"{_WORD}tab", f"{_WORD}cr"):
            yield " "
        elif name == f"{_WORD}br":
            yield _BREAK if child.get(f"{_WORD}type") == "page" and not laid_out else "\n"
        elif name == f"{_WORD}lastRenderedPageBreak":
            yield _BREAK
        elif name != _FALLBACK:
            yield from _pieces(child, laid_out)
            yield "\n" if name == f"{_WORD}p" else " " if name == f"{_WORD}tc" else ""


def _of_open_document(data: bytes) -> Iterator[str]:
    from odfdo import Document

    document = Document(BytesIO(data))
    breaking = _breaking_styles(document)
    page: list[str] = []
    wanted = "descendant::text:p|descendant::text:h|descendant::text:soft-page-break"
    for element in document.body.get_elements(wanted):
        if element.tag == "text:soft-page-break" or (getattr(element, "style", "") in breaking and page):
            yield "\n".join(page)
            page = []
        if element.tag != "text:soft-page-break":
            page.append(element.inner_text)
    yield "\n".join(page)


def _breaking_styles(document: Any) -> set[str]:
    """Return the names of the styles of paragraphs that begin a page."""
    found = document.get_styles(family="paragraph")
    return {style.name for style in found if (style.get_properties() or {}).get("fo:break-before") == "page"}


READERS: Final[Mapping[str, Callable[[bytes], Iterator[str]]]] = {
    "pdf": _of_pdf,
    "docx": _of_word,
    "odt": _of_open_document,
}
