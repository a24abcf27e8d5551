"""Registers what the structure adds to Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import register_snippet

from .choosers import structure_chooser
from .viewsets import StructureGroup

register_snippet(StructureGroup)


@hooks.register("register_admin_viewset")
def register_structure_chooser() -> ChooserViewSet:
    """The window that chooses a unit."""
    return structure_chooser
