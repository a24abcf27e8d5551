"""Registers what editions add to Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .abolition.desk import abolish_button, register_abolitions, say_when_it_ends
from .abolition.views import AbolitionView
from .history import register_refusals
from .models import Work
from .refusals import (
    DeleteUnpublishedAction,
    refuse_to_delete_published,
    refuse_to_move_past_the_gate,
    refuse_to_plan_in_vain,
    say_where_readers_find_it,
)
from .viewsets import AudiencePolicy, AudienceViewSet
from .withdrawal.desk import register_withdrawals, withdraw_button
from .withdrawal.views import WithdrawalView

AFTER_WAGTAIL = 10

register_permission_policy(Work, AudiencePolicy(Work))
hooks.register("before_delete_page", refuse_to_delete_published)
hooks.register("before_move_page", refuse_to_move_past_the_gate)
hooks.register("after_move_page", say_where_readers_find_it)
hooks.register("before_publish_page", refuse_to_plan_in_vain)
hooks.register("register_log_actions", register_refusals)
hooks.register("register_log_actions", register_abolitions)
hooks.register("register_log_actions", register_withdrawals)
hooks.register("register_page_header_buttons", abolish_button)
hooks.register("register_page_header_buttons", withdraw_button)
hooks.register("before_edit_page", say_when_it_ends)
hooks.register("register_bulk_action", DeleteUnpublishedAction, order=AFTER_WAGTAIL)


@hooks.register("register_admin_viewset")
def register_audiences() -> AudienceViewSet:
    """« Qui peut lire »."""
    return AudienceViewSet()


@hooks.register("register_admin_urls")
def register_abolition() -> list[URLPattern]:
    """« Abroger à partir d’une date »."""
    return [path("abolir/<int:pk>/", AbolitionView.as_view(), name="abolish")]


@hooks.register("register_admin_urls")
def register_withdrawal() -> list[URLPattern]:
    """« Retirer un texte publié »."""
    return [path("retirer/<int:pk>/", WithdrawalView.as_view(), name="withdraw")]
