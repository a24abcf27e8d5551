"""« Demandes de correction » in the admin: the queue, and the page of one request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django.conf import settings
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from portal.editions.listings import PlainSearchMixin
from portal.editions.pages import author_name

from . import desk, services
from .forms import FollowUpForm
from .models import CorrectionRequest, State

WAITING = "waiting"


class RequestPolicy(ModelPermissionPolicy):
    """Requests come from readers: nobody adds or deletes them here."""

    ACTIONS = frozenset({"change", "view"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether ``user`` may do ``action``."""
        return action in self.ACTIONS and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether ``user`` may do one of ``actions``."""
        return any(self.user_has_permission(user, action) for action in actions)


class RequestFilterSet(WagtailFilterSet):
    """Filters the queue by where requests stand and by what they are about."""

    state = django_filters.ChoiceFilter(
        label=_("État"), method="filter_state", choices=[(WAITING, _("à traiter")), *State.choices]
    )
    organisation = django_filters.ChoiceFilter(
        label=_("Organisation"), method="filter_organisation", choices=lambda: desk.organisations()
    )
    text = django_filters.ChoiceFilter(label=_("Unité"), method="filter_text", choices=lambda: desk.reported_texts())

    class Meta:
        model = CorrectionRequest
        fields = ["state", "organisation", "text"]

    def filter_state(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        """Keep one state, or all that wait."""
        found: QuerySet[Any] = queryset.open() if value == WAITING else queryset.filter(state=value)
        return found

    def filter_organisation(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        """Keep what is about an organisation or anything in it."""
        found: QuerySet[Any] = queryset.about(desk.below(UUID(value)))
        return found

    def filter_text(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        """Keep what is about one text."""
        found: QuerySet[Any] = queryset.about([UUID(value)])
        return found


class RequestIndexView(PlainSearchMixin):
    """The queue: what waits first, the oldest before."""

    page_title = _("Demandes de correction")

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the requests that this person may read, with the name of their text."""
        requests = desk.requests_for(self.request.user)
        return requests.annotate(title=F("edition__title")).by_urgency()

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the order of the queue unless another is asked for."""
        return super().order_queryset(queryset) if self.request.GET.get("ordering") else queryset


class RequestEditView(generic.EditView):
    """One request: what the reader said, what the text says, and what is done about it."""

    template_name = "corrections/desk/request.html"
    error_message = _("Le suivi n’est pas enregistré : voyez ci-dessous.")
    submit_button_label = _("Enregistrer")

    def get_object(self, queryset: Any = None) -> CorrectionRequest:
        """Return the request, if this person may read what it is about."""
        requests = desk.requests_for(self.request.user).select_related("edition", "work")
        found: CorrectionRequest = super().get_object(requests)
        return found

    def get_page_subtitle(self) -> str:
        """Name the text."""
        return str(self.object.edition.title)

    def get_success_url(self) -> str:
        """Stay on the request."""
        return reverse("corrections:edit", args=[self.object.pk])

    def get_success_message(self) -> str:
        """Say where the request stands."""
        return _("Cette demande est maintenant « %(state)s ».") % {"state": self.object.get_state_display()}

    def form_valid(self, form: FollowUpForm) -> Any:
        """Record the follow-up, then send the answer; say it when somebody was faster."""
        chosen = form.cleaned_data
        try:
            change = services.set_state(
                request=self.object,
                state=State(chosen["next_state"]),
                by=author_name(self.request.user),
                answer=chosen["answer"],
                seen=chosen["seen"],
            )
        except services.HandledMeanwhile:
            form.add_error(None, _("Quelqu’un d’autre a traité cette demande entre-temps : relisez son suivi."))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        self.form = form
        self._say_what_became_of(change)
        return self.save_action()

    def _say_what_became_of(self, change: Any) -> None:
        if not change.answer or not change.request.email:
            return
        if services.send_answer(change=change):
            messages.success(self.request, _("La réponse a été envoyée au lecteur."))
        else:
            messages.warning(self.request, _("La réponse est gardée ici, mais elle n’a pas pu être envoyée."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what stands around the request."""
        return {
            **super().get_context_data(**kwargs),
            "draft": desk.draft_of(self.object, self.request.user),
            "today": desk.today_of(self.object),
            "changes": list(self.object.changes.all()),
            "email_is_set_up": settings.EMAIL_IS_SET_UP,
            "days": settings.CORRECTIONS_EMAIL_DAYS,
            "side_panels": [],
        }


class RequestsMenuItem(MenuItem):
    """Says in the menu how many requests wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may see the queue."""
        return bool(request.user.has_perm("corrections.change_correctionrequest"))

    def render_component(self, request: HttpRequest) -> Any:
        """Return the item with the number of requests that wait."""
        component = super().render_component(request)
        if count := desk.waiting_for(request.user).count():
            component.label = f"{self.label} ({count})"
        return component


def excerpt(request: CorrectionRequest) -> str:
    """Return the beginning of what the reader says."""
    return Truncator(request.said).chars(90)


def waiting_time(request: CorrectionRequest) -> str:
    """Return how long ago it was received."""
    return timesince(request.received_at)


def _url(request: CorrectionRequest) -> str:
    return reverse("corrections:edit", args=[request.pk])


class RequestViewSet(ModelViewSet):
    """« Demandes de correction » in the menu."""

    model = CorrectionRequest
    name = "corrections"
    url_prefix = "demandes-de-correction"
    icon = "comment"
    menu_label = _("Corrections")
    menu_name = "corrections"
    menu_order = 155
    menu_item_class = RequestsMenuItem
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    list_display = [
        TitleColumn("wrong", label=_("Ce qui est faux"), accessor=excerpt, get_url=_url),
        Column("title", label=_("Page"), sort_key="title"),
        Column("state", label=_("État"), accessor="get_state_display", sort_key="state"),
        Column("received_at", label=_("Reçue il y a"), accessor=waiting_time, sort_key="received_at"),
    ]
    search_fields = ["wrong", "right", "title"]
    filterset_class = RequestFilterSet
    index_view_class = RequestIndexView
    edit_view_class = RequestEditView

    def get_form_class(self, for_update: bool = False) -> type[FollowUpForm]:
        """Return the form of the follow-up."""
        return FollowUpForm
