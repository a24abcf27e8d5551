"""Registers what the structure adds to Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import register_snippet

from .choosers import structure_chooser
from .desk_import.history import register_imports
from .desk_import.rights import import_permissions
from .viewsets import StructureGroup

register_snippet(StructureGroup)
hooks.register("register_permissions", import_permissions)
hooks.register("register_log_actions", register_imports)


@hooks.register("register_admin_viewset")
def register_structure_chooser() -> ChooserViewSet:
    """The window that chooses a unit."""
    return structure_chooser
