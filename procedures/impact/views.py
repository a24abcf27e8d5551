"""« Ce que touche ce changement », on the desk: what it touches, and drafts on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
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
from wagtail.models import Page

from org.models import ChangeEventPage

from ..steps.reading import identity
from .drafts import NotOpened, open_draft, source_pages
from .presentation import Impact, event_that_ended, impact_of, successors_in

ALL = "all"


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
        """Show what is touched."""
        context = self.get_context_data(impact=self.impact, object=self.page, all=ALL)
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open drafts of one text, or of all."""
        successors = self._successors()
        asked = request.POST.get("text", "")
        pages = [pk for pk in self.impact.pages if asked in (ALL, str(pk))]
        if not successors:
            messages.error(request, _("Choisissez d’abord qui prend la suite."))
        elif not pages:
            messages.error(request, _("Choisissez un des textes proposés."))
        else:
            self._open(pages, successors)
        return redirect("impact", self.page.pk)

    def get_page_title(self) -> str:
        """Name the event."""
        return _("Ce que touche « %(title)s »") % {"title": self.page.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        page = {"url": edit_url, "label": self.page.get_admin_display_title()}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.get_page_title()}]

    def _successors(self) -> dict[UUID, Page]:
        asked = {each.unit.work: self.request.POST.get(f"successor-{each.unit.work}") for each in self.impact.taken}
        chosen = {work: key for work, text in asked.items() if (key := identity(text))}
        after = successors_in(self.impact.taken, chosen)
        pages = {page.translation_key: page for page in source_pages(after.values())}
        return {work: pages[key] for work, key in after.items() if key in pages}

    def _open(self, pages: list[int], successors: Mapping[UUID, Page]) -> None:
        done = list(self._opened(pages, successors))
        if done:
            words = {"count": len(done), "titles": ", ".join(done)}
            told = ngettext(
                "%(count)d brouillon ouvert : %(titles)s.", "%(count)d brouillons ouverts : %(titles)s.", len(done)
            )
            messages.success(self.request, told % words)

    def _opened(self, pages: list[int], successors: Mapping[UUID, Page]) -> Iterator[str]:
        event = self.impact.event
        for page in Page.objects.filter(pk__in=pages).order_by("title"):
            title = page.get_admin_display_title()
            try:
                open_draft(
                    page=page, successors=successors, event=event.title, from_date=event.date, by=self.request.user
                )
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
