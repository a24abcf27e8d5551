"""Who may follow approvals on the desk."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


def may_follow(user: Any) -> bool:
    """Whether a person follows all approvals: a right, which legal has."""
    return bool(user.has_perm("approvals.view_review"))


class ForThoseWhoFollow:
    """A page for those who follow approvals."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse everybody else."""
        if not may_follow(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class FollowMenuItem(MenuItem):
    """Shown to those who follow approvals."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open what it leads to."""
        return may_follow(request.user)
