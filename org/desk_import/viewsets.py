"""« Importer » under « Structure »."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from . import rights, views


class ImportMenuItem(MenuItem):
    """Shown to those who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may import."""
        return rights.may_import(request.user)


class ImportViewSet(ViewSet):
    """The pages of imports."""

    name = "import_structure"
    url_prefix = "importer"
    icon = "upload"
    menu_label = _("Importer")
    menu_order = 900
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", views.ImportIndexView.as_view(), name="index"),
            path("<uuid:pk>/", views.ImportRunView.as_view(), name="run"),
            path("<uuid:pk>/confirmer/", views.ConfirmView.as_view(), name="confirm"),
            path("<uuid:pk>/abandonner/", views.DiscardView.as_view(), name="discard"),
            path("structure-<int:pk><str:suffix>", views.DownloadView.as_view(), name="download"),
        ]
