"""What changes public pages without an edition: who holds which post, by which act."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.editions import freshness

from .models import Holding, LegalReference, Person


@receiver([post_save, post_delete], sender=Holding)
@receiver([post_save, post_delete], sender=Person)
@receiver([post_save, post_delete], sender=LegalReference)
def forget_what_is_kept(sender: type, **kwargs: Any) -> None:
    """Let pages that name holders be rendered again."""
    freshness.renew()
