"""Wagtail's comparison of two versions of a page, told by responsibility and post."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from wagtail.admin.panels import TabbedInterface
from wagtail.models import Locale, Page

from ..content import StructureContent
from .changes import Change, Part
from .compare import compare
from .presentation import PARTS, shown, works_in

FIELDS_OF_FACTS = {"title", "acronym", "kind", "mission", "seat", "website"}
FIELDS_OF_ROWS = {"responsibilities", "posts", "members", "ties", "sources", "attachments", "doubts"}


class Comparison:
    """Two versions of a page, compared once for all the parts that tell of it."""

    def __init__(self) -> None:
        self._compared: tuple[Any, Any, list[Change]] | None = None

    def changes(self, before: Any, after: Any) -> list[Change]:
        """Return what differs between two versions."""
        if self._compared is None or self._compared[0] is not before or self._compared[1] is not after:
            self._compared = (before, after, compare(_content(before), _content(after)))
        return self._compared[2]


def _content(version: Any) -> StructureContent:
    content: StructureContent = version.edition_content()
    return content


class PartComparison:
    """One line of Wagtail's comparison: what changed in one part of the text."""

    is_field = True
    is_child_relation = False

    def __init__(self, comparison: Comparison, part: Part, before: Any, after: Any) -> None:
        self.part = part
        self.changes = [change for change in comparison.changes(before, after) if change.part == part]

    def field_label(self) -> str:
        """Return the name of the part."""
        return str(PARTS[self.part])

    def has_changed(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.changes)

    def htmldiff(self) -> str:
        """Return the changes."""
        parts = shown(self.changes, _names(self.changes))
        return render_to_string("components/redline.html", {"rows": parts[0].rows, "aside": "w-sr-only"})


def _names(changes: list[Change]) -> dict[Any, str]:
    works = works_in(changes)
    pages = Page.objects.filter(translation_key__in=works, locale=Locale.get_default())
    return dict(pages.values_list("translation_key", "draft_title")) if works else {}


class StructureInterface(TabbedInterface):
    """The editor of a structure page; of the fields that are its text, the comparison tells as a whole."""

    class BoundPanel(TabbedInterface.BoundPanel):
        def get_comparison(self) -> list[Callable[..., Any]]:
            """Return what tells of the text, then what tells of the other fields."""
            comparison = Comparison()
            parts = [partial(PartComparison, comparison, part) for part in Part]
            return [*parts, *(each for each in super().get_comparison() if not _is_text(each))]


def _is_text(comparator: Any) -> bool:
    """Whether Wagtail would compare a field that is part of the text."""
    field = comparator.args[0] if isinstance(comparator, partial) and comparator.args else None
    return getattr(field, "name", None) in FIELDS_OF_FACTS | FIELDS_OF_ROWS
