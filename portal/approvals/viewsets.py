"""« Approbations » in the admin: who represents whom, which workflow governs what, which days are off."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import django_filters
from django.conf import settings
from django.contrib.admin.utils import quote
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.dates import written
from portal.editions.exports import HarmlessExportMixin
from portal.editions.listings import DayColumn

from .forms import KindWorkflowForm, OfAParty, RepresentationForm, kind_title
from .models import Holiday, KindWorkflow, MandatoryParty, Representation
from .models.parties import Capacity
from .party_choices import party_title, party_titles
from .people import name_of

NAMES = [f"name_{code}" for code, _language in settings.LANGUAGES]


def edit_url(row: Any) -> str:
    """Return where a row is changed."""
    return reverse(type(row).snippet_viewset.get_url_name("edit"), args=[quote(row.pk)])


class PartiesByName(HarmlessExportMixin, snippets.IndexView):
    """A list in which parties are named; one query for all of them."""

    @cached_property
    def titles(self) -> dict[Any, str]:
        """The titles of all parties of the list."""
        return party_titles(self.model._default_manager.order_by().values_list("party", flat=True))

    def party(self, row: Any) -> str:
        """Return the title of the party of a row."""
        return self.titles.get(row.party_id) or party_title(row.party_id)

    @cached_property
    def columns(self) -> list[Column]:
        """Put the party, in words, after the first column."""
        first, *others = super().columns
        return [first, Column("party", label=_("Partie prenante"), accessor=self.party), *others]


class RepresentationFilterSet(WagtailFilterSet):
    """Filters by whether somebody represents a party today, and how."""

    NOW, PAST, COMING = "now", "past", "coming"

    when = django_filters.ChoiceFilter(
        label=gettext_lazy("Période"),
        method="filter_when",
        choices=[
            (NOW, gettext_lazy("En cours")),
            (COMING, gettext_lazy("À venir")),
            (PAST, gettext_lazy("Terminées")),
        ],
    )
    capacity = django_filters.ChoiceFilter(label=gettext_lazy("Qualité"), choices=Capacity.choices)

    class Meta:
        model = Representation
        fields = ["when", "capacity"]

    def filter_when(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what holds, will hold or has held."""
        today = timezone.localdate()
        if value == self.COMING:
            return queryset.filter(starts__gt=today)
        if value == self.PAST:
            return queryset.filter(until__lte=today)
        return queryset.filter(Q(until=None) | Q(until__gt=today), starts__lte=today)


