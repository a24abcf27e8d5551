"""The report of gaps: one line a text, filtered, and taken away as a spreadsheet."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet, TextChoices
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from portal.editions.audiences import audience_of
from portal.editions.exports import HarmlessExportMixin
from portal.editions.models import InForce
from portal.editions.projections import descendants

from ..desk import CHAIN_SEPARATOR, choices
from . import registry
from .findings import Found, findings
from .panel import may_see_gaps
from .survey import Said

TOLD, LONGEST_TOLD = 3, 120


class GapFilterSet(WagtailFilterSet):
    """Filters texts by what they lack and by where they are."""

    gap = django_filters.ChoiceFilter(label=_("Ce qui manque"), choices=lambda: _gaps(), method="filter_gap")
    organisation = django_filters.ChoiceFilter(
        label=_("Organisation"), method="filter_organisation", choices=lambda: _organisations()
    )
    language = django_filters.ChoiceFilter(label=_("Langue"), choices=settings.LANGUAGES)

    class Meta:
        model = InForce
        fields = ["gap", "organisation", "language"]

    def filter_gap(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the texts with one gap."""
        found = findings(audience_of(self.request.user))
        return queryset.filter(pk__in=[row for row, gaps in found.items() if registry.gap_named(value) in gaps])

    def filter_organisation(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is in one organisation."""
        key = UUID(value)
        return queryset.filter(work__in={key} | descendants(key))


def _gaps() -> list[tuple[str, str]]:
    return [(gap.value, str(gap.label)) for gap in registry.gaps()]


def _organisations() -> list[tuple[str, str]]:
    held = InForce.objects.on(timezone.localdate()).filter(work__kind="organisation")
    top = held.filter(parent__isnull=True, language=F("work__source_language"))
    return [(str(key), title) for key, title in top.order_by("title").values_list("work", "title")]


class GapsView(HarmlessExportMixin, ReportView):
    """« Ce qui manque ou est douteux »."""

    model = InForce
    page_title = _("Ce qui manque ou est douteux")
    header_icon = "warning"
    index_url_name = "gaps:index"
    index_results_url_name = "gaps:index_results"
    filterset_class = GapFilterSet
    verbose_name_plural = _("textes")
    is_searchable = False
    default_ordering = "title"
    list_export = ["title", "chain", "language", "gaps", "rows"]
    export_filename = "ce-qui-manque"
    export_headings = {
        "title": _("Unité"),
        "chain": _("Au-dessus"),
        "language": _("Langue"),
        "gaps": _("Ce qui manque"),
        "rows": _("Où"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse whoever cannot mend anything."""
        if not may_see_gaps(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def found(self) -> Any:
        """Every gap, by row."""
        return findings(audience_of(self.request.user))

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the texts in force that lack something."""
        return InForce.objects.filter(pk__in=list(self.found)).order_by("title", "language")

    @cached_property
    def columns(self) -> list[Column]:
        """Return what the table shows."""
        return [
            TitleColumn("title", label=_("Unité"), width="22%", get_url=self._url),
            Column("chain", label=_("Au-dessus"), width="22%", accessor=self._chain),
            Column("language", label=_("Langue"), accessor=lambda row: dict(settings.LANGUAGES).get(row.language)),
            Column("gaps", label=_("Ce qui manque"), width="18%", accessor=lambda row: ", ".join(self._labels(row))),
            Column("rows", label=_("Où"), accessor=self._places),
        ]

    def _url(self, row: InForce) -> str | None:
        return self._urls.get((row.work_id, row.language))

    def to_row_dict(self, item: InForce) -> OrderedDict[str, Any]:
        """Return a line of the spreadsheet, with every row in full."""
        gaps, rows = ", ".join(self._labels(item)), "\n".join(said.text for _gap, said in self._rows(item))
        values = (item.title, self._chain(item), item.language, gaps, rows)
        return OrderedDict(zip(self.list_export, values, strict=True))

    def _shown(self, row: InForce) -> Found:
        """Return the gaps of a row: all, or the one that is asked for."""
        asked = registry.gap_named(self.request.GET.get("gap", ""))
        gaps: Found = self.found[row.pk]
        return {gap: rows for gap, rows in gaps.items() if asked in (None, gap)}

    def _labels(self, row: InForce) -> list[str]:
        return [str(gap.label) for gap in self._shown(row)]

    def _rows(self, row: InForce) -> list[tuple[TextChoices, Said]]:
        return [(gap, said) for gap, rows in self._shown(row).items() for said in rows if said.text != row.title]

    def _places(self, row: InForce) -> SafeString:
        """Return the first findings, each with a link to its row, and to what it is about."""
        found = self._rows(row)
        parts = [self._place(row, gap, said) for gap, said in found[:TOLD]]
        return format_html_join(" · ", "{}", ((part,) for part in [*parts, *(["…"] if len(found) > TOLD else [])]))

    def _place(self, row: InForce, gap: TextChoices, said: Said) -> str:
        text = Truncator(said.text).chars(LONGEST_TOLD)
        url = self._url(row)
        shown = format_html('<a href="{}#:w:contentpath={}">{}</a>', url, said.row, text) if url and said.row else text
        if said.towards and (remedy := registry.remedy_of(gap, said.towards)):
            return format_html('{} (<a href="{}">{}</a>)', shown, remedy, _("voir ce qui a changé"))
        other = self._urls.get((said.towards, row.language)) if said.towards else None
        return format_html('{} (<a href="{}">{}</a>)', shown, other, _("voir l’autre")) if other else shown

    def _chain(self, row: InForce) -> str:
        return self._chains.get(row.work_id, "")

    @cached_property
    def _chains(self) -> dict[UUID, str]:
        return {choice.work: CHAIN_SEPARATOR.join(choice.above) for choice in choices()}

    @cached_property
    def _urls(self) -> dict[tuple[UUID, str], str]:
        towards = {said.towards for gaps in self.found.values() for rows in gaps.values() for said in rows}
        named = Q(translation_key__in=InForce.objects.filter(pk__in=list(self.found)).values("work"))
        pages = Page.objects.filter(named | Q(translation_key__in=towards - {None}))
        found = pages.values_list("translation_key", "locale__language_code", "pk")
        return {(key, code): reverse("wagtailadmin_pages:edit", args=[pk]) for key, code, pk in found}


class GapsMenuItem(MenuItem):
    """Shown to those who edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may see the report."""
        return may_see_gaps(request.user)


class GapsViewSet(ViewSet):
    """The report, and its rows alone for filters."""

    name = "gaps"
    url_prefix = "ce-qui-manque"
    icon = "warning"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return both addresses."""
        return [
            path("", GapsView.as_view(), name="index"),
            path("results/", GapsView.as_view(results_only=True), name="index_results"),
        ]
