"""What texts of the structure lack by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from ..content import StructureContent
from .kinds import Gap
from .survey import Finding, Said, Survey

Lack = tuple[str, UUID | None]
"""What is lacking, in the words of its row, and the row."""


def find_lacks(survey: Survey) -> Iterator[Finding]:
    """Yield what texts of the structure lack; a translation lacks what its source does, which is told there."""
    for text in survey.sources:
        if isinstance(text.content, StructureContent):
            for gap, rows in lacks_of(text.content).items():
                yield from (Finding(text, gap, Said(words, row)) for words, row in rows)


def lacks_of(content: StructureContent) -> Mapping[Gap, tuple[Lack, ...]]:
    """Return what a text lacks."""
    whole: tuple[Lack, ...] = ((content.title, None),)
    found: dict[Gap, tuple[Lack, ...]] = {
        Gap.NO_DUTY: () if content.responsibilities else whole,
        Gap.NO_HEAD: () if content.head or content.members else whole,
        Gap.NO_BASIS: tuple((duty.text, duty.id) for duty in content.responsibilities if not duty.legal_basis),
        Gap.NO_SOURCE: () if content.sources else _without_source(content, whole),
        Gap.DOUBT: (*((doubt, None) for doubt in content.doubts), *_doubtful(content)),
    }
    return {gap: rows for gap, rows in found.items() if rows}


def _without_source(content: StructureContent, whole: tuple[Lack, ...]) -> tuple[Lack, ...]:
    rows = [(duty.text, duty.id, duty.source) for duty in content.responsibilities]
    rows += [(post.title, post.id, post.source) for post in content.posts]
    return tuple((text, row) for text, row, source in rows if source is None) if rows else whole


def _doubtful(content: StructureContent) -> Iterator[Lack]:
    rows = [(duty.text, duty.id, duty.doubt) for duty in content.responsibilities]
    rows += [(post.title, post.id, post.doubt) for post in content.posts]
    return ((f"{text} — {doubt}", row) for text, row, doubt in rows if doubt)
