"""The rights of approvals, for administrators to give to groups in Wagtail's admin."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet

_OWN = ("publish_in_emergency", "end_approved_text")


def approval_permissions() -> QuerySet[Permission]:
    """Return the rights that no page permission covers."""
    return Permission.objects.filter(content_type__app_label="approvals", codename__in=_OWN)
