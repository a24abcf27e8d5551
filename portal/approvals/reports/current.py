"""« Approbations en cours »: how old, at which step, who is waited for, since when, until when, how late."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from portal.editions.audiences import audience_of
from portal.editions.exports import HarmlessExportMixin

from ..models import Choice, Request, Verdict
from ..models.reviews import State
from ..party_choices import party_titles
from .lines import Going, going_on
from .rights import ForThoseWhoFollow

AGAINST = (Choice.CHANGES, Choice.REFUSE)
LATE = "late"


def unfinished(user: Any) -> QuerySet[Any]:
    """Return who is waited for in the texts that a person may read: those asked, or the author after a refusal."""
    against = Verdict.objects.filter(review=OuterRef("review"), task=OuterRef("task"), choice__in=AGAINST)
    answered_at = Subquery(against.order_by("-number").values("recorded_at")[:1])
    rows = Request.objects.filter(review__closed_at=None, review__work__effective_audience__lte=audience_of(user))
    rows = rows.filter(Q(state=State.WAITING, is_current=True) | Q(state=State.AGAINST))
    return rows.annotate(answered_at=answered_at).select_related("review__workflow_state__requested_by", "task")


class GoingFilterSet(WagtailFilterSet):
    """Filters by language, step and party, or keeps what is late."""

    language = django_filters.ChoiceFilter(
        label=_("Langue"), field_name="review__language", choices=settings.LANGUAGES
    )
    task = django_filters.ChoiceFilter(label=_("Étape"), choices=lambda: _steps())
    party = django_filters.ChoiceFilter(label=_("Partie prenante"), method="filter_party", choices=lambda: _parties())
    late = django_filters.ChoiceFilter(label=_("Échéance"), method="filter_late", choices=[(LATE, _("Passée"))])

    class Meta:
        model = Request
        fields = ["language", "task", "party", "late"]

    def filter_party(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what waits for one party."""
        return queryset.filter(party=UUID(value), state=State.WAITING)

    def filter_late(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is late."""
        return queryset.filter(state=State.WAITING, due_on__lt=timezone.localdate())


def _steps() -> list[tuple[int, str]]:
    asked = Request.objects.filter(review__closed_at=None).order_by("task__name", "task")
    return list(asked.values_list("task", "task__name").distinct())


def _parties() -> list[tuple[str, str]]:
    asked = Request.objects.waiting().exclude(party=None).order_by().values_list("party", flat=True)
    return sorted(((str(key), title) for key, title in party_titles(asked).items()), key=lambda party: party[1])


class CurrentView(ForThoseWhoFollow, HarmlessExportMixin, ReportView):
    """Who is waited for, the oldest deadline first."""

    model = Request
    page_title = _("Approbations en cours")
    header_icon = "tasks"
    index_url_name = "current_approvals:index"
    index_results_url_name = "current_approvals:index_results"
    filterset_class = GoingFilterSet
    verbose_name_plural = _("approbations en cours")
    is_searchable = False
    default_ordering = None
    export_filename = "approbations-en-cours"
    list_export = [field.name for field in fields(Going)]
    export_headings = {
        "title": _("Texte"),
        "language": _("Langue"),
        "step": _("Étape"),
        "party": _("On attend"),
        "people": _("Qui peut décider"),
        "since": _("Depuis le"),
        "due": _("Jusqu’au"),
        "late": _("Retard (jours ouvrables)"),
        "age": _("Âge du dossier (jours)"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return what is unfinished."""
        return unfinished(self.request.user).order_by("due_on", "asked_at", "pk")

    def get_filename(self) -> str:
        """Name the file after the report and the day."""
        return f"{self.export_filename}-{timezone.localdate().isoformat()}"

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Say of each row what is told of it; a few queries for all."""
        rows = list(object_list)
        told = going_on(rows)
        for row in rows:
            row.told = told[row.pk]
        return rows

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        """Take away all rows."""
        return super().as_spreadsheet([row.told for row in queryset], spreadsheet_format)

    @cached_property
    def columns(self) -> list[Column]:
        """Return what the table shows; the file has more."""
        heads = self.export_headings
        return [
            TitleColumn("title", label=heads["title"], accessor=_title, get_url=_address, width="26%"),
            Column("step", label=heads["step"], accessor=_told("step")),
            Column("party", label=heads["party"], accessor=_told("party")),
            Column("people", label=heads["people"], accessor=_told("people")),
            Column("since", label=heads["since"], accessor=_day("since")),
            Column("due", label=heads["due"], accessor=_day("due")),
            Column("late", label=_("Retard"), accessor=_late),
            Column("age", label=_("Âge"), accessor=_age),
        ]


def _title(row: Any) -> str:
    title: str = row.told.title
    return title if row.review.language == settings.LANGUAGE_CODE else f"{title} ({row.told.language})"


def _told(name: str) -> Any:
    """Return what a column shows of a request."""
    return lambda row: getattr(row.told, name)


def _day(name: str) -> Any:
    """Return the day that a column shows, in short."""
    return lambda row: date_format(day, "SHORT_DATE_FORMAT") if (day := getattr(row.told, name)) else ""


def _late(row: Any) -> str:
    days = row.told.late
    return ngettext("%(days)d jour ouvrable", "%(days)d jours ouvrables", days) % {"days": days} if days else ""


def _age(row: Any) -> str:
    days = row.told.age
    return ngettext("%(days)d jour", "%(days)d jours", days) % {"days": days}


def _address(row: Request) -> str:
    return reverse("decision", args=[row.review_id])
