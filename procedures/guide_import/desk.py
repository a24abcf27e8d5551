"""« Importer un guide » on the desk: bring a Word file, get a draft and the report of what found no place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from portal.home.models import HomePage
from portal.uploads.checking import refuse_dangerous
from portal.uploads.names import extension_of
from portal.uploads.refusals import UploadRefused

from .lines import lines_of
from .understanding import understood
from .writing import DraftExists, Written, write_draft

_UNPROCESSABLE: Final = 422


def may_import(user: Any) -> bool:
    """Whether ``user`` may write guides at all: a draft is one."""
    home = HomePage.objects.filter(locale__language_code="fr").first()
    return home is not None and bool(home.permissions_for_user(user).can_add_subpage())


class GuideForm(forms.Form):
    """One Word file."""

    file = forms.FileField(
        label=_("Guide en Word (.docx)"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choisissez un fichier."), "empty": _("Le fichier est vide.")},
    )
    again = forms.BooleanField(
        label=_("Écrire de nouveau le brouillon de ce fichier"),
        help_text=_("S’il y en a déjà un de ce nom : l’historique garde ce qui y était."),
        required=False,
    )

    def clean_file(self) -> UploadedFile:
        """Return the file, if it may be read."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            if extension_of(upload.name or "") != "docx":
                raise UploadRefused(str(_("Le guide doit être un fichier Word .docx.")))
            refuse_dangerous(upload, name=upload.name or "", size=upload.size or 0)
        except UploadRefused as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return upload


class GuideImportView(WagtailAdminTemplateMixin, View):
    """The form; then the draft, and what found no place."""

    page_title = _("Importer un guide")
    header_icon = "upload"
    template_name = "procedures/desk/import_guide.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse those who may not write guides, in the admin's own way."""
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.render_to_response(self.get_context_data(form=GuideForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Write the draft and tell."""
        form = GuideForm(request.POST, request.FILES)
        written = self._written(form) if form.is_valid() else None
        status = 200 if written else _UNPROCESSABLE
        return self.render_to_response(self.get_context_data(form=form, written=written), status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def _written(self, form: GuideForm) -> Written | None:
        upload, again = form.cleaned_data["file"], form.cleaned_data["again"]
        guide = understood(lines_of(upload.read()))
        try:
            return write_draft(guide=guide, name=Path(upload.name).stem, again=again, user=self.request.user)
        except DraftExists:
            form.add_error("again", _("Ce fichier a déjà son brouillon : cochez pour l’écrire de nouveau."))
            return None


class GuideImportMenuItem(MenuItem):
    """Shown to those who may write guides."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return may_import(request.user)


class GuideImportViewSet(ViewSet):
    """The page of the import."""

    name = "import_guide"
    url_prefix = "importer-guide"
    icon = "upload"
    menu_label = _("Importer un guide")
    menu_order = 900
    menu_item_class = GuideImportMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the address."""
        return [path("", GuideImportView.as_view(), name="index")]
