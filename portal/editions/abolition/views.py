"""« Abroger » in the admin: ask from when, say what will happen, and do it once it is confirmed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ..gate import PublicationRefused
from ..kinds import kind_named
from ..pages import EditionedPage
from . import presentation
from .forms import AbolitionForm
from .services import abolish
from .terms import force_of, state_of

UNPROCESSABLE = 422


class AbolitionView(WagtailAdminTemplateMixin, View):
    """The form, then what it would do, then that."""

    header_icon = "history"
    template_name = "editions/desk/abolition.html"
    page: EditionedPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the page of the source language; refuse who may not unpublish it."""
        page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not isinstance(page, EditionedPage) or kind_named(page.kind_name).timeless:
            raise Http404
        if page.locale.language_code != page.work.source_language:
            source = page.get_translations().filter(locale__language_code=page.work.source_language)
            return redirect("abolish", get_object_or_404(source).pk)
        if not presentation.may_abolish(page, request.user):
            raise PermissionDenied
        self.page, self.force = page, force_of(page.translation_key)
        return super().dispatch(request, *args, **kwargs) if self.force.starts else self._nothing_to_end()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self._show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say what would happen; do it if that was confirmed."""
        form = self._form(request.POST)
        if not form.is_valid() or not self._may_end_all(form):
            return self._show(form, status=UNPROCESSABLE)
        if "confirmed" not in request.POST:
            return self._show(form, to_confirm=True)
        try:
            abolish(page=self.page, by=request.user, **form.cleaned_data)
        except PublicationRefused as refusal:
            self.page.note_refusal_to_end(refusal)
            form.add_error(None, str(refusal))
            return self._show(form, status=UNPROCESSABLE)
        words = {"title": self.page.get_admin_display_title(), "state": state_of(force_of(self.page.translation_key))}
        messages.success(request, _("« %(title)s » : %(state)s") % words)
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def get_page_title(self) -> str:
        """Name the text."""
        return _("Abroger « %(title)s »") % {"title": self.page.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        page = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.get_page_title()}]

    def _form(self, data: Any = None) -> AbolitionForm:
        return AbolitionForm(data, work=self.page.work, force=self.force)

    def _may_end_all(self, form: AbolitionForm) -> bool:
        closed = [text.title for text in presentation.texts_below(form.below, self.request.user) if not text.may_end]
        if closed:
            form.add_error("with_below", _("Vous ne pouvez pas abroger : %(titles)s.") % {"titles": ", ".join(closed)})
        return not closed

    def _show(self, form: AbolitionForm, *, to_confirm: bool = False, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            to_confirm=to_confirm,
            object=self.page,
            state=state_of(self.force),
            below=presentation.texts_below(form.below, self.request.user),
            what=presentation.what_will_happen(form.cleaned_data["on"], self.force) if to_confirm else "",
        )
        return self.render_to_response(context, status=status)

    def _nothing_to_end(self) -> HttpResponse:
        words = {"title": self.page.get_admin_display_title()}
        messages.warning(
            self.request, _("« %(title)s » n’est en vigueur à aucune date : il n’y a rien à abroger.") % words
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)
