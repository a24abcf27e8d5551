"""Registers what search adds to Wagtail's admin."""

from __future__ import annotations

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .panels import show_unanswered
from .viewsets import QuestionsMenuItem, SearchGroup

register_snippet(SearchGroup)
hooks.register("construct_homepage_panels", show_unanswered)


@hooks.register("register_reports_menu_item")
def register_questions_report() -> MenuItem:
    """« Questions posées » among the reports."""
    url = reverse_lazy("questions:index")
    return QuestionsMenuItem(_("Questions sans réponse"), url, name="questions-report", icon_name="help", order=100)
