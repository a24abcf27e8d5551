"""« Importer » in the admin: bring a file, look at what it would change, confirm, see what was published."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..importing.export import export_structure
from ..importing.plan import LANGUAGE
from ..models import ImportRun, OrganisationPage
from . import files, presentation, rights, runs
from .forms import ImportForm

UNPROCESSABLE = 422
ROWS_A_PAGE = 50
RUNS_SHOWN = 20
FORMATS = (".xlsx", ".yaml")


class ForImporters(View):
    """Answers those who may import."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse the others, in the admin's own way."""
        if not rights.may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportIndexView(WagtailAdminTemplateMixin, ForImporters):
    """The form, the structures to take away, and the last imports."""

    page_title = _("Importer une structure")
    header_icon = "upload"
    template_name = "org/desk/import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._show(ImportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the file and start its dry run."""
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=UNPROCESSABLE)
        run = runs.begin(upload=form.cleaned_data["file"], user=request.user)
        return redirect("import_structure:run", run.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def _show(self, form: ImportForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the organisations and the last imports."""
        organisations = OrganisationPage.objects.filter(locale__language_code=LANGUAGE).order_by("path")
        runs_shown = ImportRun.objects.defer("report", "problems")[:RUNS_SHOWN]
        return super().get_context_data(organisations=organisations, runs=runs_shown, **kwargs)


class ImportRunView(WagtailAdminTemplateMixin, ForImporters):
    """One import, however far it is."""

    header_icon = "upload"
    template_name = "org/desk/import_run.html"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show how far it is, what is wrong, what would change, or what has changed."""
        self.run = get_object_or_404(ImportRun, pk=pk)
        runs.settle(run=self.run)
        response = self.render_to_response(self.get_context_data())
        response["Cache-Control"] = "no-store"
        return response

    def get_page_title(self) -> str:
        """Name the file."""
        return self.run.file_name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        index = {"url": reverse("import_structure:index"), "label": ImportIndexView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.run.file_name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page of the table that is asked for."""
        report = self.run.report
        page = Paginator(report.get("rows", []), ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            run=self.run,
            progress=files.progress_of(self.run.pk) if self.run.is_under_way else {},
            may_confirm=self.run.author_id == self.request.user.pk,
            changes_nothing=not report.get("rows") and not report.get("reference"),
            counts=report.get("counts", {}),
            waiting=report.get("waiting", ""),
            page=page,
            rows=presentation.rows_of(page.object_list),
            reference=presentation.reference_of(report.get("reference", [])),
            absent=report.get("absent", []),
            **kwargs,
        )


class ChangeRunView(ForImporters):
    """What its author decides of an import; whoever comes here by another way is shown the import."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show the import: a session ended here, or the person went back."""
        return redirect("import_structure:run", pk)

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Do what was decided, once."""
        run = get_object_or_404(ImportRun, pk=pk)
        if run.author_id != request.user.pk:
            raise PermissionDenied
        self.decide(run, request)
        return redirect("import_structure:run", pk)

    def decide(self, run: ImportRun, request: HttpRequest) -> None:
        """Do what was decided."""
        raise NotImplementedError


class ConfirmView(ChangeRunView):
    """Imports what was shown."""

    def decide(self, run: ImportRun, request: HttpRequest) -> None:
        """Start the import."""
        runs.confirm(run=run, agreed=request.POST.get("agreed", ""))


class DiscardView(ChangeRunView):
    """Gives an import up."""

    def decide(self, run: ImportRun, request: HttpRequest) -> None:
        """Forget the file."""
        runs.discard(run=run)


class DownloadView(ForImporters):
    """A structure as the file that imports back to it: take away, correct, bring back."""

    def get(self, request: HttpRequest, pk: int, suffix: str) -> FileResponse:
        """Send the file."""
        organisation = get_object_or_404(OrganisationPage, pk=pk, locale__language_code=LANGUAGE)
        if suffix not in FORMATS:
            raise Http404
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / f"structure{suffix}"
            export_structure(organisation, path)
            content = path.read_bytes()
        return FileResponse(BytesIO(content), as_attachment=True, filename=f"{slugify(organisation.slug)}{suffix}")
