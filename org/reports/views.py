"""Reports of what is in force today, in every organisation: units, responsibilities and posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.urls import URLPattern, path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet

from portal.editions.audiences import audience_of
from portal.editions.exports import HarmlessExportMixin
from portal.editions.listings import begins_with_all, plain_words
from portal.editions.reading import Reading

from .lines import (
    Held,
    Line,
    PostLine,
    ResponsibilityLine,
    UnitLine,
    held_by,
    post_lines,
    responsibility_lines,
    unit_lines,
)

LANGUAGE = "fr"
HEADINGS = {
    "organisation": _("Organisation"),
    "chain": _("Chaîne"),
    "unit": _("Unité"),
    "acronym": _("Sigle"),
    "kind": _("Type"),
    "seat": _("Siège"),
    "mission": _("Mission"),
    "text": _("Attribution"),
    "internal_rules": _("Par règlement interne"),
    "legal_basis": _("Base légale"),
    "shared_with": _("Partagée avec"),
    "title": _("Poste"),
    "head": _("Dirige"),
    "rank": _("Rang"),
    "headcount": _("Effectif"),
    "qualifications": _("Qualifications"),
    "phone": _("Téléphone"),
    "email": _("Courriel"),
    "office": _("Bureau"),
    "doubt": _("Doute"),
    "source": _("Source"),
    "url": _("Adresse"),
}


class InForceReport(HarmlessExportMixin, ReportView):
    """A list of what is in force, in the order of the tree, searched without accents."""

    line: ClassVar[type[Line]]
    shown: ClassVar[tuple[str, ...]]
    default_ordering = None
    is_searchable = True
    export_headings = HEADINGS

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.list_export = [field.name for field in fields(self.line)]

    def get_filename(self) -> str:
        """Name the file after the report and the day."""
        return f"{self.export_filename}-{timezone.localdate().isoformat()}"

    def get_queryset(self) -> list[Line]:
        """Return the lines that the person may read and asks for."""
        with override(LANGUAGE):
            reading = Reading(LANGUAGE, timezone.localdate(), audience_of(self.request.user))
            held, titles = held_by(reading)
            lines = [line for each in held for line in self.lines(each, titles)]
        asked = plain_words(self.request.GET.get("q", ""))
        return [line for line in lines if begins_with_all(asked, _words(line))] if asked else lines

    def filter_queryset(self, queryset: Any) -> Any:
        """Return the lines: they were searched when they were made."""
        return queryset

    @cached_property
    def columns(self) -> list[Column]:
        """Return what the table shows; the file has more."""
        first = TitleColumn("unit", label=HEADINGS["unit"], get_url=lambda line: line.url, width="20%")
        return [first, *(Column(name, label=HEADINGS[name]) for name in self.shown)]

    @property
    def show_export_buttons(self) -> bool:
        """Always."""
        return True

    def lines(self, held: Held, titles: dict[UUID, str]) -> Iterator[Line]:
        """Yield the lines of one edition."""
        raise NotImplementedError


class UnitsReport(InForceReport):
    """Every organisation and unit."""

    line = UnitLine
    shown = ("acronym", "kind", "seat", "chain")
    page_title = _("Unités en vigueur")
    header_icon = "group"
    index_url_name = "units_report:index"
    index_results_url_name = "units_report:index_results"
    export_filename = "unites"

    def lines(self, held: Held, titles: dict[UUID, str]) -> Iterator[Line]:
        """Yield the unit."""
        return unit_lines(held, titles)


class ResponsibilitiesReport(InForceReport):
    """Every responsibility."""

    line = ResponsibilityLine
    shown = ("text", "legal_basis", "shared_with", "chain")
    page_title = _("Attributions en vigueur")
    header_icon = "list-ul"
    index_url_name = "responsibilities_report:index"
    index_results_url_name = "responsibilities_report:index_results"
    export_filename = "attributions"

    def lines(self, held: Held, titles: dict[UUID, str]) -> Iterator[Line]:
        """Yield the responsibilities of the unit."""
        return responsibility_lines(held, titles)


class PostsReport(InForceReport):
    """Every post."""

    line = PostLine
    shown = ("title", "rank", "phone", "email", "chain")
    page_title = _("Postes en vigueur")
    header_icon = "user"
    index_url_name = "posts_report:index"
    index_results_url_name = "posts_report:index_results"
    export_filename = "postes"

    def lines(self, held: Held, titles: dict[UUID, str]) -> Iterator[Line]:
        """Yield the posts of the unit."""
        return post_lines(held, titles)


def _words(line: Line) -> list[str]:
    return [word for field in fields(line) for word in plain_words(str(getattr(line, field.name) or ""))]


class ReportViewSet(ViewSet):
    """A report, and its rows alone for its search."""

    view: type[InForceReport]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", self.view.as_view(), name="index"),
            path("results/", self.view.as_view(results_only=True), name="index_results"),
        ]


REPORTS = [
    ReportViewSet("units_report", view=UnitsReport, url_prefix="unites-en-vigueur"),
    ReportViewSet("responsibilities_report", view=ResponsibilitiesReport, url_prefix="attributions-en-vigueur"),
    ReportViewSet("posts_report", view=PostsReport, url_prefix="postes-en-vigueur"),
]


def menu_items() -> list[MenuItem]:
    """Return what leads to the reports."""
    return [
        MenuItem(
            each.view.page_title, reverse_lazy(f"{each.name}:index"), name=each.name, icon_name=each.view.header_icon
        )
        for each in REPORTS
    ]
