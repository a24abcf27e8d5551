"""Registers what requests of readers add to Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .models import CorrectionRequest
from .viewsets import RequestPolicy, RequestViewSet

register_permission_policy(CorrectionRequest, RequestPolicy(CorrectionRequest))


@hooks.register("register_admin_viewset")
def register_requests() -> RequestViewSet:
    """« Demandes de correction »."""
    return RequestViewSet()
