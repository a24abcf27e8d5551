"""« Publier en urgence » in the admin: say why, and do it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from portal.editions.gate import PublicationRefused

from ..pages import ReviewedPage
from ..standing import Standing, standing_of
from .services import RIGHT, publish_in_emergency

UNPROCESSABLE = 422


class EmergencyForm(forms.Form):
    """The reason, which readers will always see."""

    reason = forms.CharField(
        label=gettext_lazy("Pourquoi ce texte ne peut pas attendre"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": gettext_lazy("Dites pourquoi : les lecteurs le verront toujours.")},
        help_text=gettext_lazy("Les lecteurs la verront avec votre nom, sur cette édition, pour toujours."),
    )


class EmergencyView(WagtailAdminTemplateMixin, View):
    """The form, with who will be asked afterwards; then the publication."""

    header_icon = "warning"
    template_name = "approvals/desk/emergency.html"
    page: ReviewedPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the page; refuse who has not this right."""
        page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not isinstance(page, ReviewedPage) or not page.has_workflow:
            raise Http404
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        self.page = page
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self._show(EmergencyForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish, or say what keeps it from being published."""
        form = EmergencyForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=UNPROCESSABLE)
        try:
            edition = publish_in_emergency(page=self.page, reason=form.cleaned_data["reason"], by=request.user)
        except PublicationRefused as refusal:
            form.add_error(None, str(refusal))
            return self._show(form, status=UNPROCESSABLE)
        words = {"title": edition.title, "number": edition.number}
        told = _("« %(title)s » est publiée en urgence : édition n° %(number)d.") % words
        messages.success(request, f"{told} {_('Les approbations sont demandées maintenant.')}")
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_page_title(self) -> str:
        """Name the text."""
        return _("Publier en urgence « %(title)s »") % {"title": self.page.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        page = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.get_page_title()}]

    def _show(self, form: EmergencyForm, *, status: int = 200) -> HttpResponse:
        standing: Standing = standing_of(self.page.get_latest_revision_as_object().proposal())
        context = self.get_context_data(form=form, object=self.page, steps=standing.steps)
        return self.render_to_response(context, status=status)
