"""What editors of the search see in the admin: the glossary, and the questions that found nothing."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Case, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from org.viewsets import ReferenceViewSet, in_languages
from portal.editions.exports import HarmlessExportMixin
from portal.editions.listings import DayColumn

from .models import GlossaryEntry, Question

LANGUAGES: list[tuple[str, str]] = settings.LANGUAGES
EDITING = ["add", "change"]


class TopicInput(forms.TextInput):
    """Proposes the topics in use, and takes new ones."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the box with the list of topics beside it."""
        topics = GlossaryEntry.objects.order_by("topic").values_list("topic", flat=True).distinct()
        box = super().render(name, value, {**(attrs or {}), "list": f"{name}-known"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((topic,) for topic in topics))
        return format_html('{}<datalist id="{}-known">{}</datalist>', box, name, options)


class GlossaryFilterSet(WagtailFilterSet):
    """Filters entries by topic, and by the language they say nothing in."""

    topic = django_filters.ChoiceFilter(label=_("Thème"), choices=lambda: _topics())
    missing = django_filters.ChoiceFilter(label=_("Sans terme en"), choices=LANGUAGES, method="filter_missing")

    class Meta:
        model = GlossaryEntry
        fields = ["topic", "missing"]

    def filter_missing(self, queryset: QuerySet[Any], name: str, language: str) -> QuerySet[Any]:
        """Keep the entries without a term in ``language``."""
        field = f"terms_{language}"
        return queryset.filter(Q(**{field: ""}) | Q(**{f"{field}__isnull": True}))


def _topics() -> list[tuple[str, str]]:
    topics = GlossaryEntry.objects.order_by("topic").values_list("topic", flat=True).distinct()
    return [(topic, topic) for topic in topics]


class TermsColumn(Column):
    """The terms of one language, in one line."""

    def __init__(self, language: str, label: str) -> None:
        self.language = language
        super().__init__(f"terms_{language}", label=label)

    def get_value(self, instance: GlossaryEntry) -> str:
        """Return the terms of the row."""
        return ", ".join(instance.terms_in(self.language))


class GlossaryAddView(snippets.CreateView):
    """A new entry, with the term of a question filled in when one led here."""

    def get_initial_form_instance(self) -> GlossaryEntry | None:
        """Return an entry that names the term in the language of the question."""
        term, language = self.request.GET.get("term", "").strip(), self.request.GET.get("language", "")
        if not term or language not in dict(LANGUAGES):
            return None
        return GlossaryEntry(key=slugify(term)[:80], **{f"terms_{language}": term})


class GlossaryViewSet(ReferenceViewSet):
    """The words of the field, in the portal's languages."""

    model = GlossaryEntry
    icon = "openquote"
    menu_label = _("Glossaire")
    add_view_class = GlossaryAddView
    list_display = ["key", *(TermsColumn(code, name) for code, name in LANGUAGES), "topic"]
    list_export = ["key", "topic", *(f"terms_{code}" for code, _name in LANGUAGES)]
    export_filename = "glossaire"
    filterset_class = GlossaryFilterSet
    search_fields = ["key", "topic", *(f"terms_{code}" for code, _name in LANGUAGES)]
    panels = [
        in_languages(
            "terms",
            _("Termes"),
            about=_(
                "Le terme le plus courant d’abord. Une question qui emploie l’un d’eux trouve aussi ce qui "
                "est écrit avec les autres, dans toutes les langues. Le français est obligatoire."
            ),
            help_text=_("Un terme par ligne."),
            widget=forms.Textarea(attrs={"rows": 6}),
        ),
        FieldRowPanel(
            [
                FieldPanel("key", help_text=_("Un nom court et stable, en minuscules : les imports s’y réfèrent.")),
                FieldPanel("topic", widget=TopicInput, help_text=_("Un des thèmes en usage, ou un nouveau.")),
            ]
        ),
    ]


class QuestionFilterSet(WagtailFilterSet):
    """Filters questions by language, by period, and by whether they found anything."""

    language = django_filters.ChoiceFilter(label=_("Langue"), choices=LANGUAGES)
    day = django_filters.DateFromToRangeFilter(label=_("Période"), widget=DateRangePickerWidget)
    found = django_filters.ChoiceFilter(
        label=_("Réponses"),
        method="filter_found",
        choices=[("none", _("Sans réponse")), ("some", _("Avec des réponses"))],
    )

    class Meta:
        model = Question
        fields = ["language", "day", "found"]

    def filter_found(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the questions that found nothing when they were last asked, or the others."""
        return queryset.filter(found=0) if value == "none" else queryset.filter(found__gt=0)


def asked_questions() -> QuerySet[Any]:
    """Return each question with how often it was asked and what it found the last time; without answer first."""
    same = Question.objects.filter(text=OuterRef("text"), language=OuterRef("language")).order_by("-day")
    rows = Question.objects.order_by().values("text", "language")
    counted = rows.annotate(times=Sum("count"), last=Max("day"), found=Subquery(same.values("answers")[:1]))
    answered = Case(When(found=0, then=Value(0)), default=Value(1), output_field=IntegerField())
    return counted.order_by(answered, "-times", "-last", "text")


def _add_url(row: dict[str, Any]) -> str:
    words = urlencode({"term": row["text"], "language": row["language"]})
    return f"{reverse('wagtailsnippets_search_glossaryentry:add')}?{words}"


class QuestionsView(HarmlessExportMixin, ReportView):
    """What was asked and not answered, the most frequent first; each row leads to a new glossary entry."""

    model = GlossaryEntry  # whoever edits the glossary reads the questions
    any_permission_required = EDITING
    page_title = _("Questions posées")
    header_icon = "help"
    index_url_name = "questions:index"
    index_results_url_name = "questions:index_results"
    filterset_class = QuestionFilterSet
    verbose_name_plural = _("questions")
    is_searchable = False
    list_export = ["text", "language", "times", "found", "last"]
    export_filename = "questions"
    export_headings = {
        "text": _("Question"),
        "language": _("Langue"),
        "times": _("Fois"),
        "found": _("Réponses"),
        "last": _("Dernière fois"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the questions, one row for all the days each was asked on."""
        return asked_questions()

    def get_queryset(self) -> QuerySet[Any]:
        """Return the questions in the order that matters; filters come after."""
        return self.get_base_queryset()

    @cached_property
    def columns(self) -> list[Column]:
        """Return what the table shows."""
        columns = [
            Column("text", label=_("Question")),
            Column("language", label=_("Langue"), accessor=lambda row: dict(LANGUAGES).get(row["language"])),
            NumberColumn("times", label=_("Fois")),
            NumberColumn("found", label=_("Réponses")),
            DayColumn("last", label=_("Dernière fois")),
        ]
        if self.user_has_permission("add"):
            columns.append(
                TitleColumn(
                    "add", label=_("Glossaire"), accessor=lambda row: _("Ajouter au glossaire"), get_url=_add_url
                )
            )
        return columns


class QuestionsMenuItem(MenuItem):
    """Shown to those who edit the glossary."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may read the questions."""
        shown: bool = policy_registry.get_by_type(GlossaryEntry).user_has_any_permission(request.user, EDITING)
        return shown


class QuestionsViewSet(ViewSet):
    """« Questions posées »."""

    name = "questions"
    icon = "help"
    menu_label = _("Questions sans réponse")
    menu_item_class = QuestionsMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the report, and its rows alone for filters."""
        return [
            path("", QuestionsView.as_view(), name="index"),
            path("results/", QuestionsView.as_view(results_only=True), name="index_results"),
        ]


class SearchGroup(SnippetViewSetGroup):
    """« Recherche » in the menu."""

    menu_label = _("Recherche")
    menu_name = "recherche"
    menu_icon = "search"
    menu_order = 170
    items = (GlossaryViewSet, QuestionsViewSet)
