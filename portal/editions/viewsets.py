"""« Qui peut lire »: the audience of every text, set in one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.apps import apps
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request, set_query_params
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from . import services
from .audiences import Audience
from .exports import HarmlessExportMixin
from .listings import PlainSearchMixin
from .models import Edition, Work
from .pages import EditionedPage

DELETED = _("(page supprimée)")


class AudiencePolicy(ModelPermissionPolicy):
    """Texts come and go with their pages; in the admin only their audience changes."""

    ACTIONS = frozenset({"change", "view"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether ``user`` may do ``action``; nobody adds or deletes a text here."""
        return action in self.ACTIONS and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether ``user`` may do one of ``actions``."""
        return any(self.user_has_permission(user, action) for action in actions)


def kind_labels() -> dict[str, str]:
    """Return what each kind of text is called, by the pages that are its drafts."""
    models = (model for model in apps.get_models() if issubclass(model, EditionedPage))
    return {model.kind_name: capfirst(str(model._meta.verbose_name)) for model in models}


def named_works() -> QuerySet[Any]:
    """Return all texts with their ``name``: the draft's title, or that of the last edition."""
    pages = Page.objects.filter(translation_key=OuterRef("key"), locale__language_code=OuterRef("source_language"))
    editions = Edition.objects.filter(work=OuterRef("key"), language=OuterRef("source_language")).order_by("-number")
    drafted, published = Subquery(pages.values("draft_title")[:1]), Subquery(editions.values("title")[:1])
    return Work.objects.annotate(name=Coalesce(drafted, published))


class WorkFilterSet(WagtailFilterSet):
    """Filters texts by kind and by audience."""

    kind = django_filters.ChoiceFilter(label=_("Sorte de texte"), choices=lambda: list(kind_labels().items()))
    audience = django_filters.ChoiceFilter(label=_("Réglé sur"), choices=Audience.choices)
    effective_audience = django_filters.ChoiceFilter(label=_("Qui peut lire"), choices=Audience.choices)

    class Meta:
        model = Work
        fields = ["kind", "audience", "effective_audience"]


class WorkIndexView(HarmlessExportMixin, PlainSearchMixin):
    """The list of texts with their audiences."""

    page_title = _("Qui peut lire")
    export_headings = {
        "name": _("Titre"),
        "get_audience_display": _("Réglé sur"),
        "get_effective_audience_display": _("Qui peut lire"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return texts with their names."""
        return named_works().order_by("name")


class AudienceForm(forms.ModelForm):
    """The one choice."""

    class Meta:
        model = Work
        fields = ["audience"]
        labels = {"audience": _("Qui peut lire")}
        widgets = {"audience": forms.RadioSelect}
        help_texts = {
            "audience": _(
                "Vaut dès l’enregistrement pour cette page, pour toutes ses éditions et pour tout ce qui se trouve "
                "au-dessous d’elle. Une page au-dessus qui est plus stricte l’emporte."
            )
        }


class WorkEditView(generic.EditView):
    """Sets the audience of a text through the service that keeps what depends on it."""

    def get_object(self, queryset: QuerySet[Work] | None = None) -> Work:
        """Return the text with its name."""
        return super().get_object(named_works())

    def get_page_subtitle(self) -> str:
        """Name the text."""
        return name_of(self.object)

    def save_instance(self) -> Work:
        """Set the audience; who changed it and when is kept in the log."""
        chosen = Audience(self.form.cleaned_data["audience"])
        services.set_audience(work=self.object, audience=chosen)
        log(instance=self.object, action="wagtail.edit", user=self.request.user, title=name_of(self.object))
        return self.object

    def get_success_message(self) -> str:
        """Say what holds now."""
        self.object.refresh_from_db(fields=["audience", "effective_audience"])
        words = {"title": name_of(self.object), "audience": self.object.get_effective_audience_display()}
        return _("« %(title)s » : qui peut lire est maintenant « %(audience)s ».") % words

    def get_success_url(self) -> str:
        """Go back to where the person came from."""
        return get_valid_next_url_from_request(self.request) or super().get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Keep the way back through the form."""
        context = super().get_context_data(**kwargs)
        if back := get_valid_next_url_from_request(self.request):
            context["action_url"] = set_query_params(context["action_url"], {"next": back})
        return context


def name_of(work: Any) -> str:
    """Return the name of a text of ``named_works``."""
    return work.name or str(DELETED)


def _edit_url(work: Work) -> str:
    return reverse("audiences:edit", args=[work.pk])


class AudienceViewSet(ModelViewSet):
    """« Qui peut lire » in the menu."""

    model = Work
    name = "audiences"
    url_prefix = "qui-peut-lire"
    icon = "view"
    menu_label = _("Qui peut lire")
    menu_name = "audiences"
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        TitleColumn("name", label=_("Titre"), accessor=name_of, get_url=_edit_url, sort_key="name"),
        Column("kind", label=_("Sorte de texte"), accessor=lambda work: kind_labels().get(work.kind, work.kind)),
        Column("audience", label=_("Réglé sur"), accessor="get_audience_display", sort_key="audience"),
        Column(
            "effective_audience",
            label=_("Qui peut lire"),
            accessor="get_effective_audience_display",
            sort_key="effective_audience",
        ),
    ]
    list_export = ["key", "name", "kind", "get_audience_display", "get_effective_audience_display"]
    export_filename = "qui-peut-lire"
    search_fields = ["name"]
    filterset_class = WorkFilterSet
    index_view_class = WorkIndexView
    edit_view_class = WorkEditView

    def get_form_class(self, for_update: bool = False) -> type[AudienceForm]:
        """Return the form of the one choice."""
        return AudienceForm
