"""Registers what approvals add to Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .decision.desk import review_button
from .emergency.desk import emergency_button, register_emergencies
from .emergency.views import EmergencyView
from .moving import say_where_readers_find_them
from .reports.viewsets import REPORTS, menu_item_of, report_viewsets
from .rights import approval_permissions
from .viewsets import ApprovalsGroup

register_snippet(ApprovalsGroup)
hooks.register("register_permissions", approval_permissions)
hooks.register("register_log_actions", register_emergencies)
hooks.register("register_page_header_buttons", review_button)
hooks.register("register_page_header_buttons", emergency_button)
hooks.register("after_bulk_action", say_where_readers_find_them)

hooks.register("register_admin_viewset", report_viewsets)
for report in REPORTS:
    hooks.register("register_reports_menu_item", lambda report=report: menu_item_of(report))


@hooks.register("register_admin_urls")
def register_emergency() -> list[URLPattern]:
    """« Publier en urgence »."""
    return [path("urgence/<int:pk>/", EmergencyView.as_view(), name="publish_in_emergency")]
