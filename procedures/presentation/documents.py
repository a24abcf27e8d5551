"""What the page of a registered document shows besides the text itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.editions.models import Work
from portal.editions.reading import Reading

from ..content.documents import DocumentContent
from ..content.procedures import PAPER
from ..texts.pieces import anchor_of, pages_of

_BEGINNING: Final = 160
_MOST_SHOWN: Final = 300


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page of the file: its number, and how it begins."""

    number: int
    anchor: str
    beginning: str


def document_context(*, content: DocumentContent, work: Work, reading: Reading) -> dict[str, Any]:
    """Return what the template of documents needs: the file's language in words, and the guides that use it."""
    guides = {relation.edition.work_id for relation in reading.relations_towards(work.key) if relation.kind == PAPER}
    return {
        "chain": (),
        "pages": list(_pages(content)),
        "file_language": _(dict(settings.LANGUAGES).get(content.language, content.language)),
        "used_by": list(reading.links_to(guides).values()),
    }


def _pages(content: DocumentContent) -> Iterator[ShownPage]:
    for number, text in enumerate(pages_of(content)[:_MOST_SHOWN], start=1):
        beginning = Truncator(" ".join(text.split())).chars(_BEGINNING)
        yield ShownPage(number, anchor_of(number), beginning)
