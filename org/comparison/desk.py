"""Wagtail's comparison of two versions of a page, told by responsibility and post."""

from __future__ import annotations

from portal.editions.comparing.desk import ComparedInterface

from .anatomy import STRUCTURE

FACTS = {"title", "acronym", "kind", "mission", "seat", "website"}
ROWS = {"responsibilities", "posts", "members", "ties", "sources", "attachments", "doubts"}


class StructureInterface(ComparedInterface):
    """The editor of a structure page."""

    anatomy = STRUCTURE
    fields = frozenset(FACTS | ROWS)
