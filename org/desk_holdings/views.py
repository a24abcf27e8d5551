"""The pages that record, change and delete a holding: a refusal by the database is one of the form."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import ModelLogEntry
from wagtail.snippets.views import snippets

from ..models.holdings import Holding, HoldingRefused


class RefusedInTheForm:
    """Says in the form what the database refused, which only a race with another person gets that far."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Record; show the form again with the reason when it is refused."""
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except HoldingRefused as refusal:
            form.add_error(None, refusal)
            self.is_valid(form)  # type: ignore[attr-defined] # Wagtail says then what is wrong
            return self.form_invalid(form)  # type: ignore[attr-defined]


class SaidNow:
    """A page about what is said now: an address of what was said before leads to what is said instead."""

    request: HttpRequest
    url_name: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on from a row that was superseded; a form filled in for it is not taken for the other."""
        holding: Holding = self.object  # type: ignore[attr-defined]
        if holding.superseded_at is None:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        messages.warning(request, _("Cette fiche a changé depuis : voici ce qui est enregistré aujourd’hui."))
        standing = holding.history().said_now().first()
        viewset = Holding.snippet_viewset  # type: ignore[attr-defined]
        if standing is None:
            return redirect(viewset.get_url_name("history"), quote(holding.pk))
        return redirect(viewset.get_url_name(self.url_name), quote(standing.pk))


class HoldingCreateView(RefusedInTheForm, snippets.CreateView):
    """Says who holds a post."""


class HoldingEditView(RefusedInTheForm, SaidNow, snippets.EditView):
    """Says something else of a holding from now on."""

    url_name = "edit"


class HoldingDeleteView(SaidNow, snippets.DeleteView):
    """Stops saying that a post is held."""

    url_name = "delete"

    @property
    def confirmation_message(self) -> str:
        """Say what deleting does, and when to give an end instead."""
        return _(
            "Cette fiche ne sera plus montrée ; ce qui a été dit reste dans l’historique. "
            "Si la personne a quitté le poste, donnez plutôt la date de fin."
        )


class HoldingHistoryView(snippets.HistoryView):
    """Everything that was done to a holding, under all the rows that it had."""

    def get_base_queryset(self) -> Any:
        """Return what was noted of every row."""
        rows = [str(pk) for pk in self.object.history().values_list("pk", flat=True)]
        content_type = ContentType.objects.get_for_model(Holding)
        noted = ModelLogEntry.objects.filter(content_type=content_type, object_id__in=rows)
        return self._annotate_queryset(noted.order_by("-timestamp"))

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Lead back to the form while there is one."""
        return super().header_buttons if self.object.superseded_at is None else []
