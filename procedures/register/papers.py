"""The documents and forms of a guide, each once, with the steps that need or make it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from portal.editions.reading import Link

from ..presentation.steps import ShownStep
from .rows import Row, row_of


@dataclass(frozen=True, slots=True)
class GuidePaper:
    """A document or a form of a guide; ``row`` where the register has it in force."""

    title: str
    link: Link | None
    row: Row | None
    steps: tuple[ShownStep, ...]


def papers_of(steps: Iterable[ShownStep]) -> list[GuidePaper]:
    """Return the papers of ``steps``, those of the register first, in the order in which they come."""
    found: dict[object, tuple[str, Link | None, dict[UUID, ShownStep]]] = {}
    for step in steps:
        for paper in step.papers:
            key = paper.link.work if paper.link else paper.row.title.strip().casefold()
            title = paper.link.title if paper.link else paper.row.title
            found.setdefault(key, (title, paper.link, {}))[2][step.row.id] = step
    papers = [
        GuidePaper(title, link, row_of(link) if link else None, tuple(steps.values()))
        for title, link, steps in found.values()
        if title
    ]
    return sorted(papers, key=lambda paper: paper.link is None)
