"""Shows in Wagtail's groups which right asks for a second factor."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks


@hooks.register("register_permissions")
def second_factor_is_a_right() -> QuerySet[Permission]:
    """The permission by which a group needs a second factor."""
    return Permission.objects.filter(content_type__app_label="signing_in", codename="need_second_factor")
