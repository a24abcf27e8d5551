"""Pages cut into passages that can be read at a glance: on the borders of sentences, else of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from portal.editions.models import Edition
from portal.editions.passages import Passage, PassageKind

from ..content.documents import DocumentContent
from ..models.texts import FileText

LONGEST: Final = 600
_SENTENCE: Final = re.compile(r"(?<=[.!?…;])\s+|\n")
_ANCHOR: Final = "page-"


def anchor_of(number: int) -> str:
    """Return the id of the element that shows a page."""
    return f"{_ANCHOR}{number}"


def page_at(anchor: str) -> int:
    """Return the number of the page that the element with this id shows."""
    return int(anchor.removeprefix(_ANCHOR))


def passages_of(edition: Edition) -> Iterator[Passage]:
    """Yield what search finds in an edition of a document: its own words, then those of its file."""
    yield from edition.content.passages()
    for number, page in enumerate(pages_of(edition.content), start=1):
        for piece in pieces(page):
            yield Passage(PassageKind.PAGE, anchor_of(number), piece)


def pages_of(content: object) -> list[str]:
    """Return the words of the pages of a document's file, as far as they were read: one query."""
    files = content.attachments if isinstance(content, DocumentContent) else ()
    found = FileText.objects.filter(sha256__in=[file.sha256 for file in files]).first() if files else None
    return list(found.pages) if found else []


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that end where a sentence does, as long as they may be."""
    piece = ""
    for sentence in _short(_SENTENCE.split(text)):
        if piece and len(piece) + 1 + len(sentence) > LONGEST:
            yield piece
            piece = sentence
        else:
            piece = f"{piece} {sentence}".strip()
    if piece:
        yield piece


def _short(sentences: list[str]) -> Iterator[str]:
    """Yield sentences, those that are too long cut between words."""
    for sentence in sentences:
        while len(sentence) > LONGEST:
            cut = sentence.rfind(" ", 1, LONGEST)
            cut = cut if cut > 0 else LONGEST
            yield sentence[:cut].strip()
            sentence = sentence[cut:].strip()
        if sentence.strip():
            yield sentence.strip()
