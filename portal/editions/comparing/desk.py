"""Wagtail's comparison of two versions of a page, told by the rows of its text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from django.template.loader import render_to_string
from wagtail.admin.panels import TabbedInterface
from wagtail.models import Locale, Page

from .anatomy import Anatomy
from .changes import Change
from .compare import compare
from .presentation import shown, works_in


class Comparison:
    """Two versions of a page, compared once for all the parts that tell of it."""

    def __init__(self, anatomy: Anatomy) -> None:
        self.anatomy = anatomy
        self._compared: tuple[Any, Any, list[Change]] | None = None

    def changes(self, before: Any, after: Any) -> list[Change]:
        """Return what differs between two versions."""
        if self._compared is None or self._compared[0] is not before or self._compared[1] is not after:
            changes = compare(self.anatomy, before.edition_content(), after.edition_content())
            self._compared = (before, after, changes)
        return self._compared[2]


class PartComparison:
    """One line of Wagtail's comparison: what changed in one part of the text."""

    is_field = True
    is_child_relation = False

    def __init__(self, comparison: Comparison, part: str, before: Any, after: Any) -> None:
        self.part = part
        self.script = comparison.anatomy.script
        self.changes = [change for change in comparison.changes(before, after) if change.part == part]

    def field_label(self) -> str:
        """Return the name of the part."""
        return str(self.script.parts[self.part])

    def has_changed(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.changes)

    def htmldiff(self) -> str:
        """Return the changes."""
        parts = shown(self.changes, _names(self.changes), self.script)
        return render_to_string("components/redline.html", {"rows": parts[0].rows, "aside": "w-sr-only"})


def _names(changes: list[Change]) -> dict[UUID, str]:
    works = works_in(changes)
    pages = Page.objects.filter(translation_key__in=works, locale=Locale.get_default())
    return dict(pages.values_list("translation_key", "draft_title")) if works else {}


class ComparedInterface(TabbedInterface):
    """The editor of a text; of the ``fields`` that are its text, the comparison tells as a whole."""

    anatomy: ClassVar[Anatomy]
    fields: ClassVar[frozenset[str]]

    class BoundPanel(TabbedInterface.BoundPanel):
        def get_comparison(self) -> list[Callable[..., Any]]:
            """Return what tells of the text, then what tells of the other fields."""
            anatomy: Anatomy = self.panel.anatomy
            comparison = Comparison(anatomy)
            parts = [partial(PartComparison, comparison, part) for part in anatomy.script.parts]
            others = (each for each in super().get_comparison() if _field_of(each) not in self.panel.fields)
            return [*parts, *others]


def _field_of(comparator: Any) -> str:
    """Return the name of the field that Wagtail would compare."""
    field = comparator.args[0] if isinstance(comparator, partial) and comparator.args else None
    return getattr(field, "name", "")
