"""What Wagtail's ordinary pages change of what is kept for visitors."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.editions import freshness


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=Locale)
def forget_what_is_kept(sender: type, **kwargs: Any) -> None:
    """Let the home page, help and news be rendered again."""
    freshness.renew()


@receiver(post_delete)
def forget_deleted_pages(sender: type, instance: Any, **kwargs: Any) -> None:
    """Let a deleted page disappear for visitors."""
    if isinstance(instance, Page):
        freshness.renew()
