"""Registers what editions add to Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .history import register_refusals
from .models import Work
from .refusals import DeleteUnpublishedAction, refuse_to_delete_published, refuse_to_move_past_the_gate
from .viewsets import AudiencePolicy, AudienceViewSet

AFTER_WAGTAIL = 10

register_permission_policy(Work, AudiencePolicy(Work))
hooks.register("before_delete_page", refuse_to_delete_published)
hooks.register("before_move_page", refuse_to_move_past_the_gate)
hooks.register("register_log_actions", register_refusals)
hooks.register("register_bulk_action", DeleteUnpublishedAction, order=AFTER_WAGTAIL)


@hooks.register("register_admin_viewset")
def register_audiences() -> AudienceViewSet:
    """« Qui peut lire »."""
    return AudienceViewSet()
