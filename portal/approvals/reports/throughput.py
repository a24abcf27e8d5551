"""« Délais d’approbation »: reviews that ended, by month; answers, by step and by party."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from portal.editions.audiences import audience_of
from portal.editions.exports import HarmlessExportMixin

from ..models import Approval, Review
from ..models.reviews import Outcome
from .durations import Duration, durations_of
from .rights import ForThoseWhoFollow

ENDED = (Outcome.PUBLISHED, Outcome.RATIFIED)


class EndedFilterSet(WagtailFilterSet):
    """Filters by the year of the end, and by language."""

    year = django_filters.ChoiceFilter(
        label=_("Année"), field_name="closed_at", lookup_expr="year", choices=lambda: _years()
    )
    language = django_filters.ChoiceFilter(label=_("Langue"), choices=settings.LANGUAGES)

    class Meta:
        model = Review
        fields = ["year", "language"]


class ThroughputView(ForThoseWhoFollow, HarmlessExportMixin, ReportView):
    """How long approvals took."""

    model = Review
    page_title = _("Délais d’approbation")
    header_icon = "time"
    index_url_name = "approval_times:index"
    index_results_url_name = "approval_times:index_results"
    filterset_class = EndedFilterSet
    verbose_name_plural = _("délais")
    is_searchable = False
    default_ordering = None
    export_filename = "delais-d-approbation"
    list_export = [field.name for field in fields(Duration)]
    export_headings = {
        "measure": _("Ce qui est mesuré"),
        "name": _("Pour"),
        "count": _("Nombre"),
        "median": _("La moitié en (jours)"),
        "ninth": _("Neuf sur dix en (jours)"),
        "rounds": _("Tours, en moyenne"),
        "emergencies": _("Publications en urgence"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the reviews that ended with an approval, of texts that the person may read."""
        readable = Review.objects.filter(work__effective_audience__lte=audience_of(self.request.user))
        return readable.filter(outcome__in=ENDED).order_by("pk")

    def get_filtered_queryset(self) -> list[Duration]:
        """Return how long those took that are asked for."""
        return durations_of(super().get_filtered_queryset(), self._emergencies())

    def get_filename(self) -> str:
        """Name the file after the report and the day."""
        return f"{self.export_filename}-{timezone.localdate().isoformat()}"

    @cached_property
    def columns(self) -> list[Column]:
        """Return what the table shows: as the file."""
        return [Column(name, label=self.export_headings[name]) for name in self.list_export]

    def _emergencies(self) -> QuerySet[Approval]:
        readable = Approval.objects.filter(
            is_emergency=True, edition__work__effective_audience__lte=audience_of(self.request.user)
        )
        asked = self.filters.form.cleaned_data if self.filters and self.filters.is_valid() else {}
        if asked.get("year"):
            readable = readable.filter(recorded_at__year=asked["year"])
        return readable.filter(edition__language=asked["language"]) if asked.get("language") else readable


def _years() -> list[tuple[int, str]]:
    months = Review.objects.filter(outcome__in=ENDED).dates("closed_at", "year", order="DESC")
    return [(day.year, str(day.year)) for day in months]
