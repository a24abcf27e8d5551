"""What changes for readers without an edition: the words for profiles and channels."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.editions import freshness

from .models import Channel, MigrantProfile


@receiver([post_save, post_delete], sender=MigrantProfile)
@receiver([post_save, post_delete], sender=Channel)
def forget_what_is_kept(sender: type, **kwargs: Any) -> None:
    """Let what names profiles and channels be made again."""
    freshness.renew()
