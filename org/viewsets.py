"""The structure's reference data and people in the admin."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.editions.exports import HarmlessExportMixin
from portal.editions.listings import DayColumn, PlainSearchMixin

from .choosers import NamedChooserViewSet
from .desk_holdings.panel import HistoryPanel, posts_in_words
from .desk_holdings.views import HoldingCreateView, HoldingDeleteView, HoldingEditView, HoldingHistoryView
from .desk_import.viewsets import ImportViewSet
from .forms import HeldPost, HoldingForm
from .maps.panel import SeatMapPanel
from .models import Capacity, Holding, LegalReference, Person, PersonAccount, Place, UnitKind

LANGUAGES: list[tuple[str, str]] = settings.LANGUAGES
NAMES = [f"name_{code}" for code, _name in LANGUAGES]


class PlainIndexView(HarmlessExportMixin, PlainSearchMixin, snippets.IndexView):
    """A list searched without accents, and taken away as a spreadsheet."""


def in_languages(field: str, heading: Any, *, about: Any = "", **options: Any) -> Panel:
    """Return a translated field with its languages side by side; French is the one that is required."""
    panels = [FieldPanel(f"{field}_{code}", heading=name, **options) for code, name in LANGUAGES]
    return MultiFieldPanel([FieldRowPanel(panels)], heading=heading, help_text=about)


def name_panels() -> list[Panel]:
    """Return the panels of a name in the portal's languages, and of the code behind it."""
    about = _("En français d’abord ; une langue laissée vide montre le français.")
    return [in_languages("name", _("Nom"), about=about), FieldPanel("code")]


class ReferenceViewSet(SnippetViewSet):
    """A short list that editors choose from, in the portal's languages."""

    index_view_class = PlainIndexView
    chooser_viewset_class = NamedChooserViewSet
    chooser_per_page = 15
    list_per_page = 50
    copy_view_enabled = False


class UnitKindViewSet(ReferenceViewSet):
    """Direction, service, section…"""

    model = UnitKind
    icon = "tag"
    list_display = ["name_fr", "name_ht", "name_en", "name_es", "rank"]
    list_export = ["code", *NAMES, "rank"]
    export_filename = "types-d-unite"
    search_fields = ["code", *NAMES]
    panels = [*name_panels(), FieldPanel("rank")]


