"""Two editions of a text compared for readers: nothing is said of works that they may not know of."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from portal.editions.comparing import Anatomy, compare, shown
from portal.editions.reading import Reading
from portal.editions.redline import ShownPart

from ..content.documents import DocumentContent
from ..content.projects import ProjectContent
from ..presentation.actors import Directory, known_part
from .anatomy import DOCUMENTS, PROCEDURES, PROJECTS, PROTOCOLS

KnownPart = Callable[[Any, Collection[UUID]], Any]
Compare = Callable[..., list[ShownPart]]


def _comparing(anatomy: Anatomy, known_part: KnownPart) -> Compare:
    """Return the comparison of a kind: what differs, by part, in the words of the interface."""

    def compared(*, before: Any, after: Any, reading: Reading) -> list[ShownPart]:
        named = {relation.target for content in (before, after) for relation in content.relations()}
        known = Directory.read(named, reading).known
        changes = compare(anatomy, known_part(before, known), known_part(after, known))
        # Names are part of what these texts say: none is looked up.
        return shown(changes, {}, anatomy.script)

    return compared


def known_part_of_project(content: ProjectContent, known: Collection[UUID]) -> ProjectContent:
    """Return ``content`` as its page shows it to who knows of the works ``known`` only."""
    return replace(
        content,
        partners=tuple(row for row in content.partners if row.work in known),
        texts=tuple(row for row in content.texts if row.work in known),
        responsibilities=tuple(row for row in content.responsibilities if row.work in known),
    )


def _whole(content: DocumentContent, known: Collection[UUID]) -> DocumentContent:
    return content


compare_procedures = _comparing(PROCEDURES, known_part)
compare_protocols = _comparing(PROTOCOLS, known_part)
compare_projects = _comparing(PROJECTS, known_part_of_project)
compare_documents = _comparing(DOCUMENTS, _whole)
