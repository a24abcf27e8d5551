"""The windows of the admin that choose an organisation, a unit, or a row of a short list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page
from wagtail.snippets.views import chooser as snippet_views
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from portal.editions.audiences import audience_of
from portal.editions.listings import begins_with_all, plain_words
from portal.editions.models import Work

from .desk import PAGE_TYPES, Choice, best, chain_of, choices, page_models, structure_pages


class SearchForm(BaseFilterForm):
    """One box, asked while typing."""

    q = forms.CharField(label=_("Chercher"), required=False)

    def filter(self, objects: Any) -> Any:
        """Keep what the box names."""
        query = self.cleaned_data["q"].strip()
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        return self.found(objects, query)

    def found(self, objects: Any, query: str) -> Any:
        """Return what ``query`` names among ``objects``."""
        raise NotImplementedError


class StructureSearchForm(SearchForm):
    """Finds organisations and units."""

    q = forms.CharField(
        label=_("Chercher"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Titre ou sigle, avec ou sans accents")}),
    )

    def found(self, objects: Iterable[Choice], query: str) -> list[Choice]:
        """Return the units by relevance."""
        return best(objects, query)


class StructureChoices(views.BaseChooseView):
    """What the list of organisations and units shows."""

    filter_form_class = StructureSearchForm

    def get_object_list(self) -> list[Choice]:
        """Return what this person may choose from: nothing that they may not read."""
        closed = Work.objects.filter(effective_audience__gt=audience_of(self.request.user))
        hidden = set(closed.values_list("key", flat=True))
        return [choice for choice in choices() if choice.work not in hidden]

    def apply_object_list_ordering(self, objects: list[Choice]) -> list[Choice]:
        """Keep the order of the tree."""
        return objects

    @property
    def columns(self) -> list[Column]:
        """Return the title, what it is, and the chain above."""
        title: TitleColumn = self.title_column
        return [title, Column("kind", label=_("Type")), Column("chain", label=_("Au-dessus"))]


class ChooseStructure(views.ChooseViewMixin, views.CreationFormMixin, StructureChoices):
    """The whole window."""


class ChooseStructureResults(views.ChooseResultsViewMixin, views.CreationFormMixin, StructureChoices):
    """The list alone, while typing."""


class NamedWithChain:
    """Answers of the window: the page that was chosen, named with the chain above it."""

    def get_display_title(self, instance: Page) -> str:
        """Return the chain."""
        return chain_of(instance)


class StructureChosen(NamedWithChain, views.ChosenView):
    """One page."""

    def get_object(self, pk: str) -> Page:
        """Return a page that can be chosen."""
        found: Page = structure_pages().get(pk=pk)
        return found


class StructuresChosen(NamedWithChain, views.ChosenMultipleView):
    """Several pages."""

    def get_objects(self, pks: list[str]) -> QuerySet[Page]:
        """Return pages that can be chosen."""
        return structure_pages().filter(pk__in=pks)


class StructureChooser(BaseChooser):
    """The chosen unit in a form."""

    classname = "structure-chooser"

    def get_display_title(self, instance: Page) -> str:
        """Return the chain."""
        return chain_of(instance)


def only_structure(page: Page) -> None:
    """Refuse pages that are no organisation and no unit."""
    if not issubclass(page.specific_class or Page, page_models()):
        raise ValidationError(_("Choisissez une organisation ou une unité."))


class StructureBlock(PageChooserBlock):
    """A page chooser block for translation tools and the database; in the editor, the window above."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(page_type=PAGE_TYPES, validators=(only_structure,), **kwargs)

    def get_form_state(self, value: Page | int | None) -> dict[str, Any] | None:
        """Return what the chooser shows of a value."""
        state: dict[str, Any] | None = self.widget.get_value_data(value)
        return state


class StructureChooserViewSet(ChooserViewSet):
    """The window that chooses an organisation or a unit."""

    model = Page
    icon = "group"
    page_title = _("Choisir une organisation ou une unité")
    choose_one_text = _("Choisir une unité")
    choose_another_text = _("Choisir une autre unité")
    edit_item_text = _("Modifier cette unité")
    per_page = 15
    register_widget = False  # it is for blocks of the structure, not for every link to a page
    choose_view_class = ChooseStructure
    choose_results_view_class = ChooseStructureResults
    chosen_view_class = StructureChosen
    chosen_multiple_view_class = StructuresChosen
    base_widget_class = StructureChooser
    base_block_class = StructureBlock


structure_chooser = StructureChooserViewSet("structure_chooser", url_prefix="choisir-une-unite")


class NameSearchForm(SearchForm):
    """Finds rows by the beginnings of the words of their names and codes."""

    FIELDS = ("code", "name", "citation", "department")

    def found(self, objects: Iterable[Any], query: str) -> list[Any]:
        """Return the rows that ``query`` names."""
        asked = plain_words(query)
        return [row for row in objects if begins_with_all(asked, plain_words(" ".join(self._texts(row))))]

    def _texts(self, row: Any) -> list[str]:
        return [getattr(row, field, "") or "" for field in self.FIELDS]


class ChooseNamed(snippet_views.ChooseView):
    """The window of a short list."""

    filter_form_class = NameSearchForm


class ChooseNamedResults(snippet_views.ChooseResultsView):
    """The rows of a short list, while typing."""

    filter_form_class = NameSearchForm


class NamedChooserViewSet(SnippetChooserViewSet):
    """Chooses a row of a short list, searched without accents."""

    choose_view_class = ChooseNamed
    choose_results_view_class = ChooseNamedResults