class PlaceViewSet(ReferenceViewSet):
    """Seats."""

    model = Place
    icon = "site"
    list_display = ["name_fr", "department", "country", "code"]
    list_export = ["code", *NAMES, "country.code", "department", "latitude", "longitude"]
    export_filename = "lieux"
    list_filter = ["country", "department"]
    search_fields = ["code", "department", *NAMES]
    panels = [
        *name_panels(),
        FieldRowPanel([FieldPanel("country"), FieldPanel("department")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            heading=_("Position"),
            help_text=_("En degrés, avec quatre décimales au plus : 18.5435 et -72.3388 pour Port-au-Prince."),
        ),
        SeatMapPanel(heading=_("Carte")),
    ]


class LegalReferenceViewSet(ReferenceViewSet):
    """The texts that found responsibilities and appointments."""

    model = LegalReference
    icon = "doc-full"
    list_display = ["name_fr", "citation", "code"]
    list_export = ["code", *NAMES, "citation", "url"]
    export_filename = "bases-legales"
    search_fields = ["code", "citation", *NAMES]
    panels = [*name_panels(), FieldPanel("citation"), FieldPanel("url")]


class PersonChooserViewSet(NamedChooserViewSet):
    """Chooses a person, or adds one."""

    form_fields = ["name"]
    creation_tab_label = _("Nouvelle personne")


class PersonViewSet(ReferenceViewSet):
    """People who hold posts. Only groups with a permission on people see this, as it shows personal data."""

    model = Person
    icon = "user"
    chooser_viewset_class = PersonChooserViewSet
    list_display = ["name", "email", "phone"]
    list_export = ["name"]  # personal contact data stay in the portal
    export_filename = "personnes"
    search_fields = ["name", "email", "phone"]
    panels = [
        FieldPanel("name", help_text=_("Le nom sera public avec le poste ; les coordonnées, jamais.")),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
    ]


class PersonAccountViewSet(ReferenceViewSet):
    """With which accounts a person signs in. A right of its own: who links accounts says who may approve what."""

    model = PersonAccount
    icon = "key"
    list_display = ["person", "user"]
    list_export = ["person.name", "user.username"]
    export_filename = "comptes-des-personnes"
    search_fields = ["person__name", "user__username"]
    panels = [
        FieldPanel("person"),
        FieldPanel("user", help_text=_("Nul n’approuve sous un compte ce qu’il a écrit sous un autre.")),
    ]


class HoldingFilterSet(WagtailFilterSet):
    """Filters holdings by whether they run today."""

    NOW, PAST, COMING = "now", "past", "coming"

    when = django_filters.ChoiceFilter(
        label=_("Période"),
        method="filter_when",
        choices=[(NOW, _("En cours")), (COMING, _("À venir")), (PAST, _("Terminés"))],
    )
    capacity = django_filters.ChoiceFilter(label=_("Qualité"), choices=Capacity.choices)

    class Meta:
        model = Holding
        fields = ["when", "capacity"]

    def filter_when(self, queryset: QuerySet[Holding], name: str, value: str) -> QuerySet[Holding]:
        """Keep what runs, will run or has run."""
        return queryset.filter(_period(value, timezone.localdate()))


def _period(value: str, today: datetime.date) -> Q:
    if value == HoldingFilterSet.COMING:
        return Q(starts__gt=today)
    if value == HoldingFilterSet.PAST:
        return Q(ends__lt=today)
    return Q(starts__lte=today) & (Q(ends__isnull=True) | Q(ends__gte=today))


class HoldingIndexView(PlainIndexView):
    """Who holds what; posts by name."""

    export_headings = {"person.name": _("Personne"), "post": _("Poste"), "act.name": _("Acte de nomination")}

    def get_base_queryset(self) -> QuerySet[Holding]:
        """Return the holdings with what the list shows of them; what was said before is in their history."""
        return super().get_base_queryset().said_now().select_related("person", "act")

    @cached_property
    def columns(self) -> list[Column]:
        """Put the post, in words, after the person."""
        return [*super().columns[:2], Column("post", label=_("Poste"), accessor=self._post), *super().columns[2:]]

    def to_row_dict(self, item: Holding) -> dict[str, Any]:
        """Return a row of the file, with the post in words."""
        act = item.act.name if item.act else ""
        capacity = item.get_capacity_display()
        told = {"person.name": item.person.name, "post": self._post(item), "capacity": capacity, "act.name": act}
        return {field: told[field] if field in told else getattr(item, field) for field in self.list_export}

    def _post(self, holding: Holding) -> str:
        return self._titles.get(HeldPost(holding.work, holding.post), str(_("Poste inconnu")))

    @cached_property
    def _titles(self) -> dict[HeldPost, str]:
        """Return every held post in words: a few queries for the whole list."""
        return posts_in_words(list(Holding.objects.said_now().only("work")))


class HoldingViewSet(ReferenceViewSet):
    """Who holds which post, from when until when."""

    model = Holding
    icon = "group"
    index_view_class = HoldingIndexView
    add_view_class = HoldingCreateView
    edit_view_class = HoldingEditView
    delete_view_class = HoldingDeleteView
    history_view_class = HoldingHistoryView
    list_export = ["person.name", "post", "starts", "ends", "capacity", "scope", "act.name"]
    export_filename = "titulaires"
    list_display = [
        "person",
        DayColumn("starts", label=_("À partir du"), sort_key="starts"),
        DayColumn("ends", label=_("Jusqu’au"), sort_key="ends"),
        Column("capacity", label=_("Qualité"), accessor="get_capacity_display", sort_key="capacity"),
    ]
    filterset_class = HoldingFilterSet
    search_fields = ["person__name"]
    edit_handler = ObjectList(
        [
            FieldPanel("person"),
            FieldPanel("held_post"),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "capacity",
                        help_text=_(
                            "Un intérim ou une délégation peut s’ajouter à un titulaire ; deux titulaires, non."
                        ),
                    ),
                    FieldPanel("scope", help_text=_("Par exemple : « signer les ordres de paiement ».")),
                ],
                heading=_("En quelle qualité"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")])],
                heading=_("Quand"),
                help_text=_("Les deux jours sont compris. Laissez la fin vide tant qu’elle n’est pas connue."),
            ),
            FieldPanel("act", help_text=_("La nomination : décret, arrêté, lettre.")),
            HistoryPanel(heading=_("Ce qui a été enregistré"), icon="history", classname="collapsed"),
        ],
        base_form_class=HoldingForm,
    )


class StructureGroup(SnippetViewSetGroup):
    """« Structure » in the menu."""

    menu_label = _("Structure")
    menu_name = "structure"
    menu_icon = "group"
    menu_order = 150
    items = (
        PersonViewSet,
        PersonAccountViewSet,
        HoldingViewSet,
        PlaceViewSet,
        LegalReferenceViewSet,
        UnitKindViewSet,
        ImportViewSet,
    )
