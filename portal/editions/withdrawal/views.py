"""« Retirer » in the admin: ask what and why, show what will be erased, and do it once it is confirmed."""

from __future__ import annotations

from typing import Any

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

from ..models import Edition
from ..pages import EditionedPage
from .desk import may_withdraw
from .forms import KEEP, WithdrawalForm
from .presentation import consequences
from .services import withdraw_from_desk

UNPROCESSABLE = 422


class WithdrawalView(WagtailAdminTemplateMixin, View):
    """The form, then what it would erase, then that."""

    header_icon = "view"
    template_name = "editions/desk/withdrawal.html"
    page: EditionedPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the page; refuse who has not this right, and a text of which nothing is left to withdraw."""
        page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not isinstance(page, EditionedPage):
            raise Http404
        if not may_withdraw(request.user):
            raise PermissionDenied
        self.page = page
        editions = Edition.objects.filter(work=page.translation_key, withdrawal=None)
        self.editions = list(editions.order_by("language", "-number"))
        return super().dispatch(request, *args, **kwargs) if self.editions else self._nothing_left()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self._show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what would be erased; erase it if that was confirmed."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form, status=UNPROCESSABLE)
        if "confirmed" not in request.POST:
            return self._show(form, to_confirm=consequences(self.page, form.chosen))
        done = withdraw_from_desk(
            page=self.page,
            editions=form.chosen,
            reason=form.cleaned_data["reason"],
            by=request.user,
            keep_title=form.cleaned_data["title"] == KEEP,
            old_drafts=form.cleaned_data["old_drafts"],
        )
        told = ngettext("%(count)d édition retirée.", "%(count)d éditions retirées.", len(done)) % {"count": len(done)}
        messages.success(request, f"{told} {_('Le brouillon de cette page n’a pas changé : corrigez-le.')}")
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_page_title(self) -> str:
        """Name the text."""
        return _("Retirer « %(title)s »") % {"title": self.page.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        page = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.get_page_title()}]

    def _form(self, data: Any = None) -> WithdrawalForm:
        return WithdrawalForm(data, editions=self.editions, language=self.page.locale.language_code)

    def _show(self, form: WithdrawalForm, *, to_confirm: Any = None, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, to_confirm=to_confirm, object=self.page)
        return self.render_to_response(context, status=status)

    def _nothing_left(self) -> HttpResponse:
        messages.warning(self.request, _("Il n’y a rien à retirer : aucune édition de ce texte ne se lit encore."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)
