"""Registers what procedures add to Wagtail's admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .desk.rows import rows_of_unit
from .impact.desk import impact_button
from .impact.views import ImpactView, impact_of_unit
from .viewsets import ProcedureGroup

register_snippet(ProcedureGroup)


@hooks.register("register_admin_urls")
def register_rows() -> list[URLPattern]:
    """Which rows a unit has, for the forms' choices."""
    return [
        path("procedures/lignes/<str:of>/", rows_of_unit, name="rows-of-unit"),
        path("procedures/lignes/<str:of>/<int:pk>/", rows_of_unit),
    ]


@hooks.register("insert_editor_js")
def insert_choices() -> SafeString:
    """Steps, posts and responsibilities chosen by their names."""
    return format_html('<script type="module" src="{}"></script>', static("procedures/choices.js"))


@hooks.register("register_admin_urls")
def register_impact() -> list[URLPattern]:
    """What a reorganisation touches."""
    return [
        path("impact/<int:pk>/", ImpactView.as_view(), name="impact"),
        path("impact/unite/<uuid:key>/", impact_of_unit, name="impact-of-unit"),
    ]


hooks.register("register_page_header_buttons", impact_button)