class RepresentationIndexView(PartiesByName):
    """Who represents whom."""

    export_headings = {
        "user": _("Représentant"),
        "party": _("Partie prenante"),
        "get_capacity_display": _("Qualité"),
        "starts": _("À partir du"),
        "until": _("Jusqu’au"),
        "act": _("Acte"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return them with their accounts."""
        return super().get_base_queryset().select_related("user").order_by("-starts", "pk")

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Return a row of the file, with the names."""
        told = {"user": name_of(item.user), "party": self.party(item), "until": item.until or ""}
        told["get_capacity_display"] = item.get_capacity_display()
        return {field: told[field] if field in told else getattr(item, field) for field in self.list_export}


class SaysWhoElse:
    """Warns when another person holds the same party: there may be two, but seldom on purpose."""

    form: Any
    request: HttpRequest

    def save_action(self) -> Any:
        """Say it once the form is saved."""
        others = self.form.others_holding() if self.form.cleaned_data["capacity"] == Capacity.HOLDER else []
        if others:
            words = {"names": ", ".join(others)}
            messages.warning(self.request, _("Cette partie a aussi pour titulaire : %(names)s.") % words)
        return super().save_action()  # type: ignore[misc]


class RepresentationCreateView(SaysWhoElse, snippets.CreateView):
    """Says who represents a party."""


class RepresentationEditView(SaysWhoElse, snippets.EditView):
    """Ends it, or corrects its dates and its act."""


class RepresentationViewSet(SnippetViewSet):
    """Who decides for which party, in which capacity, from when until when."""

    model = Representation
    icon = "user"
    menu_label = gettext_lazy("Représentants")
    index_view_class = RepresentationIndexView
    add_view_class = RepresentationCreateView
    edit_view_class = RepresentationEditView
    filterset_class = RepresentationFilterSet
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        TitleColumn(
            "user", label=gettext_lazy("Représentant"), accessor=lambda row: name_of(row.user), get_url=edit_url
        ),
        Column("capacity", label=gettext_lazy("Qualité"), accessor="get_capacity_display"),
        DayColumn("starts", label=gettext_lazy("À partir du"), sort_key="starts"),
        DayColumn("until", label=gettext_lazy("Jusqu’au"), sort_key="until"),
    ]
    list_export = ["user", "party", "get_capacity_display", "starts", "until", "act"]
    export_filename = "representants"
    search_fields = ["user__username", "user__first_name", "user__last_name", "act"]
    edit_handler = ObjectList(
        [
            FieldPanel("party"),
            FieldPanel("user"),
            FieldPanel("capacity"),
            FieldRowPanel([FieldPanel("starts"), FieldPanel("until")]),
            FieldPanel("act"),
        ],
        base_form_class=RepresentationForm,
    )


class KindWorkflowViewSet(SnippetViewSet):
    """Which workflow governs all texts of a kind."""

    model = KindWorkflow
    icon = "tasks"
    menu_label = gettext_lazy("Circuits par type de texte")
    copy_view_enabled = False
    list_display = [
        TitleColumn(
            "kind",
            label=gettext_lazy("Type de texte"),
            accessor=lambda row: kind_title(row.kind),
            get_url=edit_url,
        ),
        Column("workflow", label=gettext_lazy("Circuit")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("kind", help_text=gettext_lazy("Un circuit donné à une page passe avant.")),
            FieldPanel("workflow"),
        ],
        base_form_class=KindWorkflowForm,
    )


class MandatoryPartyViewSet(SnippetViewSet):
    """Without whose agreement a step never passes."""

    model = MandatoryParty
    icon = "lock"
    menu_label = gettext_lazy("Parties obligatoires")
    index_view_class = PartiesByName
    copy_view_enabled = False
    list_display = [TitleColumn("task", label=gettext_lazy("Étape"), get_url=edit_url)]
    edit_handler = ObjectList([FieldPanel("task"), FieldPanel("party")], base_form_class=OfAParty)


class HolidayFilterSet(WagtailFilterSet):
    """Filters days by year and by country."""

    year = django_filters.NumberFilter(label=gettext_lazy("Année"), field_name="date", lookup_expr="year")
    country = django_filters.ChoiceFilter(label=gettext_lazy("Pays"), choices=lambda: _countries())

    class Meta:
        model = Holiday
        fields = ["year", "country"]


class HolidayIndexView(HarmlessExportMixin, snippets.IndexView):
    """The days that do not count in deadlines."""


class HolidayViewSet(SnippetViewSet):
    """The days that do not count in deadlines."""

    model = Holiday
    icon = "calendar-alt"
    menu_label = gettext_lazy("Jours fériés")
    index_view_class = HolidayIndexView
    filterset_class = HolidayFilterSet
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        TitleColumn(
            "date",
            label=gettext_lazy("Jour"),
            accessor=lambda row: written(row.date),
            get_url=edit_url,
            sort_key="date",
        ),
        Column("name_fr", label=gettext_lazy("Nom"), sort_key="name_fr"),
        Column("country", label=gettext_lazy("Pays"), accessor="country.name"),
    ]
    list_export = ["date", *NAMES, "country.code"]
    export_filename = "jours-feries"
    search_fields = NAMES
    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("country")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(f"name_{code}", heading=name) for code, name in settings.LANGUAGES])],
            heading=gettext_lazy("Nom"),
            help_text=gettext_lazy("En français d’abord ; une langue laissée vide montre le français."),
        ),
    ]


def _countries() -> list[tuple[str, str]]:
    codes = Holiday.objects.order_by().values_list("country", flat=True).distinct()
    return sorted(((code, countries.name(code)) for code in codes), key=lambda country: country[1])


class ApprovalsGroup(SnippetViewSetGroup):
    """« Approbations » in the menu."""

    menu_label = gettext_lazy("Approbations")
    menu_name = "approvals"
    menu_icon = "tasks"
    menu_order = 158
    items = (RepresentationViewSet, KindWorkflowViewSet, MandatoryPartyViewSet, HolidayViewSet)
