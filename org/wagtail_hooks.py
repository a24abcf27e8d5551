"""Registers what the structure adds to Wagtail's admin."""

from __future__ import annotations

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import register_snippet

from .attachments import keep_for_the_desk
from .choosers import structure_chooser
from .desk_import.history import register_imports
from .desk_import.rights import import_permissions
from .gaps.panel import show_gaps
from .gaps.report import GapsMenuItem, GapsViewSet
from .reports.views import REPORTS, ReportViewSet, menu_items
from .viewsets import StructureGroup

register_snippet(StructureGroup)
hooks.register("register_permissions", import_permissions)
hooks.register("register_log_actions", register_imports)
hooks.register("before_serve_document", keep_for_the_desk)


@hooks.register("register_admin_viewset")
def register_structure_chooser() -> ChooserViewSet:
    """The window that chooses a unit."""
    return structure_chooser


hooks.register("construct_homepage_panels", show_gaps)


@hooks.register("register_admin_viewset")
def register_gaps() -> GapsViewSet:
    """« Ce qui manque ou est douteux »."""
    return GapsViewSet()


@hooks.register("register_reports_menu_item")
def register_gaps_report() -> MenuItem:
    """« Ce qui manque ou est douteux » among the reports."""
    url = reverse_lazy("gaps:index")
    return GapsMenuItem(_("Ce qui manque"), url, name="gaps-report", icon_name="warning", order=90)


@hooks.register("register_admin_viewset")
def register_reports() -> list[ReportViewSet]:
    """What is in force: units, responsibilities, posts."""
    return REPORTS


for item in menu_items():
    hooks.register("register_reports_menu_item", lambda item=item: item)
