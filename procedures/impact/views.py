"""« Ce que touche ce changement », on the desk: what it touches, and drafts on demand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from org.models import ChangeEventPage

from .choosing import TakersForm
from .drafts import NotOpened, open_draft, source_pages
from .duties import OWN
from .plan import ALL, Plan, plan_of
from .presentation import Impact, event_that_ended, impact_of, takers_form

UNPROCESSABLE: Final = 422


class ImpactView(WagtailAdminTemplateMixin, View):
    """What a reorganisation touches; on demand, drafts with those who take over."""

    header_icon = "history"
    template_name = "procedures/desk/impact.html"
    page: ChangeEventPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the event; refuse who may not edit it."""
        self.page = get_object_or_404(ChangeEventPage, pk=kwargs["pk"])
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.impact: Impact = impact_of(self.page, request.user)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is touched, with who is proposed."""
        return self._show(takers_form(self.impact))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open drafts of one text, of what the units did, or of all; nothing that was chosen is lost on a fault."""
        form = takers_form(self.impact, request.POST)
        plan = plan_of(self.impact, form, request.POST.get("text", "")) if form.is_valid() else None
        if not form.is_valid():
            fault = _("Un choix n’est plus proposé : rien n’a été ouvert.")
        elif plan is None:
            fault = _("Choisissez un des textes proposés.")
        elif not plan:
            nothing = _("Rien n’est à changer : ces textes suivent d’eux-mêmes.")
            fault = _("Choisissez d’abord qui prend la suite.") if plan.left else nothing
        else:
            self._carry_out(plan)
            return redirect("impact", self.page.pk)
        messages.error(request, fault)
        return self._show(form, status=UNPROCESSABLE)

    def get_page_title(self) -> str:
        """Name the event."""
        return _("Ce que touche « %(title)s »") % {"title": self.page.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        page = {"url": edit_url, "label": self.page.get_admin_display_title()}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.get_page_title()}]

    def _show(self, form: TakersForm, *, status: int = 200) -> HttpResponse:
        context = self.get_context_data(impact=self.impact, form=form, object=self.page, all=ALL, own=OWN)
        return self.render_to_response(context, status=status)

    def _carry_out(self, plan: Plan) -> None:
        """Open the drafts, and tell which; name what stays as it is."""
        if done := list(dict.fromkeys(self._opened(plan))):
            words = {"count": len(done), "titles": ", ".join(done)}
            told = ngettext(
                "%(count)d brouillon ouvert : %(titles)s.", "%(count)d brouillons ouverts : %(titles)s.", len(done)
            )
            messages.success(self.request, told % words)
        for title, rows in plan.left.items():
            words = {"title": title, "rows": " ; ".join(rows)}
            messages.info(self.request, _("« %(title)s » garde tel quel : %(rows)s") % words)

    def _opened(self, plan: Plan) -> Iterator[str]:
        event, by = self.impact.event, self.request.user
        for page, change in plan.changes():
            title = page.get_admin_display_title()
            try:
                open_draft(page=page, change=change, event=event.title, from_date=event.date, by=by)
            except NotOpened as refusal:
                messages.warning(self.request, f"{title} : {refusal}")
            else:
                yield title


def impact_of_unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Lead from a unit that is no more to the event that ended it, or else to its own editor."""
    if event := event_that_ended(key):
        return redirect("impact", event.pk)
    page = next(source_pages([key]), None)
    if page is None:
        raise Http404
    return redirect("wagtailadmin_pages:edit", page.pk)
