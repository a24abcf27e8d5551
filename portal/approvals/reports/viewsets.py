"""The addresses of the reports of approvals, and what leads to them."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from .current import CurrentView
from .rights import FollowMenuItem
from .throughput import ThroughputView


class ReportViewSet(ViewSet):
    """A report, and its rows alone for its filters."""

    view: Any

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses."""
        return [
            path("", self.view.as_view(), name="index"),
            path("results/", self.view.as_view(results_only=True), name="index_results"),
        ]


REPORTS = [
    ReportViewSet("current_approvals", view=CurrentView, url_prefix="approbations-en-cours"),
    ReportViewSet("approval_times", view=ThroughputView, url_prefix="delais-d-approbation"),
]


def report_viewsets() -> list[ReportViewSet]:
    """Return the reports."""
    return REPORTS


def menu_item_of(report: ReportViewSet) -> MenuItem:
    """Return what leads to a report."""
    view, url = report.view, reverse_lazy(f"{report.name}:index")
    return FollowMenuItem(view.page_title, url, name=report.name, icon_name=view.header_icon, order=80)
